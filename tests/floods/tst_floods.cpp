// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of bad clients at a real kithd: each is got rid of in time and in the right words, a
// good client is served meanwhile, and what they cost comes back.
#include "flood.h"
#include "nettest/rawclient.h"
#include "processfacts.h"
#include "runner/runner.h"

#include "ops/process.h"
#include "support/person.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <span>

using namespace kith;
using namespace kith::floods;
using kith::net::RawClient;
using kith::support::Person;
using kith::support::TestServer;

namespace {

constexpr qint64 kMiB = 1024 * 1024;

int floodSize()
{
    const int asked = qEnvironmentVariableIntValue("KITH_FLOOD_SOCKETS");
    return asked > 0 ? asked : 2'000;
}

QByteArray handshake(const QByteArray &fields = {})
{
    return "GET /api/v2/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
           "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + fields;
}

const std::vector<Manner> &badManners()
{
    const QByteArray post =
        "POST /api/v2/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    static const std::vector<Manner> manners{
        {.name = "says nothing"},
        {.name = "a head that drips",
            .opening = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
            .drip = "y",
            .answer = "HTTP/1.1 408"},
        {.name = "a head that stops", .opening = "GET / HT", .answer = "HTTP/1.1 408"},
        {.name = "a body that drips",
            .opening = post + "Content-Length: 100000\r\n\r\n{",
            .drip = " ",
            .answer = "HTTP/1.1 408"},
        {.name = "chunks that drip",
            .opening = post + "Transfer-Encoding: chunked\r\n\r\n",
            .drip = "1\r\n \r\n",
            .answer = "HTTP/1.1 408"},
        {.name = "half a handshake", .opening = handshake(), .answer = "HTTP/1.1 408"},
        {.name = "a socket that does not sign in",
            .opening = handshake("\r\n"),
            .answer = "HTTP/1.1 101"},
    };
    return manners;
}

/// A client as it should be, and how long it waits for its answers.
class GoodClient
{
public:
    explicit GoodClient(quint16 port) : m_client(port) { }

    /// False: an answer did not come, or was not 200.
    bool ask(int times)
    {
        for (int i = 0; i < times; ++i) {
            QElapsedTimer timer;
            timer.start();
            m_client.send("GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            const auto answer = m_client.answer();
            if (!answer || answer->status != 200)
                return false;
            m_waits.push_back(timer.nsecsElapsed() / 1000);
        }
        return true;
    }
    /// Microseconds; the next ones are counted anew.
    struct Waits
    {
        qint64 median = 0;
        qint64 p99 = 0;
    };
    Waits waits()
    {
        std::sort(m_waits.begin(), m_waits.end());
        const Waits waits{m_waits[m_waits.size() / 2], m_waits[m_waits.size() * 99 / 100]};
        m_waits.clear();
        return waits;
    }

private:
    RawClient m_client;
    std::vector<qint64> m_waits;
};

} // namespace

class TestFloods : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void idleSocketsCostLittleAndComeBack(); // first: later ones have memory of others to use
    void badClientsAreGotRidOf_data();
    void badClientsAreGotRidOf();
    void resetsLeaveNothing();
    void descriptorsRunLowButNotOut();

private:
    /// Waits, asking as a good client does, until the server has as many descriptors as before.
    bool descriptorsComeBack(GoodClient &good, int before);

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<ProcessFacts> m_facts;
    qint64 m_resident = 0; // behind the flood before
};

void TestFloods::initTestCase()
{
    QVERIFY2(ops::raiseFileLimit() > floodSize() + 100, "ulimit -Hn is too low for so many");
    // Ten thousand take some seconds to connect; the first of them must not be over by then.
    const QString seconds = QString::number(1 + floodSize() / 2500);
    m_server = std::make_unique<TestServer>(TestServer::Settings{
        // A line a request would fill the pipe to us, which nobody empties meanwhile.
        {QStringLiteral("log.level"), QStringLiteral("\"warning\"")},
        {QStringLiteral("http.head_seconds"), seconds},
        {QStringLiteral("http.body_seconds"), seconds},
        {QStringLiteral("http.connections"), QStringLiteral("20000")},
        {QStringLiteral("http.connections_per_address"), QStringLiteral("20000")},
        {QStringLiteral("websocket.per_user"), QStringLiteral("10000")},
        {QStringLiteral("websocket.ping_seconds"), QStringLiteral("2")},
        {QStringLiteral("websocket.pong_seconds"), QStringLiteral("2")},
    });
    QVERIFY2(m_server->start(), m_server->log().constData());
    m_facts = std::make_unique<ProcessFacts>(m_server->processId());
}

bool TestFloods::descriptorsComeBack(GoodClient &good, int before)
{
    const QDeadlineTimer patience(10'000);
    while (m_facts->descriptors() > before) {
        if (patience.hasExpired() || !good.ask(10))
            return false;
    }
    return true;
}

void TestFloods::badClientsAreGotRidOf_data()
{
    QTest::addColumn<bool>("strangers"); // for them the server takes 5 s
    QTest::addColumn<bool>("settled"); // memory is as large as it gets
    QTest::newRow("all kinds") << true << false;
    QTest::newRow("again") << false << false;
    QTest::newRow("and again") << false << true;
}

void TestFloods::badClientsAreGotRidOf()
{
    QFETCH(const bool, strangers);
    QFETCH(const bool, settled);
    GoodClient good(m_server->port());
    QVERIFY(good.ask(500));
    const auto quiet = good.waits();
    const int descriptors = m_facts->descriptors();

    const auto manners = std::span(badManners()).first(badManners().size() - (strangers ? 0 : 1));
    const int each = floodSize() / static_cast<int>(manners.size());
    Flood flood(m_server->port());
    for (const Manner &manner : manners)
        QVERIFY2(flood.open(manner, each), manner.name);
    const QDeadlineTimer patience(20'000); // sign-in has 5 s, all else 1 s and the time to linger
    while (flood.openCount() > 0 && !patience.hasExpired()) {
        flood.drip();
        QVERIFY2(good.ask(20), "a good client is not served");
        flood.read(1);
    }
    const auto flooded = good.waits();

    for (const Flood::Client &client : flood.clients()) {
        QVERIFY2(client.closed, client.manner->name);
        QVERIFY2(client.received.startsWith(client.manner->answer), client.manner->name);
        QVERIFY2(client.manner->answer.isEmpty() == client.received.isEmpty(), client.manner->name);
    }
    QVERIFY(descriptorsComeBack(good, descriptors));
    const qint64 resident = m_facts->residentBytes();
    qInfo("%d bad clients: a good one waits %lld us (p99 %lld), %lld (%lld) without them; %lld MiB",
        each * static_cast<int>(manners.size()), flooded.median, flooded.p99, quiet.median,
        quiet.p99, resident / kMiB);
    QVERIFY2(flooded.median < 10 * quiet.median + 10'000, "a good client waits too long");
    if (settled)
        QVERIFY2(resident < m_resident + m_resident / 10, "memory does not return");
    m_resident = resident;
}

void TestFloods::idleSocketsCostLittleAndComeBack()
{
    Person person(*m_server);
    QVERIFY(person.registerAs(QStringLiteral("idle")).ok());
    const QByteArray opening = handshake("Authorization: Bearer " + person.token() + "\r\n\r\n");
    const Manner awake{.name = "answers pings", .opening = opening, .answersPings = true};
    const Manner asleep{.name = "answers no ping", .opening = opening, .answer = "HTTP/1.1 101"};

    GoodClient good(m_server->port());
    QVERIFY(good.ask(500));
    const auto quiet = good.waits();
    const int descriptors = m_facts->descriptors();
    const qint64 resident = m_facts->residentBytes();
    const int half = std::min(floodSize(), 9'900) / 2;
    QElapsedTimer timer;
    timer.start();
    Flood flood(m_server->port());
    QVERIFY(flood.open(awake, half) && flood.open(asleep, half));
    const auto connected = timer.elapsed();

    const QDeadlineTimer patience(20'000);
    qint64 most = 0;
    while (flood.openCount() > half && !patience.hasExpired()) {
        flood.read(20);
        QVERIFY2(good.ask(20), "a good client is not served");
        most = std::max(most, m_facts->residentBytes());
    }
    const auto idle = good.waits();
    for (const Flood::Client &client : flood.clients())
        QVERIFY2(client.closed != client.manner->answersPings, client.manner->name);
    const qint64 cost = (most - resident) / (2 * half);
    qInfo("%d sockets, connected in %lld ms, %lld bytes each; a good client waits %lld us (p99 "
          "%lld), %lld (%lld) without them",
        2 * half, connected, cost, idle.median, idle.p99, quiet.median, quiet.p99);
    QVERIFY2(cost < 64 * 1024, "a socket costs too much");
    QVERIFY2(idle.median < 10 * quiet.median + 10'000, "a good client waits too long");
    flood.closeAll();
    QVERIFY(descriptorsComeBack(good, descriptors));
}

void TestFloods::resetsLeaveNothing()
{
    GoodClient good(m_server->port());
    QVERIFY(good.ask(1));
    const int descriptors = m_facts->descriptors();
    for (int i = 0; i < floodSize(); ++i) {
        RawClient client(m_server->port());
        client.send(i % 2 == 0 ? QByteArrayView("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET")
                               : QByteArrayView());
        client.reset();
    }
    QVERIFY(descriptorsComeBack(good, descriptors));
}

void TestFloods::descriptorsRunLowButNotOut()
{
    constexpr int kLimit = 200;
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("kithd")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nulimit -n " + QByteArray::number(kLimit) + " && exec \""
        + qgetenv("KITH_BIN") + "/kithd\" \"$@\"\n");
    script.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    script.close();
    qputenv("KITH_KITHD", script.fileName().toLocal8Bit());
    TestServer server;
    server.set(QStringLiteral("log.level"), QStringLiteral("\"warning\""));
    const bool started = server.start();
    qunsetenv("KITH_KITHD");
    QVERIFY2(started, server.log().constData());
    const ProcessFacts facts(server.processId());

    GoodClient good(server.port());
    QVERIFY(good.ask(1));
    const Manner silent{.name = "says nothing"};
    Flood flood(server.port());
    QVERIFY(flood.open(silent, 2 * kLimit));
    const QDeadlineTimer patience(5'000);
    while (flood.openCount() > kLimit && !patience.hasExpired()) {
        flood.read(20);
        QVERIFY2(good.ask(5), "who was there is served on");
    }
    for (const Flood::Client &client : flood.clients())
        QVERIFY(!client.closed || client.received.startsWith("HTTP/1.1 503"));
    QVERIFY(facts.descriptors() < kLimit); // some are left for the database and for saying no
    const auto before = facts.processorTime();
    flood.read(300); // nothing comes: nobody turns round and round meanwhile
    QVERIFY(facts.processorTime() - before < std::chrono::milliseconds(100));
    flood.closeAll();
    const QDeadlineTimer again(5'000);
    bool served = false;
    while (!served && !again.hasExpired())
        served = GoodClient(server.port()).ask(1);
    QVERIFY2(served, "room that came free is used");
}

KITH_TEST(TestFloods)
#include "tst_floods.moc"
