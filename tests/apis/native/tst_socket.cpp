// SPDX-License-Identifier: GPL-3.0-or-later
#include "baresocket.h"
#include "runner/runner.h"

#include <QJsonArray>
#include <QTcpSocket>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// The native socket of a real server, frame by frame.
class tst_Socket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void theAckComesBeforeOnesOwnEvent();
    void everyWriteIsAcked();
    void aRepeatedSendIsAckedAndNotDoubled();
    void badFramesAreAnswered_data();
    void badFramesAreAnswered();
    void changesReachEveryMember();
    void typingAndReading();
    void presenceOfPartnersAndTheWatched();
    void twoDevices();
    void theRemovedHearNothingMore();
    void theAddedHearFromThenOn();
    void resumingFromAnyPlace();

private:
    QJsonObject sendFrame(const QString &text, const QString &clientId = {}) const;

    TestServer m_server{TestServer::Settings{{u"presence.offline_after_seconds"_s, u"1"_s}}};
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    Chat m_chat;
};

void tst_Socket::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_Socket::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_Socket::init()
{
    m_ann = std::make_unique<Person>(m_server);
    m_bob = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST(m_chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
}

QJsonObject tst_Socket::sendFrame(const QString &text, const QString &clientId) const
{
    QJsonObject frame{
        {u"type"_s, u"send"_s}, {u"chat_id"_s, m_chat.id.value}, {u"content"_s, text}};
    if (!clientId.isEmpty())
        frame.insert(u"client_id"_s, clientId);
    return frame;
}

void tst_Socket::theAckComesBeforeOnesOwnEvent()
{
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(m_ann->token()));
    for (int i = 0; i < 20; ++i)
        bare.send(sendFrame(QString::number(i), u"c%1"_s.arg(i)));
    bare.send(sendFrame(u"no ack"_s));
    QVERIFY(!bare.await(u"message_created"_s, 21).isEmpty());
    std::set<QString> acked;
    for (const QJsonObject &frame : bare.frames({u"ack"_s, u"message_created"_s})) {
        const QString id = frame[u"client_id"].toString();
        if (frame[u"type"].toString() == u"ack"_s) {
            acked.insert(id);
            QCOMPARE(frame[u"message"][u"client_id"].toString(), id);
        } else if (const auto own = frame[u"message"][u"client_id"]; own.isString()) {
            QVERIFY2(acked.contains(own.toString()), qPrintable(own.toString()));
        }
    }
    QCOMPARE(acked.size(), 20u);
    QCOMPARE(bare.count(u"ack"_s), 20);
}

void tst_Socket::everyWriteIsAcked()
{
    MUST(const Message message, m_ann->say(m_chat.id, u"x"_s));
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(m_ann->token()));
    const QJsonObject about{{u"message_id"_s, message.id.value}};
    int acks = 0;
    const auto write = [&](const QString &type, QJsonObject frame) {
        const QString id = QString::number(++acks);
        frame.insert(u"type"_s, type);
        frame.insert(u"client_id"_s, id);
        bare.send(frame);
        const QJsonObject ack = bare.await(u"ack"_s, acks);
        return ack[u"client_id"].toString() == id ? ack : QJsonObject();
    };
    QJsonObject edit = about;
    edit.insert(u"content"_s, u"y"_s);
    QCOMPARE(write(u"edit"_s, edit)[u"message"][u"content"].toString(), u"y"_s);
    QJsonObject react = about;
    react.insert(u"emoji"_s, u"👍"_s);
    QCOMPARE(write(u"react"_s, react)[u"message"][u"reactions"].toArray().size(), 1);
    react.insert(u"on"_s, false);
    QCOMPARE(write(u"react"_s, react)[u"message"][u"reactions"].toArray().size(), 0);
    const QJsonObject read{{u"chat_id"_s, m_chat.id.value}, {u"seq"_s, message.seq}};
    QCOMPARE(write(u"read"_s, read)[u"result"][u"unread_count"].toInteger(-1), 0);
    QVERIFY(!write(u"delete"_s, about).isEmpty());
}

void tst_Socket::aRepeatedSendIsAckedAndNotDoubled()
{
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(m_ann->token()));
    for (int i = 0; i < 3; ++i)
        bare.send(sendFrame(u"once"_s, u"same"_s));
    bare.send(sendFrame(u"another"_s, u"same"_s));
    const QJsonObject third = bare.await(u"ack"_s, 3);
    QCOMPARE(third[u"message"], bare.await(u"ack"_s)[u"message"]);
    const QJsonObject error = bare.await(u"error"_s);
    QCOMPARE(error[u"code"].toString(), u"conflict"_s);
    QCOMPARE(error[u"client_id"].toString(), u"same"_s);
    MUST(const auto page, m_bob->get<Page<Message>>(at("chats", m_chat.id, u"messages"_s)));
    QCOMPARE(page.items.size(), 1u);
    QCOMPARE(bare.count(u"message_created"_s), 1);
}

void tst_Socket::badFramesAreAnswered_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    QTest::newRow("not JSON") << u"{"_s << u"invalid_input"_s << QString();
    QTest::newRow("no object") << u"[]"_s << u"invalid_input"_s << QString();
    QTest::newRow("no type") << u"{}"_s << u"invalid_input"_s << u"type"_s;
    QTest::newRow("unknown type") << uR"({"type":"dance"})"_s << u"invalid_input"_s << u"type"_s;
    QTest::newRow("missing field")
        << uR"({"type":"send","chat_id":1})"_s << u"invalid_input"_s << u"content"_s;
    QTest::newRow("unknown field")
        << uR"({"type":"typing","chat_id":CHAT,"x":1})"_s << u"invalid_input"_s << u"x"_s;
    QTest::newRow("too long") << uR"({"type":"send","chat_id":CHAT,"content":"%1"})"_s.arg(
        u"x"_s.repeated(10'001))
                              << u"invalid_input"_s << u"content"_s;
    QTest::newRow("no such chat") << uR"({"type":"send","chat_id":999999999,"content":"x"})"_s
                                  << u"not_found"_s << QString();
    QTest::newRow("typing nowhere")
        << uR"({"type":"typing","chat_id":999999999})"_s << u"not_found"_s << QString();
    QTest::newRow("reading nowhere")
        << uR"({"type":"read","chat_id":999999999,"seq":1})"_s << u"not_found"_s << QString();
    QTest::newRow("deleting nothing")
        << uR"({"type":"delete","message_id":999999999})"_s << u"not_found"_s << QString();
}

void tst_Socket::badFramesAreAnswered()
{
    QFETCH(QString, frame);
    QFETCH(QString, code);
    QFETCH(QString, field);
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(m_ann->token()));
    bare.sendText(frame.replace(u"CHAT"_s, QString::number(m_chat.id.value)));
    const QJsonObject error = bare.await(u"error"_s);
    QCOMPARE(error[u"code"].toString(), code);
    if (!field.isEmpty())
        QCOMPARE(error[u"errors"].toArray().at(0)[u"field"].toString(), field);
    bare.send({{u"type"_s, u"ping"_s}}); // and the socket lives on
    QVERIFY(!bare.await(u"pong"_s).isEmpty());
}

void tst_Socket::changesReachEveryMember()
{
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(m_bob->token()));
    MUST(const Message message, m_ann->say(m_chat.id, u"x"_s));
    const QString path = at("messages", message.id);
    ANSWERS(m_ann->raw("PATCH", path, R"({"content":"y"})"), 200);
    ANSWERS(m_ann->raw("PUT", path + u"/reactions/a"_s), 200);
    ANSWERS(m_ann->raw("DELETE", path + u"/reactions/a"_s), 200);
    ANSWERS(m_ann->raw("DELETE", path), 204);
    ANSWERS(m_ann->raw("PATCH", at("chats", m_chat.id), R"({"name":"new"})"), 200);
    ANSWERS(m_ann->raw("PATCH", at("chats", m_chat.id, u"members/%1"_s.arg(m_bob->id().value)),
                R"({"role":"admin"})"),
        200);
    QVERIFY(!bare.await(u"member_updated"_s).isEmpty());
    QStringList types;
    qint64 seq = 2;
    for (const QJsonObject &frame : bare.frames()) {
        if (frame[u"stream"].toString() != u"chat:%1"_s.arg(m_chat.id.value))
            continue;
        types.append(frame[u"type"].toString());
        QCOMPARE(frame[u"seq"].toInteger(), ++seq);
    }
    QCOMPARE(types,
        (QStringList{u"message_created"_s, u"message_updated"_s, u"reaction_added"_s,
            u"reaction_removed"_s, u"message_deleted"_s, u"chat_updated"_s, u"member_updated"_s}));
    QCOMPARE(bare.await(u"message_updated"_s)[u"message"][u"content"].toString(), u"y"_s);
    QCOMPARE(bare.await(u"message_deleted"_s)[u"message"][u"content"].toString(), QString());
    QCOMPARE(bare.await(u"chat_updated"_s)[u"chat"][u"name"].toString(), u"new"_s);
    QVERIFY(
        bare.await(u"chat_updated"_s)[u"chat"][u"my"].isNull()); // nothing that differs by viewer

    MUST_OK(m_bob->send<User>("PATCH", u"users/me"_s, UserChange{.title = u"Dr"_s}));
    QCOMPARE(bare.await(u"user_updated"_s)[u"user"][u"title"].toString(), u"Dr"_s);
    QCOMPARE(bare.await(u"user_updated"_s)[u"stream"].toString(), u"user"_s);
}

void tst_Socket::typingAndReading()
{
    BareSocket ann(m_server);
    BareSocket bob(m_server);
    QVERIFY(ann.signIn(m_ann->token()));
    QVERIFY(bob.signIn(m_bob->token()));
    MUST(const Message message, m_ann->say(m_chat.id, u"x"_s));
    QVERIFY(!bob.await(u"message_created"_s).isEmpty());
    bob.send({{u"type"_s, u"typing"_s}, {u"chat_id"_s, m_chat.id.value}, {u"on"_s, true}});
    const QJsonObject typing = ann.await(u"typing"_s);
    QCOMPARE(typing[u"user_id"].toInteger(), m_bob->id().value);
    QCOMPARE(typing[u"on"].toBool(), true);
    QVERIFY(!typing.contains(u"seq"_s)); // state has no place in a stream
    bob.send({{u"type"_s, u"read"_s}, {u"chat_id"_s, m_chat.id.value}, {u"seq"_s, message.seq}});
    const QJsonObject read = ann.await(u"read"_s);
    QCOMPARE(read[u"user_id"].toInteger(), m_bob->id().value);
    QCOMPARE(read[u"seq"].toInteger(), message.seq);
}

void tst_Socket::presenceOfPartnersAndTheWatched()
{
    Person eve(m_server);
    MUST_OK(eve.registerAs(u"eve"_s));
    MUST_OK(
        m_ann->post<Chat>(u"chats"_s, NewChat{.kind = ChatKind::Direct, .members = {m_bob->id()}}));
    BareSocket ann(m_server);
    BareSocket stranger(m_server);
    QVERIFY(ann.signIn(m_ann->token()));
    QVERIFY(stranger.signIn(eve.token()));
    stranger.send({{u"type"_s, u"watch"_s}, {u"user_ids"_s, QJsonArray{m_ann->id().value}}});
    QCOMPARE(stranger.await(u"presence"_s)[u"user_id"].toInteger(), m_ann->id().value);
    {
        BareSocket bob(m_server);
        QVERIFY(bob.signIn(m_bob->token()));
        const QJsonObject online = ann.await(u"presence"_s);
        QCOMPARE(online[u"user_id"].toInteger(), m_bob->id().value);
        QCOMPARE(online[u"is_online"].toBool(), true);
        MUST(const auto list, eve.get<Page<User>>(u"users/online?limit=100"_s));
        QCOMPARE(std::count_if(list.items.begin(), list.items.end(),
                     [&](const User &user) { return user.id == m_bob->id(); }),
            1);
        bob.close();
    }
    // Not at once: a reconnect within the grace is not seen by anybody.
    QTRY_COMPARE_WITH_TIMEOUT(ann.count(u"presence"_s), 2, 20'000);
    QCOMPARE(ann.await(u"presence"_s, 2)[u"is_online"].toBool(true), false);
    QVERIFY(!ann.await(u"presence"_s, 2)[u"last_seen"].isNull());
    for (const QJsonObject &frame : stranger.frames({u"presence"_s}))
        QCOMPARE(frame[u"user_id"].toInteger(), m_ann->id().value); // not watching bob
}

void tst_Socket::twoDevices()
{
    Person phone(m_server);
    MUST_OK(phone.login(m_ann->user().username));
    BareSocket one(m_server);
    BareSocket two(m_server);
    QVERIFY(one.signIn(m_ann->token()));
    QVERIFY(two.signIn(phone.token()));
    one.send(sendFrame(u"hello"_s, u"c"_s));
    QVERIFY(!one.await(u"ack"_s).isEmpty());
    QVERIFY(!one.await(u"message_created"_s).isEmpty());
    QVERIFY(!two.await(u"message_created"_s).isEmpty());
    QCOMPARE(two.count(u"ack"_s), 0);
    two.send({{u"type"_s, u"delete"_s},
        {u"message_id"_s, one.await(u"message_created"_s)[u"message"][u"id"]}});
    QVERIFY(!one.await(u"message_deleted"_s).isEmpty());
}

void tst_Socket::theRemovedHearNothingMore()
{
    BareSocket bob(m_server);
    QVERIFY(bob.signIn(m_bob->token()));
    MUST_OK(m_ann->say(m_chat.id, u"before"_s));
    QVERIFY(!bob.await(u"message_created"_s).isEmpty());
    ANSWERS(
        m_ann->raw("DELETE", at("chats", m_chat.id, u"members/%1"_s.arg(m_bob->id().value))), 204);
    MUST_OK(m_ann->say(m_chat.id, u"after"_s));
    MUST(const Chat marker,
        m_ann->post<Chat>(u"chats"_s, NewChat{.kind = ChatKind::Direct, .members = {m_bob->id()}}));
    MUST_OK(m_ann->say(marker.id, u"marker"_s));
    QTRY_COMPARE(
        bob.frames({u"message_created"_s}).back()[u"message"][u"content"].toString(), u"marker"_s);
    QCOMPARE(bob.count(u"message_created"_s), 2);
    const auto told = bob.frames({u"member_removed"_s});
    QVERIFY(std::any_of(told.begin(), told.end(),
        [](const QJsonObject &frame) { return frame[u"stream"].toString() == u"user"_s; }));
    bob.send({{u"type"_s, u"typing"_s}, {u"chat_id"_s, m_chat.id.value}});
    QCOMPARE(bob.await(u"error"_s)[u"code"].toString(), u"not_found"_s);
}

void tst_Socket::theAddedHearFromThenOn()
{
    Person eve(m_server);
    MUST_OK(eve.registerAs(u"eve"_s));
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(eve.token()));
    ANSWERS(m_ann->raw("POST", at("chats", m_chat.id, u"members"_s),
                toJson(NewMember{.userId = eve.id()})),
        201);
    MUST_OK(m_ann->say(m_chat.id, u"welcome"_s));
    QCOMPARE(bare.await(u"message_created"_s)[u"message"][u"content"].toString(), u"welcome"_s);
    // Streams have no order among each other.
    const auto mine = [&] {
        const auto told = bare.frames({u"member_added"_s});
        const auto found = std::find_if(told.begin(), told.end(),
            [](const QJsonObject &frame) { return frame[u"stream"].toString() == u"user"_s; });
        return found == told.end() ? QJsonObject() : *found;
    };
    QTRY_COMPARE(mine()[u"chat"][u"id"].toInteger(), m_chat.id.value);
}

void tst_Socket::resumingFromAnyPlace()
{
    for (int i = 0; i < 5; ++i)
        MUST_OK(m_ann->say(m_chat.id, QString::number(i)));
    const QString stream = u"chat:%1"_s.arg(m_chat.id.value);
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(m_bob->token()));
    bare.send({{u"type"_s, u"resume"_s},
        {u"streams"_s,
            QJsonObject{{stream, 0}, {u"chat:999999999"_s, 5}, {u"user"_s, 1LL << 40}}}});
    const QJsonObject resumed = bare.await(u"resumed"_s)[u"streams"].toObject();
    QCOMPARE(resumed[stream][u"recovered"].toBool(), true);
    QCOMPARE(resumed[stream][u"seq"].toInteger(), 7);
    QCOMPARE(resumed[u"chat:999999999"_s][u"recovered"].toBool(true), false);
    QCOMPARE(resumed[u"user"_s][u"recovered"].toBool(true), false); // ahead of the server
    qint64 seq = 0;
    for (const QJsonObject &frame : bare.frames()) {
        if (frame[u"stream"].toString() == stream)
            QCOMPARE(frame[u"seq"].toInteger(), ++seq);
    }
    QCOMPARE(seq, 7);
    MUST_OK(m_ann->say(m_chat.id, u"live"_s));
    QTRY_COMPARE(bare.frames({u"message_created"_s}).back()[u"seq"].toInteger(), 8);
}

KITH_TEST(tst_Socket)
#include "tst_socket.moc"
