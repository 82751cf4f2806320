// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"
#include "disk.h"
#include "longform.h"
#include "ops/exitcodes.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::faults;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 10'000; // milliseconds

} // namespace

/// The disk fills up or fails while people write.
class tst_Disk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aReserveIsKeptForSignIns();
    void aFullDiskHealsByItself();
    void aFailedDiskEndsTheServer_data();
    void aFailedDiskEndsTheServer();
    void whatAFailedSyncForgotIsWrittenAgain();

private:
    void setFree(qint64 bytes);
    void awaitHealth(const QByteArray &state);
    Answer change();

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Disk> m_disk;
    std::unique_ptr<Crowd> m_crowd;
    QRandomGenerator m_random{seedOfRun(0)};
};

void tst_Disk::init()
{
    m_server = std::make_unique<TestServer>();
    m_disk = std::make_unique<Disk>(*m_server);
    QVERIFY2(m_server->start(), m_server->log().constData());
    m_crowd = std::make_unique<Crowd>(*m_server, Crowd::Size{.socketWriters = 2}, m_random());
    MUST_OK(m_crowd->gather());
    m_crowd->beginWriting();
    QTRY_VERIFY(m_crowd->tally().acks > 50);
}

void tst_Disk::cleanup()
{
    m_crowd.reset();
    m_server.reset();
    m_disk.reset();
}

void tst_Disk::setFree(qint64 bytes)
{
    m_disk->control().freeBytes = bytes;
    m_disk->control().isBounded = true;
}

/// Waits until /health says "healthy", or that it is not.
void tst_Disk::awaitHealth(const QByteArray &state)
{
    QNetworkAccessManager network;
    QTRY_VERIFY(exchange(network, m_server->base(), {.target = u"/health"_s})
                    .body.contains("\"status\":\"" + state + '"'));
}

/// Of a change that is no message: those are the crowd's.
Answer tst_Disk::change()
{
    return m_crowd->owner().raw("PATCH", u"users/me"_s, R"({"title":"writes"})");
}

void tst_Disk::aReserveIsKeptForSignIns()
{
    setFree(32 * limits::MiB); // the reserve is 64
    awaitHealth("degraded");
    const Answer refused = change();
    QCOMPARE(refused.status, 503);
    QVERIFY(!refused.header("Retry-After").isEmpty());
    ANSWERS(m_crowd->owner().raw("GET", u"chats"_s), 200);
    Person again(*m_server);
    MUST_OK(again.login(m_crowd->owner().user().username));
    ANSWERS(again.raw("POST", u"auth/logout"_s), 204);
    m_disk->control().isBounded = false;
    awaitHealth("healthy");
    ANSWERS(change(), 200);
    JUDGE(*m_crowd, databaseOf(*m_server));
}

void tst_Disk::aFullDiskHealsByItself()
{
    for (int round = 0; round < longForm("KITH_DISK_ROUNDS", 3); ++round) {
        setFree(m_random.bounded(200'000)); // at once, and then in the middle of a transaction
        // Asked once more by QTRY_COMPARE it may fit: what was refused left its room to it.
        QVERIFY(QTest::qWaitFor([&] { return change().status == 503; }, kPatience));
        ANSWERS(m_crowd->owner().raw("GET", u"chats"_s), 200);
        QVERIFY(m_server->isRunning());
        m_disk->control().isBounded = false;
        QVERIFY(QTest::qWaitFor([&] { return change().status == 200; }, kPatience));
        const qint64 acks = m_crowd->tally().acks;
        QTRY_VERIFY(m_crowd->tally().acks > acks + 20);
    }
    JUDGE(*m_crowd, databaseOf(*m_server));
}

void tst_Disk::aFailedDiskEndsTheServer_data()
{
    QTest::addColumn<bool>("atSync");
    QTest::newRow("a sync fails") << true;
    QTest::newRow("a write fails") << false;
}

void tst_Disk::aFailedDiskEndsTheServer()
{
    QFETCH(bool, atSync);
    for (int round = 0; round < longForm("KITH_DISK_ROUNDS", 2); ++round) {
        (atSync ? m_disk->control().failingSyncs : m_disk->control().failingWrites) = 1;
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->isRunning(), 10'000);
        QCOMPARE(m_server->waitForEnd(0ms), int(ops::kExitIo));
        QVERIFY2(m_server->start(), m_server->log().right(2'000).constData());
        const qint64 acks = m_crowd->tally().acks;
        QTRY_VERIFY(m_crowd->tally().acks > acks + 20);
        // What the kernel had forgotten must have been written again by now.
        m_server->kill();
        m_disk->cut(Disk::Unsynced::Lost, m_random);
        m_disk->settle();
        QVERIFY2(m_server->start(), m_server->log().right(2'000).constData());
    }
    JUDGE(*m_crowd, databaseOf(*m_server));
}

/// A sync fails and the process dies of it at once. The next one finds the lost pages in the page
/// cache, whole, and the kernel takes them for written: what is acknowledged after them must not
/// depend on them when the power goes. (The first session of a start is closed before the writer's
/// is opened, and SQLite then writes everything that is in the log to its place.)
void tst_Disk::whatAFailedSyncForgotIsWrittenAgain()
{
    for (int round = 0; round < longForm("KITH_DISK_ROUNDS", 3); ++round) {
        m_disk->control().diesOfFailure = true;
        m_disk->control().failingSyncs = 1;
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->isRunning(), 10'000);
        m_disk->control().diesOfFailure = false;
        QVERIFY2(m_server->start(), m_server->log().right(2'000).constData());
        const qint64 acks = m_crowd->tally().acks;
        QTRY_VERIFY(m_crowd->tally().acks > acks + 20);
        m_server->kill();
        m_disk->cut(Disk::Unsynced::Lost, m_random);
        m_disk->settle();
        QVERIFY2(m_server->start(), m_server->log().right(2'000).constData());
    }
    JUDGE(*m_crowd, databaseOf(*m_server));
}

KITH_TEST(tst_Disk)
#include "tst_disk.moc"
