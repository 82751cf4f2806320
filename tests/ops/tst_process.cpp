// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/datalock.h"
#include "ops/health.h"
#include "ops/process.h"
#include "ops/systemd.h"
#include "runner/runner.h"
#include "support/fakeclock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace kith;
using namespace kith::ops;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The receiving end of sd_notify.
class NotifySocket
{
public:
    explicit NotifySocket(const QByteArray &path) : m_fd(::socket(AF_UNIX, SOCK_DGRAM, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
        if (path[0] == '@')
            address.sun_path[0] = '\0';
        const auto size = offsetof(sockaddr_un, sun_path) + static_cast<size_t>(path.size());
        if (::bind(m_fd, reinterpret_cast<sockaddr *>(&address), static_cast<socklen_t>(size)) != 0)
            qFatal("cannot bind %s", path.constData());
        qputenv("NOTIFY_SOCKET", path);
    }
    ~NotifySocket()
    {
        ::close(m_fd);
        qunsetenv("NOTIFY_SOCKET");
    }
    QByteArray next()
    {
        char text[256] = {};
        const ssize_t size = ::recv(m_fd, text, sizeof text, MSG_DONTWAIT);
        return QByteArray(text, std::max<qsizetype>(size, 0));
    }

private:
    int m_fd;
};

} // namespace

class tst_Process : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void systemdIsNotified_data();
    void systemdIsNotified();
    void withoutSystemdNothingHappens();
    void watchdogInterval_data();
    void watchdogInterval();
    void passedSocketsAreTakenOnce();
    void socketsOfAnotherProcessAreLeft();
    void healthIsTheWorstOfItsChecks();
    void aLoopThatStandsStillIsNotLive();
    void theDataFolderHasOneHolder();
    void theDataFolderIsPrivate();
    void anUnwritableFolderIsNamed();
    void signalsArriveInTheEventLoop();
    void theFileLimitIsRaised();
};

void tst_Process::systemdIsNotified_data()
{
    QTest::addColumn<bool>("abstract");
    QTest::newRow("path") << false;
    QTest::newRow("abstract") << true;
}

void tst_Process::systemdIsNotified()
{
    QFETCH(bool, abstract);
    const QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.path() + u"/notify"_s);
    NotifySocket socket(abstract ? "@kith-test-" + QByteArray::number(getpid()) : path);
    QVERIFY(notifyReady());
    QCOMPARE(socket.next(), "READY=1"_ba);
    QVERIFY(notifyStatus(u"12 online\nREADY=0"_s));
    QCOMPARE(socket.next(), "STATUS=12 online READY=0"_ba);
    QVERIFY(notifyWatchdog());
    QCOMPARE(socket.next(), "WATCHDOG=1"_ba);
    QVERIFY(notifyReloading());
    QVERIFY(socket.next().startsWith("RELOADING=1\nMONOTONIC_USEC="));
    QVERIFY(notifyStopping());
    QVERIFY(socket.next().startsWith("STOPPING=1\n"));
}

void tst_Process::withoutSystemdNothingHappens()
{
    QVERIFY(!notifyReady());
    qputenv("NOTIFY_SOCKET", "relative");
    QVERIFY(!notifyReady());
    qputenv("NOTIFY_SOCKET", "/" + QByteArray(200, 'x'));
    QVERIFY(!notifyReady());
    qunsetenv("NOTIFY_SOCKET");
}

void tst_Process::watchdogInterval_data()
{
    QTest::addColumn<QByteArray>("micros");
    QTest::addColumn<QByteArray>("pid");
    QTest::addColumn<int>("millis");
    const QByteArray own = QByteArray::number(getpid());
    QTest::newRow("half of the limit") << "30000000"_ba << own << 15'000;
    QTest::newRow("no pid named") << "30000000"_ba
                                  << ""_ba << 15'000;
    QTest::newRow("another process") << "30000000"_ba
                                     << "1"_ba << -1;
    QTest::newRow("none") << ""_ba << own << -1;
    QTest::newRow("junk") << "soon"_ba << own << -1;
    QTest::newRow("zero") << "0"_ba << own << -1;
}

void tst_Process::watchdogInterval()
{
    QFETCH(QByteArray, micros);
    QFETCH(QByteArray, pid);
    QFETCH(int, millis);
    qputenv("WATCHDOG_USEC", micros);
    qputenv("WATCHDOG_PID", pid);
    QCOMPARE(ops::watchdogInterval().value_or(-1ms), std::chrono::milliseconds(millis));
    qunsetenv("WATCHDOG_USEC");
    qunsetenv("WATCHDOG_PID");
}

void tst_Process::passedSocketsAreTakenOnce()
{
    // systemd passes from descriptor 3 on; the test's own descriptor there is moved away meanwhile.
    const int saved = ::fcntl(3, F_DUPFD, 20);
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    QVERIFY(::dup2(listener, 3) == 3);
    qputenv("LISTEN_FDS", "1");
    qputenv("LISTEN_PID", QByteArray::number(getpid()));
    qputenv("LISTEN_FDNAMES", "http");
    const std::vector<PassedSocket> taken = takePassedSockets();
    const int flags = ::fcntl(3, F_GETFD);
    ::close(3);
    if (listener != 3)
        ::close(listener);
    if (saved >= 0) {
        ::dup2(saved, 3);
        ::close(saved);
    }
    QCOMPARE(taken.size(), size_t(1));
    QCOMPARE(taken[0].fd, 3);
    QCOMPARE(taken[0].name, u"http"_s);
    QCOMPARE(flags & FD_CLOEXEC, FD_CLOEXEC);
    QVERIFY(takePassedSockets().empty());
}

void tst_Process::socketsOfAnotherProcessAreLeft()
{
    qputenv("LISTEN_FDS", "1");
    qputenv("LISTEN_PID", "1");
    QVERIFY(takePassedSockets().empty());
}

void tst_Process::healthIsTheWorstOfItsChecks()
{
    const test::FakeClock clock;
    Health health(clock);
    QVERIFY(health.ready().ok());
    health.expect(u"database"_s);
    QVERIFY(!health.ready().ok());
    QCOMPARE(health.ready().checks.at(0).reason, u"not started yet"_s);
    QVERIFY2(health.live().ok(), "a database that is away is no reason to restart");
    health.report(u"database"_s, HealthState::Ok);
    health.report(u"disk"_s, HealthState::Degraded, u"64 MiB left"_s);
    QVERIFY(health.ready().ok());
    QCOMPARE(health.ready().state, HealthState::Degraded);
    health.report(u"database"_s, HealthState::Failed, u"gone"_s);
    QVERIFY(!health.ready().ok());
}

void tst_Process::aLoopThatStandsStillIsNotLive()
{
    test::FakeClock clock;
    Health health(clock);
    health.expectBeat(u"reactor 1"_s, 5s);
    clock.advance(5s);
    QVERIFY(health.live().ok());
    clock.advance(1ms);
    QVERIFY(!health.live().ok());
    QCOMPARE(health.live().checks.at(0).reason, u"has not turned for 5001 ms"_s);
    QVERIFY(!health.ready().ok());
    health.beat(u"reactor 1"_s);
    QVERIFY(health.live().ok());
}

void tst_Process::theDataFolderHasOneHolder()
{
    const QTemporaryDir dir;
    const QString folder = dir.path() + u"/a/b"_s;
    {
        const auto first = DataLock::take(folder);
        QVERIFY2(first.ok(), first.ok() ? "" : qPrintable(first.error().detail));
        const auto second = DataLock::take(folder);
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QVERIFY(
            second.error().detail.startsWith(u"process %1 holds the data folder"_s.arg(getpid())));
    }
    QVERIFY(DataLock::take(folder).ok());
}

void tst_Process::theDataFolderIsPrivate()
{
    const QTemporaryDir dir;
    const QString folder = dir.path() + u"/new"_s;
    QVERIFY(DataLock::take(folder).ok());
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(folder).constData(), &info), 0);
    QCOMPARE(info.st_mode & 0777u, 0700u);
    QCOMPARE(::chmod(QFile::encodeName(folder).constData(), 0755), 0);
    const auto open = DataLock::take(folder);
    QVERIFY(!open.ok());
    QVERIFY(open.error().detail.contains(u"chmod o= "_s));
}

void tst_Process::anUnwritableFolderIsNamed()
{
    const auto none = DataLock::take(u"/proc/kith"_s);
    QVERIFY(!none.ok());
    QVERIFY(none.error().detail.contains(u"/proc/kith"_s));
}

void tst_Process::signalsArriveInTheEventLoop()
{
    ProcessSignals signals_;
    QSignalSpy stop(&signals_, &ProcessSignals::stopRequested);
    QSignalSpy reload(&signals_, &ProcessSignals::reloadRequested);
    ::kill(getpid(), SIGHUP);
    QTRY_COMPARE(reload.size(), 1);
    ::kill(getpid(), SIGTERM);
    QTRY_COMPARE(stop.size(), 1);
    QCOMPARE(stop[0][0].toInt(), SIGTERM);
    QCOMPARE(stop[0][1].toBool(), false);
    ::kill(getpid(), SIGINT);
    QTRY_COMPARE(stop.size(), 2);
    QCOMPARE(stop[1][1].toBool(), true);
}

void tst_Process::theFileLimitIsRaised() { QVERIFY(raiseFileLimit() >= 1024); }

static int runProcessTest(int argc, char **argv)
{
    // As in kithd's main: before any thread starts, Qt Test's watchdog thread included, or it would
    // take the signals.
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return kith::test::runTest<QCoreApplication, tst_Process>(argc, argv);
}

KITH_TEST_MAIN(runProcessTest)
#include "tst_process.moc"
