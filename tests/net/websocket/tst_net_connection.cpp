// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket connections over real sockets, with QWebSocket and with raw bytes on the other end. All
// of it twice: by our own codec and by Qt's, which must not differ here.
#include "nettest/corpus.h"
#include "nettest/rawclient.h"
#include "nettest/testreactor.h"
#include "runner/runner.h"

#include <QSignalSpy>
#include <QWebSocket>

using namespace kith::net;
using namespace std::chrono_literals;

namespace {

/// The one under test.
EdgeLimits byEngine(EdgeLimits limits = {})
{
    QFETCH_GLOBAL(const WebSocketEngine, engine);
    limits.engine = engine;
    return limits;
}

ApiServer::Options echoByEngine() { return {.limits = byEngine(), .hooks = {}, .handlers = {}}; }

/// Hands accepted connections to the test and notes how they end.
struct Accepted
{
    std::vector<std::unique_ptr<Connection>> all;
    std::atomic<int> count{0};
    std::atomic<int> texts{0};
    std::atomic<int> closed{0};
    std::atomic<int> drained{0};
    std::atomic<int> roundTrips{0};
    std::atomic<int> code{0};
    QByteArray reason;

    ApiServer::Options options(EdgeLimits limits = {})
    {
        ApiServer::Options options;
        options.limits = byEngine(std::move(limits));
        options.handlers.upgrade = [this](HttpRequest request, ReplyHandle handle) {
            auto connection = handle.upgrade(std::move(request));
            connection->onText = [this](const QByteArray &) { ++texts; };
            connection->onDrained = [this] { ++drained; };
            connection->onRoundTrip = [this](std::chrono::nanoseconds) { ++roundTrips; };
            connection->onClosed = [this](quint16 how, const QByteArray &why) {
                code = how;
                reason = why;
                ++closed;
            };
            all.push_back(std::move(connection));
            ++count;
        };
        return options;
    }
};

/// Connections must die before their server, on its thread.
class AcceptingReactor : public TestReactor
{
public:
    explicit AcceptingReactor(Accepted &accepted, EdgeLimits limits = {})
        : TestReactor(accepted.options(std::move(limits))), m_accepted(accepted)
    {
    }
    ~AcceptingReactor()
    {
        run([this] { m_accepted.all.clear(); });
    }

private:
    Accepted &m_accepted;
};

QUrl urlOf(const TestReactor &reactor)
{
    return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws?ticket=x").arg(reactor.port()));
}

const QByteArray kUpgrade =
    "GET /ws HTTP/1.1\r\nHost: a\r\nOrigin: http://evil\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

} // namespace

class TestConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void echoThroughQWebSocket();
    void onlyQtCutsAByteOrderMarkOff();
    void handshakeIsRight();
    void upgradeRequestIsKept();
    void refusedUpgradeAnswersAsTold();
    void framesSentWithTheUpgradeArrive();
    void oneFrameGoesToMany();
    void framesOfAllLengths_data();
    void framesOfAllLengths();
    void serverClosesWithCodeAndReason();
    void clientClosesWithCodeAndReason();
    void peerThatIgnoresOurCloseIsCutOff();
    void silentPeerIsCutOff();
    void livingPeerStays();
    void connectionMayDieInItsOwnCallback_data();
    void connectionMayDieInItsOwnCallback();
    void slowReaderIsClosedBetweenFrames();
    void pingFloodIsBounded();
    void slowMessageEnds();
    void serverDiesWithOpenConnections();
};

void TestConnection::initTestCase_data()
{
    QTest::addColumn<WebSocketEngine>("engine");
    QTest::newRow("kith") << WebSocketEngine::Kith;
    QTest::newRow("qt") << WebSocketEngine::Qt;
}

void TestConnection::echoThroughQWebSocket()
{
    TestReactor reactor(echoByEngine());
    QWebSocket client;
    QSignalSpy texts(&client, &QWebSocket::textMessageReceived);
    QSignalSpy binaries(&client, &QWebSocket::binaryMessageReceived);
    QSignalSpy connected(&client, &QWebSocket::connected);
    client.open(urlOf(reactor));
    QVERIFY(connected.wait());
    const QString text = QStringLiteral("Grüße 😀 ").repeated(9000);
    client.sendTextMessage(text);
    client.sendBinaryMessage(QByteArray(70'000, '\x80'));
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts.at(0).at(0).toString(), text);
    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(binaries.at(0).at(0).toByteArray(), QByteArray(70'000, '\x80'));
}

void TestConnection::onlyQtCutsAByteOrderMarkOff()
{
    QFETCH_GLOBAL(const WebSocketEngine, engine);
    TestReactor reactor(echoByEngine());
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    client.send(corpus::clientText("\xef\xbb\xbf{}"));
    const auto frame = client.frame();
    QVERIFY(frame);
    QCOMPARE(frame->payload, QByteArray(engine == WebSocketEngine::Qt ? "{}" : "\xef\xbb\xbf{}"));
}

void TestConnection::handshakeIsRight()
{
    TestReactor reactor(echoByEngine());
    RawClient client(reactor.port());
    client.send(kUpgrade);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 101);
    QCOMPARE(answer->field("sec-websocket-accept"), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    QVERIFY(!answer->head.contains("Access-Control")); // Qt would allow any origin
}

void TestConnection::upgradeRequestIsKept()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted);
    RawClient client(reactor.port());
    QVERIFY(client.upgrade("/ws/7?after=%31"));
    QTRY_COMPARE(accepted.count.load(), 1);
    reactor.run([&] {
        const Connection &connection = *accepted.all[0];
        QCOMPARE(connection.request().path, QByteArray("/ws/7"));
        QCOMPARE(connection.request().query, QByteArray("after=%31"));
        QCOMPARE(connection.request().header("host").toByteArray(), QByteArray("a"));
        QCOMPARE(connection.request().peer, QHostAddress(QHostAddress::LocalHost));
        QVERIFY(connection.id().isStored());
        QVERIFY(connection.isOpen());
    });
}

void TestConnection::refusedUpgradeAnswersAsTold()
{
    ApiServer::Options options;
    options.handlers.upgrade = [](const HttpRequest &, ReplyHandle handle) {
        handle.send({.status = 403,
            .contentType = "text/plain",
            .body = "not you",
            .headers = {{"X", "y"}}});
    };
    TestReactor reactor(std::move(options));
    RawClient client(reactor.port());
    client.send(kUpgrade);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 403);
    QCOMPARE(answer->body, QByteArray("not you"));
    QCOMPARE(answer->field("x"), QByteArray("y"));
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"); // a refusal does not end the connection
    const auto next = client.answer();
    QVERIFY(next);
    QCOMPARE(next->status, 200);
}

void TestConnection::framesSentWithTheUpgradeArrive()
{
    TestReactor reactor(echoByEngine());
    RawClient client(reactor.port());
    client.send(kUpgrade + corpus::clientText("early") + corpus::clientText("bird"));
    QVERIFY(client.answer());
    for (const char *word : {"early", "bird"}) {
        const auto frame = client.frame();
        QVERIFY(frame);
        QCOMPARE(frame->payload, QByteArray(word));
    }
}

void TestConnection::oneFrameGoesToMany()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(reactor.port()));
        QVERIFY(clients.back()->upgrade());
    }
    QTRY_COMPARE(accepted.count.load(), 20);
    reactor.run([&] {
        for (int i = 0; i < 100; ++i) {
            const SharedFrame frame = SharedFrame::text(QByteArray::number(i));
            for (const auto &each : accepted.all)
                each->send(frame);
        }
        for (const auto &each : accepted.all)
            each->flush();
    });
    for (const auto &client : clients) {
        for (int i = 0; i < 100; ++i) {
            const auto frame = client->frame();
            QVERIFY(frame);
            QCOMPARE(frame->payload, QByteArray::number(i));
        }
    }
}

void TestConnection::framesOfAllLengths_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {0, 1, 125, 126, 127, 65535, 65536, 600'000})
        QTest::addRow("%d", length) << length;
}

void TestConnection::framesOfAllLengths()
{
    QFETCH(const int, length);
    Accepted accepted;
    AcceptingReactor reactor(accepted);
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    QTRY_COMPARE(accepted.count.load(), 1);
    reactor.run([&] {
        accepted.all[0]->send(SharedFrame::binary(QByteArray(length, 'x')));
        accepted.all[0]->flush();
    });
    const auto frame = client.frame();
    QVERIFY(frame);
    QCOMPARE(int(frame->opcode), 2);
    QCOMPARE(frame->payload, QByteArray(length, 'x'));
}

void TestConnection::serverClosesWithCodeAndReason()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted);
    QWebSocket client;
    QSignalSpy gone(&client, &QWebSocket::disconnected);
    client.open(urlOf(reactor));
    QTRY_COMPARE(accepted.count.load(), 1);
    reactor.run([&] {
        accepted.all[0]->send(SharedFrame::text("last words"));
        accepted.all[0]->close(4403, "not a member");
        QVERIFY(!accepted.all[0]->isOpen());
        accepted.all[0]->send(SharedFrame::text("too late"));
        accepted.all[0]->flush();
    });
    QVERIFY(gone.wait());
    QCOMPARE(int(client.closeCode()), 4403);
    QCOMPARE(client.closeReason(), QStringLiteral("not a member"));
    QTRY_COMPARE(accepted.closed.load(), 1);
    QCOMPARE(accepted.code.load(), 4403);
    QTRY_COMPARE(reactor.count(), 0);
}

void TestConnection::clientClosesWithCodeAndReason()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted);
    QWebSocket client;
    client.open(urlOf(reactor));
    QTRY_COMPARE(accepted.count.load(), 1);
    client.close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("tab closed"));
    QTRY_COMPARE(accepted.closed.load(), 1);
    QCOMPARE(accepted.code.load(), 1001);
    reactor.run([&] { QCOMPARE(accepted.reason, QByteArray("tab closed")); });
    QTRY_COMPARE(reactor.count(), 0);
}

void TestConnection::peerThatIgnoresOurCloseIsCutOff()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted, shortLimits());
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    QTRY_COMPARE(accepted.count.load(), 1);
    reactor.run([&] { accepted.all[0]->close(4008, "slow"); });
    QTRY_COMPARE(accepted.closed.load(), 1);
    QCOMPARE(accepted.code.load(), 4008);
    QCOMPARE(client.frame()->closeCode(), 4008);
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(client.isClosed());
}

void TestConnection::silentPeerIsCutOff()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted, shortLimits());
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    const auto ping = client.frame();
    QVERIFY(ping);
    QCOMPARE(int(ping->opcode), 9);
    QTRY_COMPARE(accepted.closed.load(), 1);
    QCOMPARE(accepted.code.load(), 1006);
    QCOMPARE(client.rest(), QByteArray());
}

void TestConnection::livingPeerStays()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted, shortLimits());
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    for (int i = 0; i < 5; ++i) {
        const auto ping = client.frame();
        QVERIFY(ping);
        QCOMPARE(int(ping->opcode), 9);
        client.send(corpus::clientFrame({.opcode = 10}, ping->payload));
    }
    QCOMPARE(accepted.closed.load(), 0);
    QVERIFY(accepted.roundTrips.load() >= 4); // the last may be on its way
}

void TestConnection::connectionMayDieInItsOwnCallback_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("onText") << corpus::clientText("a") + corpus::clientText("b");
    QTest::newRow("onBinary") << corpus::clientFrame({.opcode = 2}, "a");
    QTest::newRow("onClosed") << corpus::clientFrame({.opcode = 8}, "");
    QTest::newRow("onClosed, violation") << corpus::clientFrame({.masked = false}, "x");
}

void TestConnection::connectionMayDieInItsOwnCallback()
{
    QFETCH(const QByteArray, sent);
    std::unique_ptr<Connection> only;
    std::atomic<int> calls{0};
    ApiServer::Options options;
    options.limits = byEngine(shortLimits());
    options.limits.ping = 10s;
    options.handlers.upgrade = [&](HttpRequest request, ReplyHandle handle) {
        only = handle.upgrade(std::move(request));
        const auto die = [&] {
            ++calls;
            only.reset();
        };
        only->onText = [die](const QByteArray &) { die(); };
        only->onBinary = [die](const QByteArray &) { die(); };
        only->onClosed = [die](quint16, const QByteArray &) { die(); };
    };
    TestReactor reactor(std::move(options));
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    client.send(sent);
    client.rest();
    QVERIFY(client.isClosed());
    QTRY_COMPARE(reactor.count(), 0);
    QCOMPARE(calls.load(), 1);
    reactor.run([&] { QVERIFY(!only); });
}

void TestConnection::slowReaderIsClosedBetweenFrames()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted);
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    QTRY_COMPARE(accepted.count.load(), 1);
    const QByteArray payload(10'000, 'x');
    reactor.run([&] {
        Connection &connection = *accepted.all[0];
        const SharedFrame frame = SharedFrame::text(payload);
        for (int i = 0; i < 2000; ++i)
            connection.send(frame);
        connection.flush();
        QVERIFY(connection.bytesQueued() > 256 * 1024);
        connection.close(4008, "too slow");
        QVERIFY(connection.bytesQueued() < 2 * payload.size());
    });
    // Whole frames, then the Close: nothing was cut in its middle.
    auto frame = client.frame();
    for (; frame && frame->opcode == 1; frame = client.frame())
        QCOMPARE(frame->payload, payload);
    QVERIFY(frame);
    QCOMPARE(frame->closeCode(), 4008);
    client.close();
    QTRY_COMPARE(accepted.closed.load(), 1);
}

void TestConnection::pingFloodIsBounded()
{
    Accepted accepted;
    AcceptingReactor reactor(accepted);
    RawClient client(reactor.port());
    client.shrinkReceiveBuffer(4096);
    QVERIFY(client.upgrade());
    QTRY_COMPARE(accepted.count.load(), 1);
    const QByteArray pings =
        corpus::clientFrame({.opcode = 9}, QByteArray(125, 'p')).repeated(1000);
    std::atomic<bool> done{false};
    std::unique_ptr<QThread> sender(QThread::create([&] {
        for (int i = 0; i < 100 && !done; ++i)
            client.send(pings); // 13 MB in all; blocks when the server stops reading
    }));
    sender->start();
    qsizetype most = 0;
    for (int i = 0; i < 50; ++i)
        reactor.run([&] { most = std::max(most, accepted.all[0]->bytesQueued()); });
    QVERIFY2(most < 1024 * 1024, "pongs pile up");
    done = true;
    client.finishSending(); // ends a send() that blocks
    sender->wait();
}

void TestConnection::slowMessageEnds()
{
    EdgeLimits limits = shortLimits();
    limits.ping = 10s;
    Accepted accepted;
    AcceptingReactor reactor(accepted, limits);
    RawClient client(reactor.port());
    QVERIFY(client.upgrade());
    client.send(corpus::clientFrame({.length = 100}, "only this"));
    QTRY_COMPARE(accepted.closed.load(), 1);
    QCOMPARE(accepted.texts.load(), 0);
}

void TestConnection::serverDiesWithOpenConnections()
{
    Accepted accepted;
    std::vector<std::unique_ptr<RawClient>> clients;
    {
        AcceptingReactor reactor(accepted);
        for (int i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<RawClient>(reactor.port()));
            QVERIFY(clients.back()->upgrade());
        }
        QTRY_COMPARE(accepted.count.load(), 5);
    }
    for (const auto &client : clients) {
        client->rest();
        QVERIFY(client->isClosed());
    }
}

KITH_TEST(TestConnection)
#include "tst_net_connection.moc"
