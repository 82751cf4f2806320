// SPDX-License-Identifier: GPL-3.0-or-later
// The edge and the HTTP server behind it, over real sockets: deadlines, caps, order, early leavers.
#include "nettest/rawclient.h"
#include "nettest/testreactor.h"
#include "runner/runner.h"

#include <ctime>
#include <sys/resource.h>
#include <unistd.h>

using namespace kith::net;
using namespace std::chrono_literals;

namespace {

const QByteArray kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Keeps every request until the test answers it.
struct Parked
{
    struct One
    {
        HttpRequest request;
        ReplyHandle handle;
    };
    std::vector<One> all;
    std::atomic<int> count{0};
    std::atomic<int> left{0};

    ApiServer::Options options(EdgeLimits limits = {})
    {
        ApiServer::Options options;
        options.limits = limits;
        options.handlers.request = [this](HttpRequest request, ReplyHandle handle) {
            handle.onClientLeft([this] { ++left; });
            all.push_back({std::move(request), std::move(handle)});
            count = int(all.size());
        };
        return options;
    }
};

Reply text(const QByteArray &body, int status = 200)
{
    return {.status = status, .contentType = "text/plain", .body = body, .headers = {}};
}

ApiServer::Options withLimits(EdgeLimits limits)
{
    ApiServer::Options options;
    options.limits = std::move(limits);
    return options;
}

ApiServer::Options answering(
    std::function<Reply(const HttpRequest &)> reply, EdgeLimits limits = {})
{
    ApiServer::Options options;
    options.limits = std::move(limits);
    options.handlers.request = [reply = std::move(reply)](const HttpRequest &request,
                                   ReplyHandle handle) { handle.send(reply(request)); };
    return options;
}

/// Of the server's thread so far.
std::chrono::nanoseconds processorTime(TestReactor &reactor)
{
    timespec time{};
    reactor.run([&time] { ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time); });
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

class TestEdge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestReachesHandlerWhole();
    void headHasLengthAndNoBody();
    void answersOfNoBody_data();
    void answersOfNoBody();
    void connectionCloseIsHonoured_data();
    void connectionCloseIsHonoured();
    void expectContinueIsAnswered();
    void ilFieldsOfAReplyAreLeftOut();
    void droppedHandleAnswers500();
    void pipelinedRequestsWaitForEachOther();
    void pipelinedFloodIsBounded();
    void largeReplyArrivesWhole();

    void silenceIsClosedWithoutAWord();
    void slowHeadIsAnswered408();
    void slowBodyIsAnswered408();
    void bodyThatKeepsItsPaceMayTakeLonger();
    void idleConnectionIsClosed();
    void readerThatStopsIsClosed();
    void refusalReachesASenderInFullFlow();
    void refusedClientThatStaysIsCutOff();

    void clientLeaves_data();
    void clientLeaves();
    void halfClosedClientGetsItsAnswer();
    void leavingIsTold();

    void capPerAddress();
    void capOfAll();
    void errorAnswersCarryHookFields();
    void drainLetsAnswersFinish();
    void outOfDescriptorsHealsItself();
    void portInUseIsExplained();
    void listenersShareAPort();
    void badHostIsExplained_data();
    void badHostIsExplained();
};

void TestEdge::requestReachesHandlerWhole()
{
    Parked parked;
    TestReactor reactor(parked.options());
    RawClient client(reactor.port());
    client.send("POST /a%2Fb//c?x=%20&y HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-two:  2 \r\n"
                "Upgrade: h2c\r\nContent-Length: 3\r\n\r\nabc");
    QTRY_COMPARE(parked.count.load(), 1);
    reactor.run([&] {
        const HttpRequest &request = parked.all[0].request;
        QCOMPARE(request.method, Method::Post);
        QCOMPARE(request.path, QByteArray("/a%2Fb//c"));
        QCOMPARE(request.query, QByteArray("x=%20&y"));
        QCOMPARE(request.body, QByteArray("abc"));
        QCOMPARE(request.header("X-TWO").toByteArray(), QByteArray("2"));
        QCOMPARE(request.headers.size(), size_t(3));
        QVERIFY(!request.hasHeader("content-length"));
        QVERIFY(!request.hasHeader("upgrade"));
        QCOMPARE(request.peer, QHostAddress(QHostAddress::LocalHost));
        QVERIFY(request.peerPort != 0);
        parked.all[0].handle.send(text("done"));
    });
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->body, QByteArray("done"));
    QVERIFY(answer->field("date").endsWith(" GMT"));
    QVERIFY(answer->field("connection").isNull());
}

void TestEdge::headHasLengthAndNoBody()
{
    TestReactor reactor(answering([](const HttpRequest &) { return text("twelve bytes"); }));
    RawClient client(reactor.port());
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + kGet);
    const auto head = client.answer(true);
    QVERIFY(head);
    QCOMPARE(head->field("content-length"), QByteArray("12"));
    const auto get = client.answer();
    QVERIFY(get); // a body after HEAD would stand where this answer begins
    QCOMPARE(get->body, QByteArray("twelve bytes"));
}

void TestEdge::answersOfNoBody_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("204") << 204;
    QTest::newRow("304") << 304;
}

void TestEdge::answersOfNoBody()
{
    QFETCH(const int, status);
    TestReactor reactor(answering([status](const HttpRequest &) { return text("no", status); }));
    RawClient client(reactor.port());
    client.send(kGet + kGet);
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, status);
        QVERIFY(answer->field("content-length").isNull());
    }
}

void TestEdge::connectionCloseIsHonoured_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("1.1 close") << QByteArray(
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
}

void TestEdge::connectionCloseIsHonoured()
{
    QFETCH(const QByteArray, request);
    TestReactor reactor;
    RawClient client(reactor.port());
    client.send(request);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->field("connection"), QByteArray("close"));
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(client.isClosed());
}

void TestEdge::expectContinueIsAnswered()
{
    TestReactor reactor;
    RawClient client(reactor.port());
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    const auto go = client.answer();
    QVERIFY(go);
    QCOMPARE(go->status, 100);
    client.send("ok");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->body, QByteArray("PUT / ok"));
}

void TestEdge::ilFieldsOfAReplyAreLeftOut()
{
    TestReactor reactor(answering([](const HttpRequest &) {
        Reply reply = text("x");
        reply.headers = {{"X-Good", "1"}, {"X-Split", "1\r\nSet-Cookie: evil"}, {"X Bad", "1"},
            {"X-Nul", QByteArray("a\0b", 3)}};
        return reply;
    }));
    RawClient client(reactor.port());
    client.send(kGet);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->field("x-good"), QByteArray("1"));
    QVERIFY(!answer->head.contains("evil") && !answer->head.contains("Bad"));
    QVERIFY(!answer->head.contains("Nul"));
}

void TestEdge::droppedHandleAnswers500()
{
    Parked parked;
    TestReactor reactor(parked.options());
    RawClient client(reactor.port());
    client.send(kGet);
    QTRY_COMPARE(parked.count.load(), 1);
    reactor.run([&] { parked.all.clear(); });
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 500);
}

void TestEdge::pipelinedRequestsWaitForEachOther()
{
    Parked parked;
    TestReactor reactor(parked.options());
    RawClient client(reactor.port());
    client.send("GET /0 HTTP/1.1\r\nHost: a\r\n\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
                "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE(parked.count.load(), i + 1);
        reactor.run([&] { QCOMPARE(int(parked.all.size()), i + 1); }); // and not one more
        reactor.run([&] {
            auto &one = parked.all[size_t(i)];
            ReplyHandle handle = std::move(one.handle);
            handle.send(text(one.request.path));
            handle.send(text("twice")); // does nothing
        });
        const auto answer = client.answer();
        QVERIFY(answer);
        QCOMPARE(answer->body, "/" + QByteArray::number(i));
    }
}

void TestEdge::pipelinedFloodIsBounded()
{
    // Answers of 100 kB that nobody reads: the server must stop taking requests.
    std::atomic<int> requests{0};
    TestReactor reactor(answering([&](const HttpRequest &) {
        ++requests;
        return text(QByteArray(100'000, 'x'));
    }));
    RawClient client(reactor.port());
    constexpr int kRequests = 500; // 50 MB of answers; the kernel takes some 10 MB
    client.send(kGet.repeated(kRequests));
    QTRY_VERIFY(requests > 2);
    int seen = 0;
    QTRY_VERIFY2(std::exchange(seen, requests.load()) == requests.load(), "it does not stop");
    QVERIFY2(requests < kRequests, "it does not wait for a reader");
    for (int i = 0; i < kRequests; ++i)
        QVERIFY(client.answer());
    QCOMPARE(requests.load(), kRequests);
}

void TestEdge::largeReplyArrivesWhole()
{
    const QByteArray body = QByteArray("0123456789abcdef").repeated(512 * 1024); // 8 MiB
    TestReactor reactor(answering([&](const HttpRequest &) { return text(body); }));
    RawClient client(reactor.port());
    client.send(kGet + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.answer();
        QVERIFY(answer);
        QVERIFY(answer->body == body);
    }
    QCOMPARE(client.rest(), QByteArray());
}

void TestEdge::silenceIsClosedWithoutAWord()
{
    TestReactor reactor(withLimits(shortLimits()));
    RawClient client(reactor.port());
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(client.isClosed());
    QTRY_COMPARE(reactor.count(), 0);
}

void TestEdge::slowHeadIsAnswered408()
{
    TestReactor reactor(withLimits(shortLimits()));
    RawClient client(reactor.port());
    client.send("GET / HT");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QCOMPARE(client.rest(), QByteArray());
    QTRY_COMPARE(reactor.count(), 0);
}

void TestEdge::slowBodyIsAnswered408()
{
    TestReactor reactor(withLimits(shortLimits()));
    RawClient client(reactor.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QCOMPARE(client.rest(), QByteArray());
}

void TestEdge::bodyThatKeepsItsPaceMayTakeLonger()
{
    EdgeLimits limits = shortLimits();
    limits.bodyRate = 100; // so 1,000 bytes earn ten seconds
    TestReactor reactor(withLimits(limits));
    RawClient client(reactor.port());
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n" + QByteArray(1000, 'x'));
    QVERIFY(!client.answer(false, 400ms)); // past `body`
    client.send("!");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
}

void TestEdge::idleConnectionIsClosed()
{
    EdgeLimits limits = shortLimits();
    limits.head = 10s;
    TestReactor reactor(withLimits(limits));
    RawClient client(reactor.port());
    client.send(kGet);
    QVERIFY(client.answer());
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(client.isClosed());
}

void TestEdge::readerThatStopsIsClosed()
{
    TestReactor reactor(answering(
        [](const HttpRequest &) { return text(QByteArray(16'000'000, 'x')); }, shortLimits()));
    RawClient client(reactor.port());
    client.shrinkReceiveBuffer(4096);
    client.send(kGet);
    QTRY_COMPARE(reactor.count(), 1);
    QTRY_COMPARE(reactor.count(), 0); // without our reading a byte
}

void TestEdge::refusalReachesASenderInFullFlow()
{
    TestReactor reactor;
    RawClient client(reactor.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
    client.send(QByteArray(3'000'000, 'x')); // the answer must not be lost to a reset
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 413);
    QCOMPARE(client.rest(), QByteArray());
}

void TestEdge::refusedClientThatStaysIsCutOff()
{
    TestReactor reactor(withLimits(shortLimits()));
    RawClient client(reactor.port());
    client.send("nonsense\r\n");
    QVERIFY(client.answer());
    QTRY_COMPARE(reactor.count(), 0); // though we never close
}

void TestEdge::clientLeaves_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<bool>("parks"); // the handler has the request
    const QByteArray upgrade = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: "
                               "Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    QTest::newRow("before a byte") << QByteArray() << false;
    QTest::newRow("in the request line") << QByteArray("GET / H") << false;
    QTest::newRow("in the fields") << QByteArray("GET / HTTP/1.1\r\nHos") << false;
    QTest::newRow("in the body") << QByteArray(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123")
                                 << false;
    QTest::newRow("in a chunk") << QByteArray(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n12")
                                << false;
    QTest::newRow("while it is answered") << kGet << true;
    QTest::newRow("while it is answered, more behind") << kGet + kGet + "GET" << true;
    QTest::newRow("after an ill request") << QByteArray("nonsense\r\n\r\n") << false;
    QTest::newRow("after an upgrade") << upgrade << false;
    QTest::newRow("after an upgrade and half a frame") << upgrade + "\x81" << false;
    QTest::newRow("after a refused upgrade") << QByteArray(upgrade).replace("/ws", "/no") << false;
}

void TestEdge::clientLeaves()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const bool, parks);
    for (const bool reset : {false, true}) {
        Parked parked;
        TestReactor reactor(parked.options());
        {
            RawClient client(reactor.port());
            client.send(sent);
            if (parks)
                QTRY_COMPARE(parked.count.load(), 1);
            else
                QTRY_VERIFY(reactor.count() == 1 || sent.isEmpty());
            if (reset)
                client.reset();
        }
        if (parks) {
            QTRY_COMPARE(parked.left.load() > 0 || reactor.count() == 0, true);
            reactor.run([&] {
                QVERIFY(!parked.all[0].handle.isWanted());
                ReplyHandle handle = std::move(parked.all[0].handle);
                handle.send(text(QByteArray(100'000, 'x')));
            });
            // Requests behind it may come to the handler yet; each is answered as dropped.
            QTRY_VERIFY(reactor.count() == 0 || parked.count > 1);
            reactor.run([&] { parked.all.clear(); });
        }
        QTRY_COMPARE(reactor.count(), 0);
        RawClient other(reactor.port());
        other.send(kGet);
        const int before = parked.count;
        QTRY_VERIFY(parked.count > 0 && (before == 0 || parked.count >= 1));
    }
}

void TestEdge::halfClosedClientGetsItsAnswer()
{
    Parked parked;
    TestReactor reactor(parked.options());
    RawClient client(reactor.port());
    client.send(kGet);
    client.finishSending();
    QTRY_COMPARE(parked.left.load(), 1);
    reactor.run([&] { parked.all[0].handle.send(text("still")); });
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->body, QByteArray("still"));
    QCOMPARE(client.rest(), QByteArray());
    QTRY_COMPARE(reactor.count(), 0);
}

void TestEdge::leavingIsTold()
{
    Parked parked;
    TestReactor reactor(parked.options());
    RawClient client(reactor.port());
    client.send(kGet);
    QTRY_COMPARE(parked.count.load(), 1);
    reactor.run([&] { QVERIFY(parked.all[0].handle.isWanted()); });
    client.close();
    QTRY_COMPARE(parked.left.load(), 1);
    reactor.run([&] {
        QVERIFY(!parked.all[0].handle.isWanted());
        parked.all.clear();
    });
    QTRY_COMPARE(reactor.count(), 0);
}

void TestEdge::capPerAddress()
{
    TestReactor reactor({}, {.all = 100, .perAddress = 2});
    RawClient first(reactor.port());
    {
        RawClient second(reactor.port());
        QTRY_COMPARE(reactor.count(), 2);
        RawClient third(reactor.port());
        const auto answer = third.answer();
        QVERIFY(answer);
        QCOMPARE(answer->status, 503);
        QCOMPARE(answer->field("retry-after"), QByteArray("5"));
        QCOMPARE(third.rest(), QByteArray());
    }
    QTRY_COMPARE(reactor.count(), 1);
    RawClient again(reactor.port());
    again.send(kGet);
    QVERIFY(again.answer());
}

void TestEdge::capOfAll()
{
    ApiServer::Options options;
    options.hooks.isProxy = [](const QHostAddress &) { return true; }; // no cap per address then
    TestReactor reactor(std::move(options), {.all = 3, .perAddress = 1});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(std::make_unique<RawClient>(reactor.port()));
    QTRY_COMPARE(reactor.count(), 3);
    RawClient fourth(reactor.port());
    const auto answer = fourth.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 503);
}

void TestEdge::errorAnswersCarryHookFields()
{
    ApiServer::Options options;
    options.hooks.errorFields = [](QByteArrayView origin) -> std::vector<HeaderField> {
        if (origin.isNull())
            return {};
        return {{"Access-Control-Allow-Origin", origin.toByteArray()}};
    };
    TestReactor reactor(std::move(options));
    RawClient client(reactor.port());
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nOrigin: http://o\r\nContent-Length: 99999999\r\n\r\n");
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 413);
    QCOMPARE(answer->field("access-control-allow-origin"), QByteArray("http://o"));
    QVERIFY(answer->body.startsWith("{\"type\":\"urn:kith:problem:edge\",\"title\":"));
}

void TestEdge::drainLetsAnswersFinish()
{
    Parked parked;
    TestReactor reactor(parked.options());
    RawClient idle(reactor.port());
    RawClient busy(reactor.port());
    busy.send(kGet);
    QTRY_COMPARE(parked.count.load(), 1);
    QTRY_COMPARE(reactor.count(), 2);
    reactor.run([&] { reactor.server().edge().drain(); });
    QCOMPARE(idle.rest(), QByteArray());
    QVERIFY(idle.isClosed());
    reactor.run([&] { parked.all[0].handle.send(text("last")); });
    const auto answer = busy.answer();
    QVERIFY(answer);
    QCOMPARE(answer->field("connection"), QByteArray("close"));
    QCOMPARE(busy.rest(), QByteArray());
    QVERIFY(RawClient(reactor.port()).isClosed()); // refused: nobody listens any more
}

void TestEdge::outOfDescriptorsHealsItself()
{
    TestReactor reactor;
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int lowest = ::dup(0);
    QVERIFY(lowest >= 0);
    ::close(lowest);
    rlimit few = before;
    few.rlim_cur = static_cast<rlim_t>(lowest) + 1; // one more: the client's
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    RawClient client(reactor.port());
    client.send(kGet);
    const auto atWork = processorTime(reactor);
    const auto none = client.answer(false, 300ms);
    const auto spent = processorTime(reactor) - atWork;
    ::setrlimit(RLIMIT_NOFILE, &before);
    QVERIFY(!none);
    QVERIFY2(spent < 100ms, "it tries again and again meanwhile");
    QVERIFY(client.answer());
}

void TestEdge::portInUseIsExplained()
{
    TestReactor reactor;
    const auto second = openListeners(QStringLiteral("127.0.0.1"), reactor.port(), 1);
    QVERIFY(!second);
    QCOMPARE(second.error().code, kith::ErrorCode::Conflict);
    QVERIFY(second.error().detail.contains(QString::number(reactor.port())));
}

void TestEdge::listenersShareAPort()
{
    const auto listeners = openListeners(QStringLiteral("localhost"), 0, 3);
    QVERIFY(listeners.ok());
    QVERIFY(listeners->port != 0);
    QCOMPARE(listeners->sockets.size(), size_t(3));
}

void TestEdge::badHostIsExplained_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("a name") << QStringLiteral("chat.example");
    QTest::newRow("not ours") << QStringLiteral("192.0.2.1");
}

void TestEdge::badHostIsExplained()
{
    QFETCH(const QString, host);
    const auto listeners = openListeners(host, 0, 1);
    QVERIFY(!listeners);
    QCOMPARE(listeners.error().code, kith::ErrorCode::InvalidInput);
    QVERIFY(listeners.error().fields.front().message.contains(host));
}

KITH_TEST(TestEdge)
#include "tst_net_edge.moc"
