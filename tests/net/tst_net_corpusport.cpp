// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus against a real port: the right answers in order, never one more, and the connection
// ends where it must.
#include "corpus.h"
#include "rawclient.h"
#include "testreactor.h"

#include <QTest>

using namespace kith::net;

class TestCorpusPort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_reactor = std::make_unique<TestReactor>(); }
    void cleanupTestCase() { m_reactor.reset(); }
    void http_data() { rows("http"); }
    void http();
    void webSocket_data() { rows("ws"); }
    void webSocket();

private:
    static void rows(const char *folder);
    void send(RawClient &client, const QByteArray &bytes) const;
    bool checkEcho(RawClient &client, const QByteArray &word);

    std::unique_ptr<TestReactor> m_reactor;
};

void TestCorpusPort::rows(const char *folder)
{
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("pieces");
    for (const corpus::Case &each : corpus::load(folder)) {
        QTest::newRow(each.name.constData()) << each.expected << each.bytes << false;
        if (each.bytes.size() < 400)
            QTest::newRow((each.name + ", a byte a packet").constData())
                << each.expected << each.bytes << true;
    }
}

void TestCorpusPort::send(RawClient &client, const QByteArray &bytes) const
{
    QFETCH(const bool, pieces);
    if (!pieces) {
        client.send(bytes);
        return;
    }
    for (qsizetype i = 0; i < bytes.size() && client.send(QByteArrayView(bytes).sliced(i, 1));
         ++i) { }
}

void TestCorpusPort::http()
{
    QFETCH(const QByteArrayList, expected);
    QFETCH(const QByteArray, bytes);
    RawClient client(m_reactor->port());
    send(client, bytes);
    int index = 0;
    for (const QByteArray &word : expected) {
        if (word == "none")
            break;
        const bool toHead = index++ == 1 && bytes.contains("HEAD ");
        auto answer = client.answer(toHead);
        if (answer && answer->status == 100)
            answer = client.answer(toHead);
        QVERIFY2(answer, "no answer");
        QCOMPARE(QByteArray::number(answer->status), word);
        const bool isEdges = answer->status >= 400 && answer->status != 404;
        QCOMPARE(answer->field("content-type"),
            QByteArray(isEdges      ? "application/problem+json"
                    : word == "200" ? "text/plain"
                                    : ""));
        if (isEdges)
            QCOMPARE(answer->field("connection"), QByteArray("close"));
    }
    const QByteArray last = expected.last();
    if (last == "none" || last == "200" || last == "101")
        client.finishSending(); // or it would rightly wait for more
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(client.isClosed());
}

bool TestCorpusPort::checkEcho(RawClient &client, const QByteArray &word)
{
    const auto frame = client.frame();
    if (!frame)
        return false;
    if (word == "ping")
        return frame->opcode == 10;
    const bool text = word.startsWith("text=");
    return frame->opcode == (text ? 1 : 2) && frame->payload == word.sliced(text ? 5 : 7);
}

void TestCorpusPort::webSocket()
{
    QFETCH(const QByteArrayList, expected);
    QFETCH(const QByteArray, bytes);
    RawClient client(m_reactor->port());
    QVERIFY(client.upgrade());
    send(client, bytes);
    for (const QByteArray &word : expected.first(expected.size() - 1)) {
        if (word != "pong")
            QVERIFY2(checkEcho(client, word), word.left(40).constData());
    }
    const QByteArray last = expected.last();
    if (last == "open") {
        client.finishSending();
    } else {
        const auto close = client.frame();
        QVERIFY2(close, "no Close frame");
        QCOMPARE(int(close->opcode), 8);
        QCOMPARE(close->closeCode(), last.sliced(last.indexOf('=') + 1).toInt());
    }
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(client.isClosed());
}

QTEST_GUILESS_MAIN(TestCorpusPort)
#include "tst_net_corpusport.moc"
