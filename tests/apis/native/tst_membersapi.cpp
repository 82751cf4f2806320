// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// Who belongs to a chat, in which role, and how far they have read, through the API of a real
/// server.
class tst_MembersApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void adding();
    void aFullGroupTakesNobody();
    void rolesAreGivenFromAbove();
    void ownershipIsPassedOn();
    void removing();
    void theLastOwnersLeavingPassesOwnership();
    void membersArePaged();
    void unreadCountsAndCursors();
    void sendingReadsUpToIt();
    void readersAreTold();

private:
    Answer create(const QByteArray &body) { return m_ann->raw("POST", u"chats"_s, body); }

    TestServer m_server{{{u"chat.group_members"_s, u"4"_s}}};
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    std::unique_ptr<Person> m_eve;
};

namespace {

MyChat mine(Person &person, ChatId chat)
{
    const auto seen = person.get<Chat>(at("chats", chat));
    return seen && seen->my ? *seen->my : MyChat{.unreadCount = -1};
}

std::optional<MemberRole> roleOf(Person &asking, ChatId chat, UserId user)
{
    const auto page = asking.get<Page<Member>>(at("chats", chat, u"members"_s));
    if (!page)
        return {};
    for (const Member &member : page->items) {
        if (member.user.id == user)
            return member.role;
    }
    return {};
}

} // namespace

void tst_MembersApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_MembersApi::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_MembersApi::init()
{
    for (auto *person : {&m_ann, &m_bob, &m_eve})
        *person = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST_OK(m_eve->registerAs(u"eve"_s));
}

void tst_MembersApi::adding()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s));
    const QString path = at("chats", chat.id, u"members"_s);
    const Answer added = m_ann->raw("POST", path, toJson(NewMember{.userId = m_bob->id()}));
    ANSWERS(added, 201);
    QCOMPARE(added.as<Member>()->user.id, m_bob->id());
    QCOMPARE(added.as<Member>()->user.email, std::nullopt);
    ANSWERS(m_ann->raw("POST", path, toJson(NewMember{.userId = m_bob->id()})), 409);
    const Answer unknown = m_ann->raw("POST", path, R"({"user_id":999999999})");
    ANSWERS(unknown, 422);
    QCOMPARE(unknown.problem()->errors.front().field, u"user_id"_s);
    ANSWERS(m_ann->raw("POST", path, R"({"user_id":"x"})"), 422);
    ANSWERS(m_ann->raw("POST", path, "{}"), 422);
    // A member of a private chat does not bring others; a stranger sees no chat.
    ANSWERS(m_bob->raw("POST", path, toJson(NewMember{.userId = m_eve->id()})), 403);
    ANSWERS(m_eve->raw("POST", path, toJson(NewMember{.userId = m_eve->id()})), 404);
    ANSWERS(m_ann->raw(
                "POST", path, toJson(NewMember{.userId = m_eve->id(), .role = MemberRole::Owner})),
        403);
    QCOMPARE(roleOf(*m_ann, chat.id, m_eve->id()), std::nullopt);
}

void tst_MembersApi::aFullGroupTakesNobody()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id(), m_eve->id()}));
    Person dan(m_server);
    Person fay(m_server);
    MUST_OK(dan.registerAs(u"dan"_s));
    MUST_OK(fay.registerAs(u"fay"_s));
    const QString path = at("chats", chat.id, u"members"_s);
    ANSWERS(m_ann->raw("POST", path, toJson(NewMember{.userId = dan.id()})), 201);
    ANSWERS(m_ann->raw("POST", path, toJson(NewMember{.userId = fay.id()})), 409);
    ANSWERS(create(toJson(NewChat{.kind = ChatKind::Group,
                .name = u"too many"_s,
                .members = {m_bob->id(), m_eve->id(), dan.id(), fay.id()}})),
        409);
    // What was refused half way left nothing behind.
    MUST(const auto list, m_bob->get<Page<Chat>>(u"chats?limit=100"_s));
    for (const Chat &seen : list.items)
        QVERIFY(seen.name != u"too many"_s);
}

void tst_MembersApi::rolesAreGivenFromAbove()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id(), m_eve->id()}));
    const auto change = [&](Person &by, UserId who, const char *role) {
        return by.raw("PATCH", at("chats", chat.id, u"members/%1"_s.arg(who.value)),
            R"({"role":")"_ba + role + "\"}");
    };
    ANSWERS(change(*m_bob, m_bob->id(), "admin"), 403);
    ANSWERS(change(*m_ann, m_bob->id(), "admin"), 200);
    QCOMPARE(roleOf(*m_eve, chat.id, m_bob->id()), MemberRole::Admin);
    ANSWERS(change(*m_bob, m_eve->id(), "admin"), 403); // not below one's own
    ANSWERS(change(*m_bob, m_ann->id(), "member"), 403);
    ANSWERS(change(*m_ann, m_bob->id(), "king"), 422);
    ANSWERS(change(*m_ann, UserId(999'999'999), "admin"), 404);
    ANSWERS(change(*m_ann, m_ann->id(), "member"), 409); // ownership is passed on, not dropped
    ANSWERS(change(*m_ann, m_bob->id(), "member"), 200);
    QCOMPARE(roleOf(*m_eve, chat.id, m_bob->id()), MemberRole::Member);
}

void tst_MembersApi::ownershipIsPassedOn()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
    ANSWERS(m_ann->raw("PATCH", at("chats", chat.id, u"members/%1"_s.arg(m_bob->id().value)),
                R"({"role":"owner"})"),
        200);
    QCOMPARE(roleOf(*m_ann, chat.id, m_bob->id()), MemberRole::Owner);
    QCOMPARE(roleOf(*m_ann, chat.id, m_ann->id()), MemberRole::Admin);
}

void tst_MembersApi::removing()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id(), m_eve->id()}));
    const auto remove = [&](Person &by, UserId who) {
        return by.raw("DELETE", at("chats", chat.id, u"members/%1"_s.arg(who.value)));
    };
    ANSWERS(remove(*m_bob, m_eve->id()), 403);
    ANSWERS(remove(*m_bob, m_ann->id()), 403);
    ANSWERS(remove(*m_ann, m_eve->id()), 204);
    ANSWERS(remove(*m_ann, m_eve->id()), 404);
    ANSWERS(m_eve->raw("GET", at("chats", chat.id)), 404);
    ANSWERS(m_eve->raw("POST", at("chats", chat.id, u"messages"_s), R"({"content":"x"})"), 404);
    ANSWERS(remove(*m_bob, m_bob->id()), 204); // oneself: leaving
    MUST(const Chat left, m_ann->get<Chat>(at("chats", chat.id)));
    QCOMPARE(left.memberCount, 1);
}

void tst_MembersApi::theLastOwnersLeavingPassesOwnership()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id(), m_eve->id()}));
    const QString leave = at("chats", chat.id, u"leave"_s);
    ANSWERS(m_ann->raw("PATCH", at("chats", chat.id, u"members/%1"_s.arg(m_eve->id().value)),
                R"({"role":"admin"})"),
        200);
    ANSWERS(m_ann->raw("POST", leave), 204);
    QCOMPARE(roleOf(*m_bob, chat.id, m_eve->id()), MemberRole::Owner); // the admin, not the oldest
    ANSWERS(m_eve->raw("POST", leave), 204);
    QCOMPARE(roleOf(*m_bob, chat.id, m_bob->id()), MemberRole::Owner);
    ANSWERS(m_bob->raw("POST", leave), 204);
    ANSWERS(m_bob->raw("GET", at("chats", chat.id)), 404);
}

void tst_MembersApi::membersArePaged()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id(), m_eve->id()}));
    const QString path = at("chats", chat.id, u"members"_s);
    MUST(const auto first, m_bob->get<Page<Member>>(path + u"?limit=2"_s));
    QCOMPARE(first.items.size(), 2u);
    QVERIFY(first.next);
    MUST(const auto second, m_bob->get<Page<Member>>(path + u"?limit=2&cursor="_s + *first.next));
    QCOMPARE(second.items.size(), 1u);
    QVERIFY(!second.next);
    QVERIFY(second.items.front().user.id != first.items.front().user.id);
}

void tst_MembersApi::unreadCountsAndCursors()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
    QCOMPARE(mine(*m_bob, chat.id).unreadCount, 0);
    std::vector<Message> sent;
    for (const QString &text : {u"one"_s, u"two @"_s + m_bob->user().username, u"three"_s}) {
        MUST(const Message message, m_ann->say(chat.id, text));
        sent.push_back(message);
    }
    QCOMPARE(mine(*m_ann, chat.id).unreadCount, 0); // one's own are read
    QCOMPARE(mine(*m_bob, chat.id).unreadCount, 3);
    QCOMPARE(mine(*m_bob, chat.id).mentionCount, 1);

    const auto read = [&](qint64 seq) {
        return m_bob->post<ReadState>(at("chats", chat.id, u"read"_s), ReadMark{.seq = seq});
    };
    MUST(const ReadState one, read(sent[0].seq));
    QCOMPARE(one.unreadCount, 2);
    QCOMPARE(one.mentionCount, 1);
    MUST(const ReadState two, read(sent[1].seq));
    QCOMPARE(two.unreadCount, 1);
    QCOMPARE(two.mentionCount, 0);
    MUST(const ReadState back, read(sent[0].seq)); // a cursor never goes back
    QCOMPARE(back.lastReadSeq, sent[1].seq);
    QCOMPARE(back.unreadCount, 1);
    MUST(const ReadState beyond, read(1LL << 40));
    QCOMPARE(beyond.unreadCount, 0);
    MUST(const Chat now, m_bob->get<Chat>(at("chats", chat.id)));
    QCOMPARE(beyond.lastReadSeq, now.lastSeq); // and not in the future
    MUST_OK(m_ann->say(chat.id, u"four"_s));
    QCOMPARE(mine(*m_bob, chat.id).unreadCount, 1);

    for (const QByteArray &body : {R"({"seq":-1})"_ba, R"({"seq":"x"})"_ba, R"({})"_ba}) {
        const Answer answer = m_bob->raw("POST", at("chats", chat.id, u"read"_s), body);
        ANSWERS(answer, 422);
        QCOMPARE(answer.problem()->errors.front().field, u"seq"_s);
    }
}

void tst_MembersApi::sendingReadsUpToIt()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
    MUST_OK(m_ann->say(chat.id, u"one"_s));
    QCOMPARE(mine(*m_bob, chat.id).unreadCount, 1);
    MUST_OK(m_bob->say(chat.id, u"two"_s));
    QCOMPARE(mine(*m_bob, chat.id).unreadCount, 0);
    QCOMPARE(mine(*m_ann, chat.id).unreadCount, 1);
}

void tst_MembersApi::readersAreTold()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
    MUST(const Message message, m_ann->say(chat.id, u"one"_s));
    MUST_OK(m_bob->post<ReadState>(at("chats", chat.id, u"read"_s), ReadMark{.seq = message.seq}));
    MUST(const auto readers, m_ann->get<Page<Reader>>(at("chats", chat.id, u"readers"_s)));
    QCOMPARE(readers.items.size(), 2u);
    for (const Reader &reader : readers.items)
        QCOMPARE(reader.lastReadSeq, message.seq);
}

KITH_TEST(tst_MembersApi)
#include "tst_membersapi.moc"
