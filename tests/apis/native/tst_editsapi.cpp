// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// What happens to messages after they were sent, through the API of a real server: edits,
/// deletion, reactions, replies and mentions.
class tst_EditsApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void editingKeepsTheEarlierTexts();
    void onlyTheSenderEdits();
    void deletingLeavesATombstone();
    void whoMayDelete();
    void reactions();
    void reactionsAreBounded();
    void replies();
    void mentionsAreListed();
    void onlyMembersAreMentioned_data();
    void onlyMembersAreMentioned();
    void readersOfAMessage();

private:
    QString messagesPath() const { return at("chats", m_chat.id, u"messages"_s); }

    TestServer m_server;
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    std::unique_ptr<Person> m_eve; // a stranger to the chat
    Chat m_chat;
};

namespace {

QByteArray editOf(const QString &text) { return toJson(MessageEdit{.content = text}); }

const QString kThumb = u"reactions/%F0%9F%91%8D"_s;

} // namespace

void tst_EditsApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_EditsApi::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_EditsApi::init()
{
    for (auto *person : {&m_ann, &m_bob, &m_eve})
        *person = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST_OK(m_eve->registerAs(u"eve"_s));
    MUST(m_chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
}

void tst_EditsApi::editingKeepsTheEarlierTexts()
{
    MUST(const Message sent, m_ann->say(m_chat.id, u"one"_s));
    const QString path = at("messages", sent.id);
    MUST(const Message two, m_ann->send<Message>("PATCH", path, MessageEdit{.content = u"two"_s}));
    QCOMPARE(two.content, u"two"_s);
    QCOMPARE(two.seq, sent.seq); // its place does not change
    QVERIFY(two.editedAt);
    MUST_OK(m_ann->send<Message>("PATCH", path, MessageEdit{.content = u"three"_s}));
    MUST_OK(m_ann->send<Message>("PATCH", path, MessageEdit{.content = u"three"_s}));
    MUST(const auto versions, m_bob->get<Items<MessageVersion>>(path + u"/history"_s));
    QCOMPARE(versions.items.size(), 2u);
    QCOMPARE(versions.items[0].content, u"one"_s);
    QCOMPARE(versions.items[0].writtenAt, sent.createdAt);
    QCOMPARE(versions.items[1].content, u"two"_s);
    QCOMPARE(versions.items[1].writtenAt, *two.editedAt);

    for (const QByteArray &body :
        {R"({"content":""})"_ba, "{}"_ba, R"({"content":5})"_ba, editOf(u"a"_s.repeated(10'001))}) {
        const Answer answer = m_ann->raw("PATCH", path, body);
        ANSWERS(answer, 422);
        QCOMPARE(answer.problem()->errors.front().field, u"content"_s);
    }
}

void tst_EditsApi::onlyTheSenderEdits()
{
    MUST(const Message sent, m_bob->say(m_chat.id, u"mine"_s));
    const QString path = at("messages", sent.id);
    ANSWERS(m_ann->raw("PATCH", path, editOf(u"not mine"_s)), 403); // not even the owner
    ANSWERS(m_eve->raw("PATCH", path, editOf(u"not mine"_s)), 404);
    MUST(const Message seen, m_ann->get<Message>(path));
    QCOMPARE(seen, sent);
}

void tst_EditsApi::deletingLeavesATombstone()
{
    MUST(const Message sent, m_ann->say(m_chat.id, u"secret @"_s + m_bob->user().username));
    const QString path = at("messages", sent.id);
    ANSWERS(m_ann->raw("PATCH", path, editOf(u"secret 2"_s)), 200);
    ANSWERS(m_bob->raw("PUT", path + u'/' + kThumb), 200);
    ANSWERS(m_ann->raw("DELETE", path), 204);
    const Answer answer = m_bob->raw("GET", path);
    MUST(const Message left, answer.as<Message>());
    QVERIFY(left.isDeleted);
    QVERIFY(!answer.body.contains("secret"));
    QVERIFY(left.reactions.empty());
    QVERIFY(left.mentions.empty());
    QCOMPARE(left.seq, sent.seq);
    MUST(const auto versions, m_bob->get<Items<MessageVersion>>(path + u"/history"_s));
    QVERIFY(versions.items.empty());
    MUST(const auto mentions, m_bob->get<Page<Message>>(u"mentions"_s));
    QVERIFY(mentions.items.empty());
    ANSWERS(m_ann->raw("DELETE", path), 409);
    ANSWERS(m_ann->raw("PATCH", path, editOf(u"again"_s)), 409);
    ANSWERS(m_bob->raw("PUT", path + u'/' + kThumb), 409);
    MUST(const auto page, m_bob->get<Page<Message>>(messagesPath()));
    QCOMPARE(page.items.size(), 1u); // it keeps its place
}

void tst_EditsApi::whoMayDelete()
{
    MUST(const Message mine, m_ann->say(m_chat.id, u"the owner's"_s));
    MUST(const Message theirs, m_bob->say(m_chat.id, u"a member's"_s));
    ANSWERS(m_bob->raw("DELETE", at("messages", mine.id)), 403);
    ANSWERS(m_eve->raw("DELETE", at("messages", mine.id)), 404);
    ANSWERS(m_ann->raw("DELETE", at("messages", theirs.id)), 204);
    MUST(const Message seen, m_bob->get<Message>(at("messages", mine.id)));
    QVERIFY(!seen.isDeleted);
}

void tst_EditsApi::reactions()
{
    MUST(const Message sent, m_ann->say(m_chat.id, u"x"_s));
    const QString path = at("messages", sent.id, kThumb);
    MUST_OK(m_bob->raw("PUT", path).as<Message>());
    MUST(const Message twice, m_bob->raw("PUT", path).as<Message>()); // once a person
    QCOMPARE(twice.reactions.size(), 1u);
    QCOMPARE(
        twice.reactions.front(), (Reaction{.emoji = u"👍"_s, .count = 1, .userIds = {m_bob->id()}}));
    MUST(const Message both, m_ann->raw("PUT", path).as<Message>());
    QCOMPARE(both.reactions.front().count, 2);
    MUST(const Message one, m_bob->raw("DELETE", path).as<Message>());
    QCOMPARE(one.reactions.front().userIds, std::vector{m_ann->id()});
    MUST_OK(m_bob->raw("DELETE", path).as<Message>()); // not there: no error
    MUST(const Message none, m_ann->raw("DELETE", path).as<Message>());
    QVERIFY(none.reactions.empty());

    ANSWERS(m_eve->raw("PUT", path), 404);
    ANSWERS(m_bob->raw("PUT", at("messages", sent.id, u"reactions/two%20words"_s)), 422);
    ANSWERS(m_bob->raw(
                "PUT", at("messages", sent.id, u"reactions/"_s + u"%F0%9F%91%8D"_s.repeated(33))),
        422);
}

void tst_EditsApi::reactionsAreBounded()
{
    MUST(const Message sent, m_ann->say(m_chat.id, u"x"_s));
    for (int i = 0; i <= limits::kReactionKinds; ++i) {
        const char32_t animal = U'\U0001F400' + static_cast<char32_t>(i);
        const QByteArray emoji = QUrl::toPercentEncoding(QString::fromUcs4(&animal, 1));
        ANSWERS(m_ann->raw(
                    "PUT", at("messages", sent.id, u"reactions/"_s + QString::fromLatin1(emoji))),
            i < limits::kReactionKinds ? 200 : 409);
    }
}

void tst_EditsApi::replies()
{
    MUST(const Message question, m_ann->say(m_chat.id, u"?"_s));
    for (int i = 0; i < 3; ++i)
        MUST_OK(m_bob->answer(question, QString::number(i)));
    MUST_OK(m_bob->say(m_chat.id, u"no reply"_s));
    const QString path = at("messages", question.id, u"replies"_s);
    MUST(const auto first, m_ann->get<Page<Message>>(path + u"?limit=2"_s));
    QCOMPARE(first.items.size(), 2u);
    QCOMPARE(first.items.front().content, u"2"_s);
    QCOMPARE(first.items.front().replyTo, question.id);
    MUST(const auto second, m_ann->get<Page<Message>>(path + u"?limit=2&before="_s + *first.next));
    QCOMPARE(second.items.size(), 1u);
    QVERIFY(!second.next);

    MUST(const Chat other, m_ann->makeGroup(u"other"_s));
    const Answer foreign = m_ann->raw("POST", at("chats", other.id, u"messages"_s),
        toJson(NewMessage{.content = u"x"_s, .replyTo = question.id}));
    ANSWERS(foreign, 422);
    QCOMPARE(foreign.problem()->errors.front().field, u"reply_to"_s);
}

void tst_EditsApi::mentionsAreListed()
{
    const QString name = m_bob->user().username;
    std::vector<Message> sent;
    for (int i = 0; i < 3; ++i) {
        MUST(Message message, m_ann->say(m_chat.id, u"%1 @%2"_s.arg(i).arg(name)));
        QCOMPARE(message.mentions, std::vector{m_bob->id()});
        sent.push_back(std::move(message));
    }
    MUST_OK(m_bob->say(m_chat.id, u"me: @"_s + name)); // one's own is no news
    MUST(const auto first, m_bob->get<Page<Message>>(u"mentions?limit=2"_s));
    QCOMPARE(first.items.size(), 2u);
    QCOMPARE(first.items.front().id, sent[2].id);
    MUST(const auto second, m_bob->get<Page<Message>>(u"mentions?limit=2&cursor="_s + *first.next));
    QCOMPARE(second.items.size(), 1u);
    QCOMPARE(second.items.front().id, sent[0].id);
    QVERIFY(!second.next);
    // An edit takes the mention away, and gives one.
    ANSWERS(m_ann->raw("PATCH", at("messages", sent[2].id), editOf(u"nobody"_s)), 200);
    MUST(const auto less, m_bob->get<Page<Message>>(u"mentions"_s));
    QCOMPARE(less.items.size(), 2u);
    // Out of the chat, out of the list.
    ANSWERS(m_bob->raw("POST", at("chats", m_chat.id, u"leave"_s)), 204);
    MUST(const auto none, m_bob->get<Page<Message>>(u"mentions"_s));
    QVERIFY(none.items.empty());
}

void tst_EditsApi::onlyMembersAreMentioned_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("mentioned");
    QTest::newRow("at the end") << u"hello @BOB."_s << true;
    QTest::newRow("other case") << u"@UPPER, hello"_s << true;
    QTest::newRow("twice is once") << u"@BOB @BOB"_s << true;
    QTest::newRow("in an address") << u"mail x@BOB.org"_s << false;
    QTest::newRow("longer name") << u"@BOBby"_s << false;
    QTest::newRow("a stranger") << u"@EVE"_s << false;
    QTest::newRow("nobody") << u"@ @@"_s << false;
}

void tst_EditsApi::onlyMembersAreMentioned()
{
    QFETCH(QString, text);
    QFETCH(bool, mentioned);
    text.replace(u"BOB"_s, m_bob->user().username);
    text.replace(u"UPPER"_s, m_bob->user().username.toUpper());
    text.replace(u"EVE"_s, m_eve->user().username);
    MUST(const Message sent, m_ann->say(m_chat.id, text));
    QCOMPARE(sent.content, text);
    QCOMPARE(sent.mentions, mentioned ? std::vector{m_bob->id()} : std::vector<UserId>());
}

void tst_EditsApi::readersOfAMessage()
{
    MUST(const Message sent, m_ann->say(m_chat.id, u"x"_s));
    const QString path = at("messages", sent.id, u"readers"_s);
    const Answer before = m_ann->raw("GET", path);
    ANSWERS(before, 200);
    QVERIFY(!before.body.contains(m_bob->user().username.toUtf8()));
    MUST_OK(m_bob->post<ReadState>(at("chats", m_chat.id, u"read"_s), ReadMark{.seq = sent.seq}));
    const Answer after = m_ann->raw("GET", path);
    QVERIFY(after.body.contains(m_bob->user().username.toUtf8()));
    QVERIFY(!after.body.contains(m_ann->user().username.toUtf8())); // its sender is no reader
    ANSWERS(m_eve->raw("GET", path), 404);
}

KITH_TEST(tst_EditsApi)
#include "tst_editsapi.moc"
