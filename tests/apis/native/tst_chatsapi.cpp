// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// Chats: making, finding, changing and joining them, through the API of a real server.
class tst_ChatsApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void creating_data();
    void creating();
    void aDirectChatExistsOnce();
    void aDirectChatExistsOnceUnderRaces();
    void newPeopleAreInTheDefaultChannels();
    void theListIsByLatestActivity();
    void limitsClampAndCursorsAreChecked_data();
    void limitsClampAndCursorsAreChecked();
    void changing_data();
    void changing();
    void publicChannelsCanBeFoundAndJoined();
    void privateChannelsCannotBeJoined();
    void aDirectChatCannotBeLeft();
    void theStreamIsReadableOverRest();
    void idempotencyKeys();

private:
    Answer create(const QByteArray &body) { return m_ann->raw("POST", u"chats"_s, body); }

    TestServer m_server;
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    std::unique_ptr<Person> m_eve;
};

namespace {

QByteArray patchName(const char *name) { return R"({"name":")"_ba + name + "\"}"; }

} // namespace

void tst_ChatsApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_ChatsApi::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_ChatsApi::init()
{
    for (auto *person : {&m_ann, &m_bob, &m_eve})
        *person = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST_OK(m_eve->registerAs(u"eve"_s));
}

void tst_ChatsApi::creating_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const auto name = [](int length) {
        return R"({"kind":"group","name":")"_ba + QByteArray(length, 'x') + "\"}";
    };
    QTest::newRow("group") << R"({"kind":"group","name":"a"})"_ba << 201 << QString();
    QTest::newRow("group, everything said")
        << R"({"kind":"group","name":"a","topic":"t","is_public":false,"members":[]})"_ba << 201
        << QString();
    QTest::newRow("public channel")
        << R"({"kind":"channel","name":"a","is_public":true})"_ba << 201 << QString();
    QTest::newRow("direct") << R"({"kind":"direct","members":[BOB]})"_ba << 201 << QString();
    QTest::newRow("longest name") << name(100) << 201 << QString();
    QTest::newRow("name too long") << name(101) << 422 << u"name"_s;
    QTest::newRow("no name") << R"({"kind":"group"})"_ba << 422 << u"name"_s;
    QTest::newRow("blank name") << R"({"kind":"group","name":"  "})"_ba << 422 << u"name"_s;
    QTest::newRow("two lines") << R"({"kind":"group","name":"a\nb"})"_ba << 422 << u"name"_s;
    QTest::newRow("no kind") << R"({"name":"a"})"_ba << 422 << u"kind"_s;
    QTest::newRow("unknown kind") << R"({"kind":"party","name":"a"})"_ba << 422 << u"kind"_s;
    QTest::newRow("unknown field") << R"({"kind":"group","nmae":"a"})"_ba << 422 << u"nmae"_s;
    QTest::newRow("a field that is the server's")
        << R"({"kind":"group","name":"a","created_by":1})"_ba << 422 << u"created_by"_s;
    QTest::newRow("public group") << R"({"kind":"group","name":"a","is_public":true})"_ba << 422
                                  << u"is_public"_s;
    QTest::newRow("direct with nobody") << R"({"kind":"direct"})"_ba << 422 << u"members"_s;
    QTest::newRow("direct with two")
        << R"({"kind":"direct","members":[BOB,EVE]})"_ba << 422 << u"members"_s;
    QTest::newRow("direct with oneself")
        << R"({"kind":"direct","members":[ANN]})"_ba << 422 << u"members"_s;
    QTest::newRow("direct with a name")
        << R"({"kind":"direct","name":"a","members":[BOB]})"_ba << 422 << u"name"_s;
    QTest::newRow("nobody's id") << R"({"kind":"group","name":"a","members":[BOB,999999999]})"_ba
                                 << 422 << u"members[1]"_s;
    QTest::newRow("junk id") << R"({"kind":"group","name":"a","members":["x"]})"_ba << 422
                             << u"members[0]"_s;
    QTest::newRow("not an object") << R"([1])"_ba << 422 << QString();
    QTest::newRow("not JSON") << R"({"kind":)"_ba << 422 << QString();
}

void tst_ChatsApi::creating()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    body.replace("ANN", QByteArray::number(m_ann->id().value));
    body.replace("BOB", QByteArray::number(m_bob->id().value));
    body.replace("EVE", QByteArray::number(m_eve->id().value));
    const Answer answer = create(body);
    ANSWERS(answer, status);
    if (!field.isEmpty())
        QCOMPARE(answer.problem()->errors.front().field, field);
    if (status == 201) {
        MUST(const Chat made, answer.as<Chat>());
        MUST(const Chat seen, m_ann->get<Chat>(at("chats", made.id)));
        QCOMPARE(seen, made);
        QCOMPARE(made.createdBy, m_ann->id());
        QVERIFY(made.my);
        QCOMPARE(
            made.my->role, made.kind == ChatKind::Direct ? MemberRole::Member : MemberRole::Owner);
    }
}

void tst_ChatsApi::aDirectChatExistsOnce()
{
    const QByteArray toBob = toJson(NewChat{.kind = ChatKind::Direct, .members = {m_bob->id()}});
    const QByteArray toAnn = toJson(NewChat{.kind = ChatKind::Direct, .members = {m_ann->id()}});
    const Answer first = create(toBob);
    ANSWERS(first, 201);
    MUST(const Chat chat, first.as<Chat>());
    QCOMPARE(chat.memberCount, 2);
    QCOMPARE(chat.members.size(), 2u);
    const Answer again = create(toBob);
    ANSWERS(again, 200);
    QCOMPARE(again.as<Chat>()->id, chat.id);
    const Answer fromBob = m_bob->raw("POST", u"chats"_s, toAnn);
    ANSWERS(fromBob, 200);
    QCOMPARE(fromBob.as<Chat>()->id, chat.id);
}

void tst_ChatsApi::aDirectChatExistsOnceUnderRaces()
{
    std::vector<ChatId> ids;
    constexpr int kEach = 8;
    const auto ask = [&](Person &person, UserId other) {
        person.api().createChat({.kind = ChatKind::Direct, .members = {other}},
            [&](Result<Chat> chat) { ids.push_back(chat ? chat->id : ChatId()); });
    };
    for (int i = 0; i < kEach; ++i) {
        ask(*m_ann, m_bob->id());
        ask(*m_bob, m_ann->id());
    }
    QTRY_COMPARE(ids.size(), 2u * kEach);
    QVERIFY(ids.front().isStored());
    QCOMPARE(std::count(ids.begin(), ids.end(), ids.front()), 2 * kEach);
    MUST(const auto list, m_ann->get<Page<Chat>>(u"chats?limit=100"_s));
    QCOMPARE(std::count_if(list.items.begin(), list.items.end(),
                 [](const Chat &chat) { return chat.kind == ChatKind::Direct; }),
        1);
}

void tst_ChatsApi::newPeopleAreInTheDefaultChannels()
{
    MUST(const auto list, m_eve->get<Page<Chat>>(u"chats"_s));
    QStringList names;
    for (const Chat &chat : list.items) {
        names.append(chat.name);
        QVERIFY(chat.isPublic);
        QCOMPARE(chat.my->role, MemberRole::Member);
        QCOMPARE(chat.my->unreadCount, 0); // what was said before they came is not unread
    }
    names.sort();
    QCOMPARE(names, (QStringList{u"announcements"_s, u"general"_s, u"random"_s}));
}

void tst_ChatsApi::theListIsByLatestActivity()
{
    std::vector<ChatId> ids;
    for (const auto &name : {u"one"_s, u"two"_s, u"three"_s}) {
        MUST(const Chat chat, m_ann->makeGroup(name));
        ids.push_back(chat.id);
    }
    // Activity counts in milliseconds, and the server may be quicker than that.
    MUST(const Chat last, m_ann->get<Chat>(at("chats", ids[2])));
    MUST(Message up, m_ann->say(ids[0], u"up"_s));
    while (up.createdAt <= last.updatedAt) {
        MUST(up, m_ann->say(ids[0], u"up"_s));
    }
    // All pages of two: 3 of ours and the 3 default channels.
    std::vector<Chat> all;
    QString cursor;
    int pages = 0;
    do {
        MUST(const auto page,
            m_ann->get<Page<Chat>>(
                u"chats?limit=2"_s + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor)));
        QVERIFY(page.items.size() <= 2);
        all.insert(all.end(), page.items.begin(), page.items.end());
        cursor = page.next.value_or(QString());
        ++pages;
    } while (!cursor.isEmpty());
    QCOMPARE(pages, 3);
    QCOMPARE(all.size(), 6u);
    QCOMPARE(all[0].id, ids[0]);
    QCOMPARE(all[0].lastMessage->content, u"up"_s);
    QVERIFY(!all[1].lastMessage);
    std::set<qint64> different;
    for (size_t i = 0; i < all.size(); ++i) {
        different.insert(all[i].id.value);
        if (i > 0)
            QVERIFY(all[i].updatedAt <= all[i - 1].updatedAt);
    }
    QCOMPARE(different.size(), 6u);
}

void tst_ChatsApi::limitsClampAndCursorsAreChecked_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    QTest::newRow("limit 0") << u"limit=0"_s << 200 << QString();
    QTest::newRow("limit below") << u"limit=-5"_s << 200 << QString();
    QTest::newRow("limit above") << u"limit=1000"_s << 200 << QString();
    QTest::newRow("limit junk") << u"limit=x"_s << 422 << u"limit"_s;
    QTest::newRow("cursor junk") << u"cursor=junk"_s << 422 << u"cursor"_s;
    QTest::newRow("cursor empty") << u"cursor="_s << 422 << u"cursor"_s;
    QTest::newRow("unknown parameter") << u"lmit=5"_s << 422 << u"lmit"_s;
    QTest::newRow("twice") << u"limit=5&limit=6"_s << 422 << QString();
}

void tst_ChatsApi::limitsClampAndCursorsAreChecked()
{
    QFETCH(QString, query);
    QFETCH(int, status);
    QFETCH(QString, field);
    const Answer answer = m_ann->raw("GET", u"chats?"_s + query);
    ANSWERS(answer, status);
    if (!field.isEmpty())
        QCOMPARE(answer.problem()->errors.front().field, field);
    if (status == 200 && !query.contains(u"1000"))
        QCOMPARE(answer.as<Page<Chat>>()->items.size(), 1u);
}

void tst_ChatsApi::changing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    QTest::newRow("name") << patchName("new") << 200 << QString();
    QTest::newRow("topic") << R"({"topic":"t\nu"})"_ba << 200 << QString();
    QTest::newRow("nothing") << "{}"_ba << 200 << QString();
    QTest::newRow("blank") << patchName(" ") << 422 << u"name"_s;
    QTest::newRow("empty") << patchName("") << 422 << u"name"_s;
    QTest::newRow("a public group") << R"({"is_public":true})"_ba << 422 << u"is_public"_s;
    QTest::newRow("kind is for ever") << R"({"kind":"channel"})"_ba << 422 << u"kind"_s;
    QTest::newRow("seq is the server's") << R"({"last_seq":1})"_ba << 422 << u"last_seq"_s;
}

void tst_ChatsApi::changing()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    MUST(const Chat chat, m_ann->makeGroup(u"old"_s, {m_bob->id()}));
    const QString path = at("chats", chat.id);
    const Answer answer = m_ann->raw("PATCH", path, body);
    ANSWERS(answer, status);
    if (!field.isEmpty())
        QCOMPARE(answer.problem()->errors.front().field, field);
    MUST(const Chat seen, m_bob->get<Chat>(path));
    QCOMPARE(seen.name, body.contains("new") ? u"new"_s : u"old"_s);
    ANSWERS(m_bob->raw("PATCH", path, patchName("mine")), 403);
    ANSWERS(m_eve->raw("PATCH", path, patchName("mine")), 404);
}

void tst_ChatsApi::publicChannelsCanBeFoundAndJoined()
{
    const QString name = u"Птицы 100%_"_s + m_ann->user().username;
    MUST(const Chat chat, m_ann->makeChannel(name));
    const auto find = [&](const QString &text) {
        return m_eve->get<Page<Chat>>(
            u"chats/public?q="_s + QString::fromLatin1(QUrl::toPercentEncoding(text)));
    };
    MUST(const auto found, find(u"100%_"_s + m_ann->user().username));
    QCOMPARE(found.items.size(), 1u);
    QCOMPARE(found.items.front().id, chat.id);
    QVERIFY(!found.items.front().my);
    MUST(const auto wild, find(u"Пт_цы"_s)); // a wildcard of SQL is plain text here
    QCOMPARE(wild.items.size(), 0u);

    MUST(const Chat seen, m_eve->get<Chat>(at("chats", chat.id)));
    QVERIFY(!seen.my);
    ANSWERS(m_eve->raw("GET", at("chats", chat.id, u"messages"_s)), 404); // seen, not read
    MUST(const Chat joined, m_eve->post<Chat>(at("chats", chat.id, u"join"_s)));
    QCOMPARE(joined.my->role, MemberRole::Member);
    QCOMPARE(joined.memberCount, 2);
    MUST(const Chat again, m_eve->post<Chat>(at("chats", chat.id, u"join"_s)));
    QCOMPARE(again.memberCount, 2);
    ANSWERS(m_eve->raw("GET", at("chats", chat.id, u"messages"_s)), 200);
    ANSWERS(m_eve->raw("POST", at("chats", chat.id, u"leave"_s)), 204);
    ANSWERS(m_eve->raw("GET", at("chats", chat.id, u"messages"_s)), 404);
    ANSWERS(m_eve->raw("POST", at("chats", chat.id, u"leave"_s)), 404);
}

void tst_ChatsApi::privateChannelsCannotBeJoined()
{
    MUST(const Chat chat, m_ann->makeChannel(u"secret"_s, false));
    ANSWERS(m_eve->raw("POST", at("chats", chat.id, u"join"_s)), 404);
    ANSWERS(m_eve->raw("GET", at("chats", chat.id)), 404);
    MUST(const auto found, m_eve->get<Page<Chat>>(u"chats/public?q=secret"_s));
    QCOMPARE(found.items.size(), 0u);
}

void tst_ChatsApi::aDirectChatCannotBeLeft()
{
    MUST(const Chat chat,
        m_ann->post<Chat>(u"chats"_s, NewChat{.kind = ChatKind::Direct, .members = {m_bob->id()}}));
    ANSWERS(m_ann->raw("POST", at("chats", chat.id, u"leave"_s)), 409);
    ANSWERS(m_ann->raw("PATCH", at("chats", chat.id), patchName("x")), 409);
    ANSWERS(m_ann->raw("POST", at("chats", chat.id, u"members"_s),
                toJson(NewMember{.userId = m_eve->id()})),
        409);
}

void tst_ChatsApi::theStreamIsReadableOverRest()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
    MUST(const Message message, m_ann->say(chat.id, u"one"_s));
    ANSWERS(m_ann->raw("PUT", at("messages", message.id, u"reactions/%F0%9F%91%8D"_s)), 200);
    ANSWERS(m_ann->raw("PATCH", at("chats", chat.id), patchName("new")), 200);
    const QString path = at("chats", chat.id, u"events?limit=2&after="_s);
    qint64 after = 0;
    QByteArrayList types;
    for (int pages = 0; pages < 10; ++pages) {
        const Answer answer = m_bob->raw("GET", path + QString::number(after));
        ANSWERS(answer, 200);
        const QJsonObject page = QJsonDocument::fromJson(answer.body).object();
        for (const QJsonValue &event : page[u"items"].toArray()) {
            QCOMPARE(event[u"seq"].toInteger(), ++after); // gapless, from 1
            types.append(event[u"type"].toString().toLatin1());
        }
        if (page[u"next"].isNull())
            break;
        QCOMPARE(page[u"next"].toInteger(), after);
    }
    QCOMPARE(types,
        (QByteArrayList{
            "member_added", "member_added", "message_created", "reaction_added", "chat_updated"}));
    ANSWERS(m_eve->raw("GET", path + u'0'), 404);
    ANSWERS(m_bob->raw("GET", path + u"-1"_s), 422);
}

void tst_ChatsApi::idempotencyKeys()
{
    const QByteArray body = R"({"kind":"group","name":"once"})";
    const Headers key{{"Idempotency-Key", "k-1"}};
    const Answer first = m_ann->raw("POST", u"chats"_s, body, key);
    ANSWERS(first, 201);
    const Answer again = m_ann->raw("POST", u"chats"_s, body, key);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    ANSWERS(m_ann->raw("POST", u"chats"_s, R"({"kind":"group","name":"other"})", key), 409);
    ANSWERS(m_ann->raw("POST", at("chats", first.as<Chat>()->id, u"leave"_s), {}, key), 409);
    // Another person's key is another key; an error is not kept.
    ANSWERS(m_bob->raw("POST", u"chats"_s, body, key), 201);
    const Headers second{{"Idempotency-Key", "k-2"}};
    ANSWERS(m_ann->raw("POST", u"chats"_s, R"({"kind":"group"})", second), 422);
    ANSWERS(m_ann->raw("POST", u"chats"_s, body, second), 201);
    const Headers tooLong{{"Idempotency-Key", QByteArray(limits::kIdempotencyKeyBytes + 1, 'k')}};
    ANSWERS(m_ann->raw("POST", u"chats"_s, body, tooLong), 422);
    MUST(const auto list, m_ann->get<Page<Chat>>(u"chats"_s));
    QCOMPARE(std::count_if(list.items.begin(), list.items.end(),
                 [](const Chat &chat) { return chat.name == u"once"_s; }),
        2);
}

KITH_TEST(tst_ChatsApi)
#include "tst_chatsapi.moc"
