// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"
#include "disk.h"
#include "longform.h"
#include "runner/runner.h"
#include "store/rows.h"

using namespace kith;
using namespace kith::faults;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The power goes while people write, at any call that changes the disk: what was not synced is
/// lost, or torn, and nothing that was acknowledged is. Long form: KITH_CUTS=200.
class tst_PowerCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOverCuts();
    void aFirstStartMayBeCutAnywhere();
    void aRestoreMayBeCutAnywhere();

private:
    void losePower(TestServer &server, Disk &disk, QRandomGenerator &random);
    void startAgain(TestServer &server, Disk &disk, QRandomGenerator &random);
    void cutOnce(TestServer &server, Disk &disk, Crowd &crowd);

    Times m_restarts; ///< from the start to the first ack
    int m_cuts = 0;
    qint64 m_lostBytes = 0;
};

namespace {

/// Whether SQLite finds nothing wrong in the database.
QString integrityOf(const TestServer &server)
{
    const auto session = store::openSession(databaseOf(server), store::Access::ReadOnly);
    if (!session)
        return session.error().detail;
    QString verdict;
    const auto asked = (*session)->query(store::Sql("PRAGMA integrity_check"), {},
        [&](const store::SqlRow &row) { verdict += row.text(0); });
    return asked ? verdict : asked.error().detail;
}

/// The only message, or why there is none: what tells a database from another here.
QString messageIn(const TestServer &server)
{
    const auto session = store::openSession(databaseOf(server), store::Access::ReadOnly);
    if (!session)
        return session.error().detail;
    QString text;
    const auto asked = (*session)->query(store::Sql("SELECT content FROM messages"), {},
        [&](const store::SqlRow &row) { text += row.text(0); });
    return asked ? text : asked.error().detail;
}

/// Makes `text` all that was ever said.
void say(const TestServer &server, const QString &text)
{
    const auto session = store::openSession(databaseOf(server), store::Access::ReadWrite);
    QVERIFY(session.ok());
    MUST_OK((*session)->script("DELETE FROM messages"));
    MUST_OK(store::insertRow(
        **session, store::MessageRow{.id = MessageId(1), .chatId = ChatId(1), .content = text}));
}

QString keyOf(const TestServer &server) { return server.dataFolder() + u"/secret.key"_s; }

/// The server of a test has its secret in its configuration; a restore only carries this file.
void writeKey(const TestServer &server, const QByteArray &key)
{
    QFile file(keyOf(server));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(key), key.size());
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void tst_PowerCut::losePower(TestServer &server, Disk &disk, QRandomGenerator &random)
{
    server.kill();
    m_lostBytes += disk.cut(static_cast<Disk::Unsynced>(random.bounded(3)), random);
    disk.settle();
    ++m_cuts;
}

/// The power may go again while what it did before is being mended.
void tst_PowerCut::startAgain(TestServer &server, Disk &disk, QRandomGenerator &random)
{
    while (random.bounded(3) == 0) {
        disk.control().cutAt = 1 + random.bounded(40);
        if (server.start())
            break; // it needed fewer calls than that; the power stays on
        losePower(server, disk, random);
    }
    disk.control().cutAt = 0;
    if (!server.isRunning())
        QVERIFY2(server.start(), server.log().right(2'000).constData());
}

void tst_PowerCut::cutOnce(TestServer &server, Disk &disk, Crowd &crowd)
{
    Stage &stage = crowd.stage();
    // Soon or late: from one call to a few checkpoints.
    disk.control().cutAt =
        disk.control().calls + stage.random.bounded(2 << stage.random.bounded(12)) + 1;
    QTRY_VERIFY_WITH_TIMEOUT(!server.isRunning(), 30'000);
    losePower(server, disk, stage.random);
    QElapsedTimer since;
    since.start();
    bool isBack = false;
    stage.onAck = [&] { isBack = true; };
    startAgain(server, disk, stage.random);
    QTRY_VERIFY_WITH_TIMEOUT(isBack, int(patience().count()));
    stage.onAck = [] {};
    m_restarts.add(std::chrono::milliseconds(since.elapsed()));
}

void tst_PowerCut::nothingIsLostOverCuts()
{
    constexpr int kCutsOfARound = 25;
    const int cuts = longForm("KITH_CUTS", kCutsOfARound);
    TestServer server;
    Disk disk(server);
    QVERIFY2(server.start(), server.log().constData());
    Tally all;
    while (m_cuts < cuts) {
        const int end = std::min(cuts, m_cuts + kCutsOfARound);
        Crowd crowd(server, {}, seedOfRun(static_cast<quint32>(m_cuts)));
        MUST_OK(crowd.gather());
        // An orderly end puts everything in its place: what a cut may take is messages, so that a
        // loss is told by the judge and not by people who cannot sign in.
        QCOMPARE(server.stop(), 0);
        QVERIFY2(server.start(), server.log().right(2'000).constData());
        crowd.beginWriting();
        while (m_cuts < end) {
            cutOnce(server, disk, crowd);
            if (QTest::currentTestFailed())
                return;
        }
        crowd.removeOne();
        JUDGE(crowd, databaseOf(server));
        QCOMPARE(integrityOf(server), u"ok"_s);
        all += crowd.tally();
    }
    report("power cuts", m_cuts, all, "first ack after a cut", m_restarts);
    qInfo("%lld bytes that were not synced did not survive", m_lostBytes);
    QVERIFY(m_lostBytes > 0); // otherwise these were no cuts
    QCOMPARE(server.stop(), 0);
}

void tst_PowerCut::aFirstStartMayBeCutAnywhere()
{
    QRandomGenerator random(seedOfRun(1'000'000));
    const bool all = qEnvironmentVariableIntValue("KITH_CUTS") > 0;
    int starts = 0;
    for (int call = 1;; call += all ? 1 : 1 + random.bounded(60)) {
        TestServer server;
        Disk disk(server);
        disk.control().cutAt = call;
        if (server.start())
            break; // the whole start took fewer calls
        ++starts;
        losePower(server, disk, random);
        QVERIFY2(server.start(), server.log().right(2'000).constData());
        server.kill();
    }
    qInfo("%d first starts were cut, and the next one served", starts);
    QVERIFY(starts >= 3);
}

namespace {

/// A server that said one thing before its backup and another since, each with its own key.
class Restore
{
public:
    Restore()
    {
        QVERIFY(m_server.run({u"migrate"_s}) == 0);
        say(m_server, u"kept"_s);
        writeKey(m_server, "kept");
        QVERIFY(m_server.run({u"backup"_s, u"--to"_s, backup()}) == 0);
        say(m_server, u"newer"_s);
        writeKey(m_server, "newer");
        m_disk = std::make_unique<Disk>(m_server);
    }
    TestServer &server() { return m_server; }
    Disk &disk() { return *m_disk; }
    int run() { return m_server.run({u"restore"_s, u"--from"_s, backup()}); }

private:
    QString backup() const { return m_elsewhere.filePath(u"backup"_s); }

    TestServer m_server;
    QTemporaryDir m_elsewhere;
    std::unique_ptr<Disk> m_disk;
};

} // namespace

/// Whatever is there after a cut is whole: what was there before, or what the backup holds, each
/// with its own key.
void tst_PowerCut::aRestoreMayBeCutAnywhere()
{
    QRandomGenerator random(seedOfRun(2'000'000));
    const bool all = qEnvironmentVariableIntValue("KITH_CUTS") > 0;
    Restore whole;
    QCOMPARE(whole.run(), 0);
    QCOMPARE(messageIn(whole.server()), u"kept"_s);
    const auto last = static_cast<int>(whole.disk().control().calls);
    constexpr int kInPlace = 10; // so many calls put in place what was copied before
    std::map<QString, int> found;
    for (int call = 1; call <= last; call += all || call >= last - kInPlace
             ? 1
             : std::min(1 + random.bounded(40), last - kInPlace - call)) {
        Restore restore;
        restore.disk().control().cutAt = call;
        QCOMPARE(restore.run(), -1);
        restore.disk().cut(static_cast<Disk::Unsynced>(random.bounded(3)), random);
        restore.disk().settle();
        restore.disk().control().cutAt = 0;
        TestServer &server = restore.server();
        QByteArray output;
        QVERIFY2(server.run({u"migrate"_s}, &output) == 0, output.constData());
        QCOMPARE(integrityOf(server), u"ok"_s);
        const QString message = messageIn(server);
        QVERIFY2(message == "kept"_L1 || message == "newer"_L1, qPrintable(message));
        QCOMPARE(bytesOf(keyOf(server)), message.toUtf8());
        ++found[message];
    }
    qInfo("of %d calls, cuts at %d left what was there, at %d what the backup holds", last,
        found[u"newer"_s], found[u"kept"_s]);
    QVERIFY(found[u"newer"_s] > 0);
    QVERIFY(found[u"kept"_s] > 0);
}

KITH_TEST(tst_PowerCut)
#include "tst_powercut.moc"
