// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus against a real port: the right answers in order, never one more; the connection ends
// where it must; and whatever a client goes on to send, the server holds no more than its limits.
// WebSockets are tried by both engines.
#include "nettest/corpus.h"
#include "nettest/heap.h"
#include "nettest/rawclient.h"
#include "nettest/testreactor.h"
#include "runner/runner.h"

#include <QDeadlineTimer>

using namespace kith::net;

namespace {

enum class Delivery { Whole, BytePackets, Flooded };

constexpr qint64 kFlood = 2 * 1024 * 1024;
/// Above all that one connection may hold: a head, a body, a message, what waits on both sides.
constexpr qint64 kHeld = 1024 * 1024;
constexpr qint64 kLeft = 256 * 1024; // what allocators keep for themselves
constexpr QByteArrayView kByteOrderMark = "\xef\xbb\xbf";

} // namespace

class TestCorpusPort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { m_reactor.reset(); }
    void http_data();
    void http();
    void webSocket_data();
    void webSocket();

private:
    static void columns();
    static void rows(const char *folder, WebSocketEngine engine);
    /// Takes the reactor of the row's engine; the rows of one follow each other.
    void takeReactor();
    /// Sends the case as the row says. False: the server held too much meanwhile.
    bool deliver(RawClient &client);
    void checkAnswer(RawClient &client, const QByteArray &word);
    void checkFrames(RawClient &client, const QByteArrayList &expected);
    bool checkEcho(RawClient &client, const QByteArray &word);
    void checkEnd(RawClient &client, const QByteArrayList &expected);
    /// Waits until the server has forgotten the connection; then nothing of it may be left.
    void checkForgotten(qint64 heapBefore);
    qint64 heap();

    std::unique_ptr<TestReactor> m_reactor;
    WebSocketEngine m_engine = WebSocketEngine::Kith; // of m_reactor
    const QByteArray m_piece = QByteArray(256 * 1024, 'x'); // of a flood
};

void TestCorpusPort::takeReactor()
{
    QFETCH(const WebSocketEngine, engine);
    if (m_reactor && m_engine == engine)
        return;
    m_engine = engine;
    EdgeLimits limits;
    limits.engine = engine;
    m_reactor = std::make_unique<TestReactor>(
        ApiServer::Options{.limits = std::move(limits), .hooks = {}, .handlers = {}});
    // What is made once, at the first of each, is nobody's growth.
    RawClient client(m_reactor->port());
    QVERIFY(client.upgrade());
    client.send(QByteArray(kFlood, 'x'));
    QVERIFY(client.frame());
    RawClient other(m_reactor->port());
    other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + QByteArray(kFlood, 'x'));
    QVERIFY(other.answer());
}

void TestCorpusPort::columns()
{
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<WebSocketEngine>("engine");
}

void TestCorpusPort::rows(const char *folder, WebSocketEngine engine)
{
    const QByteArray prefix = engine == WebSocketEngine::Qt ? "qt: " : "";
    for (const corpus::Case &each : corpus::load(folder)) {
        const auto row = [&](const char *how, Delivery delivery) {
            QTest::newRow((prefix + each.name + how).constData())
                << each.expected << each.bytes << delivery << engine;
        };
        row("", Delivery::Whole);
        row(", and a flood behind", Delivery::Flooded);
        if (each.bytes.size() < 400)
            row(", a byte a packet", Delivery::BytePackets);
    }
}

void TestCorpusPort::http_data()
{
    columns();
    rows("http", WebSocketEngine::Kith);
}

void TestCorpusPort::webSocket_data()
{
    columns();
    rows("ws", WebSocketEngine::Kith);
    rows("ws", WebSocketEngine::Qt);
}

bool TestCorpusPort::deliver(RawClient &client)
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Delivery, delivery);
    if (delivery == Delivery::BytePackets) {
        for (qsizetype i = 0; i < bytes.size() && client.send(QByteArrayView(bytes).sliced(i, 1));
             ++i) { }
        return true;
    }
    client.send(bytes);
    if (delivery == Delivery::Whole)
        return true;
    const qint64 before = heap();
    bool bounded = true;
    for (qint64 sent = 0; sent < kFlood && client.send(m_piece); sent += m_piece.size())
        bounded = bounded && heap() - before < kHeld;
    return bounded;
}

void TestCorpusPort::http()
{
    QFETCH(const QByteArrayList, expected);
    takeReactor();
    const qint64 before = heap();
    {
        RawClient client(m_reactor->port());
        QVERIFY2(deliver(client), "the server holds too much");
        const qsizetype upgraded = expected.indexOf("101");
        for (const QByteArray &word : upgraded < 0 ? expected : expected.first(upgraded + 1)) {
            if (word != "none")
                checkAnswer(client, word);
            if (QTest::currentTestFailed())
                return;
        }
        if (upgraded >= 0)
            checkFrames(client, expected.sliced(upgraded + 1));
        checkEnd(client, expected);
    }
    checkForgotten(before);
}

void TestCorpusPort::checkAnswer(RawClient &client, const QByteArray &word)
{
    const bool toHead = word.endsWith("/HEAD");
    auto answer = client.answer(toHead);
    if (answer && answer->status == 100)
        answer = client.answer(toHead);
    QVERIFY2(answer, "no answer");
    QCOMPARE(QByteArray::number(answer->status), word.first(3));
    const bool isEdges = answer->status >= 400 && answer->status != 404;
    QCOMPARE(answer->field("content-type"),
        QByteArray(isEdges              ? "application/problem+json"
                : answer->status == 200 ? "text/plain"
                                        : ""));
    if (isEdges)
        QCOMPARE(answer->field("connection"), QByteArray("close"));
}

bool TestCorpusPort::checkEcho(RawClient &client, const QByteArray &word)
{
    const auto frame = client.frame();
    if (!frame)
        return false;
    if (word == "ping")
        return frame->opcode == 10;
    const bool text = word.startsWith("text=");
    QByteArrayView payload = QByteArrayView(word).sliced(text ? 5 : 7);
    // The one thing that Qt does not hand over as it came.
    if (text && m_engine == WebSocketEngine::Qt && payload.startsWith(kByteOrderMark))
        payload = payload.sliced(kByteOrderMark.size());
    return frame->opcode == (text ? 1 : 2) && frame->payload == payload;
}

void TestCorpusPort::checkFrames(RawClient &client, const QByteArrayList &expected)
{
    for (const QByteArray &word : expected.first(expected.size() - 1)) {
        if (word != "pong")
            QVERIFY2(checkEcho(client, word), word.left(40).constData());
    }
    const QByteArray last = expected.last();
    if (last == "open")
        return;
    const auto close = client.frame();
    QVERIFY2(close, "no Close frame");
    QCOMPARE(int(close->opcode), 8);
    QCOMPARE(close->closeCode(), last.sliced(last.indexOf('=') + 1).toInt());
}

void TestCorpusPort::checkEnd(RawClient &client, const QByteArrayList &expected)
{
    QFETCH(const Delivery, delivery);
    const QByteArray last = expected.last();
    const bool waitsForMore = last == "none" || last.startsWith("200") || last == "open";
    if (waitsForMore)
        client.finishSending(); // or it would rightly wait
    const QByteArray rest = client.rest();
    QVERIFY(client.isClosed());
    if (waitsForMore && delivery == Delivery::Flooded) // the flood itself is refused, once
        QVERIFY(rest.count("HTTP/1.1 4") <= 1);
    else
        QCOMPARE(rest, QByteArray());
}

void TestCorpusPort::webSocket()
{
    QFETCH(const QByteArrayList, expected);
    takeReactor();
    const qint64 before = heap();
    {
        RawClient client(m_reactor->port());
        QVERIFY(client.upgrade());
        QVERIFY2(deliver(client), "the server holds too much");
        checkFrames(client, expected);
        checkEnd(client, expected);
    }
    checkForgotten(before);
}

qint64 TestCorpusPort::heap()
{
    qint64 bytes = 0;
    m_reactor->run([&bytes] { bytes = heapInUse(); });
    return bytes;
}

void TestCorpusPort::checkForgotten(qint64 heapBefore)
{
    const QDeadlineTimer patience(5000);
    while (m_reactor->count() > 0 && !patience.hasExpired())
        m_reactor->run([] {}); // a turn of the server's loop
    QCOMPARE(m_reactor->count(), 0);
    const qint64 left = heap() - heapBefore;
    QVERIFY2(left < kLeft, QByteArray::number(left) + " bytes of the connection stay");
}

KITH_TEST(TestCorpusPort)
#include "tst_net_corpusport.moc"
