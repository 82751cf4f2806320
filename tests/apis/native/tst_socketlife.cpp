// SPDX-License-Identifier: GPL-3.0-or-later
#include "baresocket.h"
#include "runner/runner.h"

#include <QTcpSocket>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// How sockets of a real server begin and end: signing in, refusals, sessions that end, limits.
class tst_SocketLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void signingIn_data();
    void signingIn();
    void refusals_data();
    void refusals();
    void silenceIsRefused();
    void aTicketOpensOneSocket();
    void anEndedSessionClosesItsSockets();
    void aSuspendedPersonsSocketsClose();
    void aShutdownIsAnnounced();
    void tooManySocketsCloseTheOldest();
    void tooManyFramesClose();
    void slowReadersAreClosed();

private:
    QJsonObject sendFrame(const QString &text, const QString &clientId = {}) const;

    TestServer m_server{TestServer::Settings{{u"presence.offline_after_seconds"_s, u"1"_s}}};
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    Chat m_chat;
};

void tst_SocketLife::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_SocketLife::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_SocketLife::init()
{
    m_ann = std::make_unique<Person>(m_server);
    m_bob = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST(m_chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
}

QJsonObject tst_SocketLife::sendFrame(const QString &text, const QString &clientId) const
{
    QJsonObject frame{
        {u"type"_s, u"send"_s}, {u"chat_id"_s, m_chat.id.value}, {u"content"_s, text}};
    if (!clientId.isEmpty())
        frame.insert(u"client_id"_s, clientId);
    return frame;
}

void tst_SocketLife::signingIn_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("header") << u"header"_s;
    QTest::newRow("ticket") << u"ticket"_s;
    QTest::newRow("frame") << u"frame"_s;
}

void tst_SocketLife::signingIn()
{
    QFETCH(QString, way);
    BareSocket bare(m_server);
    if (way == u"header"_s) {
        bare.open({}, "Bearer " + m_ann->token());
    } else if (way == u"ticket"_s) {
        MUST(const WsTicket ticket, m_ann->post<WsTicket>(u"auth/ws-ticket"_s));
        bare.open(u"ticket="_s + ticket.ticket);
    } else {
        QVERIFY(bare.signIn(m_ann->token()));
    }
    const QJsonObject ready = bare.await(u"ready"_s);
    QCOMPARE(ready[u"user"][u"username"].toString(), m_ann->user().username);
    QCOMPARE(ready[u"user"][u"email"].toString(), *m_ann->user().email);
    QVERIFY(ready[u"session_id"].toInteger() > 0);
    const QJsonObject streams = ready[u"streams"].toObject();
    QCOMPARE(streams[u"chat:%1"_s.arg(m_chat.id.value)].toInteger(), 2); // two joined
    QVERIFY(streams.contains(u"user"_s));
    QCOMPARE(bare.frames().front()[u"type"].toString(), u"ready"_s);
}

void tst_SocketLife::refusals_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("frame");
    QTest::newRow("bad header") << QString() << "Bearer junk"_ba << QString();
    QTest::newRow("bad ticket") << u"ticket=junk"_s << ""_ba << QString();
    QTest::newRow("an access token as a ticket") << u"ticket=TOKEN"_s << ""_ba << QString();
    QTest::newRow("bad token") << QString() << ""_ba << uR"({"type":"auth","token":"junk"})"_s;
    QTest::newRow("a refresh token")
        << QString() << ""_ba << uR"({"type":"auth","token":"REFRESH"})"_s;
    QTest::newRow("no token") << QString() << ""_ba << uR"({"type":"auth"})"_s;
    QTest::newRow("another frame first") << QString() << ""_ba << uR"({"type":"ping"})"_s;
}

void tst_SocketLife::refusals()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, header);
    QFETCH(QString, frame);
    query.replace(u"TOKEN"_s, QString::fromUtf8(m_ann->token()));
    frame.replace(u"REFRESH"_s, QString::fromUtf8(m_ann->refreshToken()));
    BareSocket bare(m_server);
    QObject::connect(&bare.socket(), &QWebSocket::connected, this, [&] {
        if (!frame.isEmpty())
            bare.sendText(frame);
    });
    bare.open(query, header);
    QCOMPARE(bare.awaitClose(), 4401); // after 101, where a browser can see it
    QCOMPARE(bare.count(u"ready"_s), 0);
}

void tst_SocketLife::silenceIsRefused()
{
    BareSocket bare(m_server);
    bare.open();
    QCOMPARE(bare.awaitClose(15'000), 4408);
}

void tst_SocketLife::aTicketOpensOneSocket()
{
    MUST(const WsTicket ticket, m_ann->post<WsTicket>(u"auth/ws-ticket"_s));
    BareSocket first(m_server);
    first.open(u"ticket="_s + ticket.ticket);
    QVERIFY(!first.await(u"ready"_s).isEmpty());
    BareSocket second(m_server);
    second.open(u"ticket="_s + ticket.ticket);
    QCOMPARE(second.awaitClose(), 4401);
}

void tst_SocketLife::anEndedSessionClosesItsSockets()
{
    Person phone(m_server);
    MUST_OK(phone.login(m_ann->user().username));
    BareSocket mine(m_server);
    BareSocket theirs(m_server);
    QVERIFY(mine.signIn(m_ann->token()));
    QVERIFY(theirs.signIn(phone.token()));
    ANSWERS(phone.raw("POST", u"auth/logout"_s), 204);
    QCOMPARE(theirs.awaitClose(), 4401);
    mine.send(sendFrame(u"still here"_s, u"c"_s));
    QVERIFY(!mine.await(u"ack"_s).isEmpty());
    ANSWERS(m_ann->raw("POST", u"auth/logout-all"_s), 204);
    QCOMPARE(mine.awaitClose(), 4401);
}

void tst_SocketLife::aSuspendedPersonsSocketsClose()
{
    TestServer local(TestServer::Settings{{u"server.environment"_s, u"\"LOCAL\""_s}});
    QVERIFY2(local.start(), local.log().constData());
    Person owner(local);
    Person eve(local);
    MUST_OK(owner.login(u"admin@admin.ru"_s, u"admin"_s));
    MUST_OK(eve.registerAs(u"eve"_s));
    BareSocket bare(local);
    QVERIFY(bare.signIn(eve.token()));
    ANSWERS(owner.raw("PATCH", at("users", eve.id()), R"({"is_active":false})"), 200);
    QCOMPARE(bare.awaitClose(), 4401);
    QCOMPARE(local.stop(), 0);
}

void tst_SocketLife::aShutdownIsAnnounced()
{
    TestServer other;
    QVERIFY2(other.start(), other.log().constData());
    Person eve(other);
    MUST_OK(eve.registerAs(u"eve"_s));
    BareSocket bare(other);
    QVERIFY(bare.signIn(eve.token()));
    QTimer::singleShot(0, &bare.socket(), [&] { QCOMPARE(other.stop(), 0); });
    QCOMPARE(bare.awaitClose(), 1001);
    QVERIFY2(bare.closeReason().contains(u"retry_ms="_s), qPrintable(bare.closeReason()));
}

void tst_SocketLife::tooManySocketsCloseTheOldest()
{
    TestServer small(
        TestServer::Settings{{u"websocket.per_user"_s, u"2"_s}, {u"server.reactors"_s, u"1"_s}});
    QVERIFY2(small.start(), small.log().constData());
    Person eve(small);
    MUST_OK(eve.registerAs(u"eve"_s));
    BareSocket sockets[3] = {BareSocket(small), BareSocket(small), BareSocket(small)};
    for (BareSocket &bare : sockets)
        QVERIFY(bare.signIn(eve.token()));
    QCOMPARE(sockets[0].awaitClose(), 4429);
    sockets[2].send({{u"type"_s, u"ping"_s}});
    QVERIFY(!sockets[2].await(u"pong"_s).isEmpty());
}

void tst_SocketLife::tooManyFramesClose()
{
    TestServer strict(TestServer::Settings{
        {u"limits.profile"_s, u"\"default\""_s}, {u"limits.frames"_s, u"\"5/second burst 10\""_s}});
    QVERIFY2(strict.start(), strict.log().constData());
    Person eve(strict);
    MUST_OK(eve.registerAs(u"eve"_s));
    BareSocket bare(strict);
    QVERIFY(bare.signIn(eve.token()));
    for (int i = 0; i < 50; ++i)
        bare.send({{u"type"_s, u"ping"_s}});
    QCOMPARE(bare.awaitClose(), 4429);
    QVERIFY(bare.count(u"pong"_s) <= 15);
}

void tst_SocketLife::slowReadersAreClosed()
{
    TestServer small(TestServer::Settings{{u"websocket.queue_kib"_s, u"64"_s}});
    QVERIFY2(small.start(), small.log().constData());
    Person ann(small);
    Person bob(small);
    MUST_OK(ann.registerAs(u"ann"_s));
    MUST_OK(bob.registerAs(u"bob"_s));
    MUST(const Chat chat, ann.makeGroup(u"g"_s, {bob.id()}));
    // A socket that takes nothing: all that the kernel does not hold is the server's.
    QTcpSocket slow;
    slow.setReadBufferSize(1);
    slow.connectToHost(QHostAddress::LocalHost, small.port());
    QVERIFY(slow.waitForConnected());
    slow.write("GET /api/v2/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
               "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
        + bob.token() + "\r\n\r\n");
    QVERIFY(slow.waitForBytesWritten());
    // A page's worth of text at a time, until somebody says that it was too slow.
    const QString text = u"ы"_s.repeated(10'000);
    const auto closes = [&] {
        QNetworkAccessManager network;
        const QByteArray metrics = exchange(network, small.base(), {.target = u"/metrics"_s}).body;
        const qsizetype at = metrics.indexOf("\nkithd_slow_consumer_closes_total ");
        return at < 0 ? -1 : metrics.mid(at).trimmed().split('\n').front().split(' ').at(1).toInt();
    };
    QCOMPARE(closes(), 0);
    for (int i = 0; i < 1'000 && closes() == 0; ++i) {
        for (int j = 0; j < 20; ++j)
            MUST_OK(ann.say(chat.id, text));
    }
    QCOMPARE(closes(), 1);
    // The reason stands behind everything that had been sent.
    slow.setReadBufferSize(0);
    QByteArray tail;
    QTRY_VERIFY_WITH_TIMEOUT(
        (tail = (tail + slow.readAll()).right(200)).contains("\x0f\xa8too slow")
            || slow.state() == QAbstractSocket::UnconnectedState,
        10'000);
    ANSWERS(bob.raw("GET", u"users/me"_s), 200);
}

KITH_TEST(tst_SocketLife)
#include "tst_socketlife.moc"
