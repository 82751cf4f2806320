// SPDX-License-Identifier: GPL-3.0-or-later
// The validators alone: the whole corpus, in one piece, cut at every byte, and byte by byte.
#include "nettest/corpus.h"
#include "nettest/framingruns.h"
#include "runner/runner.h"

#include <QHash>
#include <QSet>

using namespace kith::net;

namespace {

template <class Run, class Rules> void runCorpus(const Rules &rules)
{
    QFETCH(const QByteArrayList, expected);
    QFETCH(const QByteArray, bytes);

    Run whole(rules);
    whole.feed(bytes);
    QCOMPARE(whole.outcome(), expected);
    if constexpr (std::is_same_v<Run, HttpRun>)
        QVERIFY(!whole.miscounted());

    Run single(rules);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        single.feed(QByteArrayView(bytes).sliced(i, 1));
    QCOMPARE(single.outcome(), expected);

    // Every cut of what is short; of what is long, those near the ends, where lines and headers
    // are.
    const qsizetype margin = bytes.size() > 50'000 ? 20 : 300;
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        if (bytes.size() > 2000 && cut > margin && cut < bytes.size() - margin)
            cut = bytes.size() - margin;
        Run halves(rules);
        halves.feed(QByteArrayView(bytes).first(cut));
        halves.feed(QByteArrayView(bytes).sliced(cut));
        if (halves.outcome() != expected)
            qInfo("cut at byte %d of %d", int(cut), int(bytes.size()));
        QCOMPARE(halves.outcome(), expected);
    }
}

} // namespace

class TestFraming : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void corpusIsLargeEnough_data();
    void corpusIsLargeEnough();
    void http_data() { corpus::addRows("http"); }
    void http() { runCorpus<HttpRun>(corpusHttpRules()); }
    void webSocket_data() { corpus::addRows("ws"); }
    void webSocket() { runCorpus<WebSocketRun>(WebSocketRules()); }
    void headTellsItsParts();
    void chunksAreDecodedInPlace();
    void maskIsUndoneAtAnyOffset();
    void keyIsCanonicalBase64_data();
    void keyIsCanonicalBase64();
};

void TestFraming::corpusIsLargeEnough_data()
{
    QTest::addColumn<int>("malformed");
    QTest::newRow("http") << 400;
    QTest::newRow("ws") << 200;
}

void TestFraming::corpusIsLargeEnough()
{
    QFETCH(const int, malformed);
    const auto cases = corpus::load(QTest::currentDataTag());
    int refused = 0;
    QSet<QByteArray> names;
    QHash<QByteArray, QByteArray> nameOfBytes;
    for (const corpus::Case &each : cases) {
        refused += corpus::isRefused(each.expected) ? 1 : 0;
        QVERIFY2(!names.contains(each.name), each.name.constData());
        names.insert(each.name);
        const QByteArray same = nameOfBytes.value(each.bytes);
        QVERIFY2(same.isNull(), (each.name + " sends what " + same + " sends").constData());
        nameOfBytes.insert(each.bytes, each.name);
    }
    qInfo("%d cases, %d of them malformed", int(cases.size()), refused);
    QVERIFY(refused >= malformed);
}

void TestFraming::headTellsItsParts()
{
    const HttpRules rules;
    HttpFraming framing(rules);
    const QByteArray bytes = "PUT /a%2Fb?x=1&y HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n"
                             "Origin: \t https://o \r\nExpect: 100-continue\r\n\r\nabc";
    const auto head = framing.feed(bytes);
    QCOMPARE(head.event, HttpFraming::Event::HeadDone);
    QCOMPARE(framing.head().method, Method::Put);
    QCOMPARE(framing.head().part(framing.head().path).toByteArray(), QByteArray("/a%2Fb"));
    QCOMPARE(framing.head().part(framing.head().query).toByteArray(), QByteArray("x=1&y"));
    QCOMPARE(framing.head().field("ORIGIN").toByteArray(), QByteArray("https://o"));
    QVERIFY(framing.head().field("orig").isNull());
    QVERIFY(framing.head().expectsContinue);
    QVERIFY(framing.isInBody());
    const auto body = framing.feed(QByteArrayView(bytes).sliced(head.used));
    QCOMPARE(body.event, HttpFraming::Event::Body);
    QCOMPARE(body.body.toByteArray(), QByteArray("abc"));
    QCOMPARE(framing.feed({}).event, HttpFraming::Event::RequestDone);
    QVERIFY(framing.isIdle());
}

void TestFraming::chunksAreDecodedInPlace()
{
    const HttpRules rules;
    HttpFraming framing(rules);
    const QByteArray bytes = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3;x=y\r\nabc\r\n02\r\nde\r\n0\r\nT: v\r\n\r\nGET";
    QByteArrayView left(bytes);
    QByteArray body;
    HttpFraming::Step step;
    do {
        step = framing.feed(left);
        left = left.sliced(step.used);
        body.append(step.body);
    } while (step.event != HttpFraming::Event::RequestDone);
    QCOMPARE(body, QByteArray("abcde"));
    QCOMPARE(left.toByteArray(), QByteArray("GET"));
}

void TestFraming::maskIsUndoneAtAnyOffset()
{
    const std::array<quint8, 4> mask{1, 2, 4, 8};
    for (qsizetype size = 0; size < 40; ++size) {
        for (qint64 at = 0; at < 8; ++at) {
            QByteArray bytes(size, 'x');
            unmask(bytes.data(), size, mask, at);
            for (qsizetype i = 0; i < size; ++i)
                QCOMPARE(quint8(bytes.at(i)), quint8('x' ^ mask[static_cast<size_t>(at + i) % 4]));
        }
    }
}

void TestFraming::keyIsCanonicalBase64_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("zeros") << QByteArray(16, '\0').toBase64();
    QTest::newRow("ones") << QByteArray(16, '\xff').toBase64();
    QTest::newRow("plus and slash")
        << QByteArray::fromHex("fbefbefbefbefbefbefbefbefbefbeff").toBase64();
}

void TestFraming::keyIsCanonicalBase64()
{
    QFETCH(const QByteArray, value);
    const HttpRules rules;
    HttpFraming framing(rules);
    QCOMPARE(framing
                 .feed("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                     + value + "\r\n\r\n")
                 .event,
        HttpFraming::Event::HeadDone);
    QVERIFY(framing.head().upgrade);
}

KITH_TEST(TestFraming)
#include "tst_net_framing.moc"
