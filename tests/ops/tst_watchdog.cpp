// SPDX-License-Identifier: GPL-3.0-or-later
// systemd's watchdog is fed while every loop of a real kithd turns, and no longer.
#include "runner/runner.h"
#include "support/testserver.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <chrono>
#include <cstring>

#include <poll.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kith;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What systemd would kill the server after; the unit has 30 s.
constexpr std::chrono::milliseconds kLimit = 800ms;

/// The receiving end of sd_notify.
class Supervisor
{
public:
    explicit Supervisor(support::TestServer &server)
        : m_fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        const QString socket = m_folder.filePath(u"notify"_s);
        const QByteArray path = QFile::encodeName(socket);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
        if (::bind(m_fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            qFatal("cannot bind %s", path.constData());
        server.setVariable(u"NOTIFY_SOCKET"_s, socket);
        server.setVariable(
            u"WATCHDOG_USEC"_s, QString::number(std::chrono::microseconds(kLimit).count()));
    }
    ~Supervisor() { ::close(m_fd); }
    Supervisor(const Supervisor &) = delete;
    Supervisor &operator=(const Supervisor &) = delete;
    /// Waits at most so long for this word. False: it did not come.
    bool hears(QByteArrayView word, std::chrono::milliseconds within)
    {
        QDeadlineTimer deadline(within);
        pollfd waiting{.fd = m_fd, .events = POLLIN, .revents = 0};
        while (::poll(&waiting, 1, static_cast<int>(deadline.remainingTime())) == 1) {
            char text[256] = {};
            const ssize_t size = ::recv(m_fd, text, sizeof text, 0);
            if (QByteArrayView(text, std::max<qsizetype>(size, 0)) == word)
                return true;
        }
        return false;
    }

private:
    QTemporaryDir m_folder;
    int m_fd;
};

/// One thread of another process, halted as by a debugger while this lives.
class Halted
{
public:
    Halted(pid_t process, const QByteArray &name) : m_thread(find(process, name))
    {
        m_ok = m_thread > 0 && ::ptrace(PTRACE_SEIZE, m_thread, nullptr, nullptr) == 0
            && ::ptrace(PTRACE_INTERRUPT, m_thread, nullptr, nullptr) == 0
            && ::waitpid(m_thread, nullptr, __WALL) == m_thread;
    }
    ~Halted()
    {
        if (m_ok)
            ::ptrace(PTRACE_DETACH, m_thread, nullptr, nullptr);
    }
    Halted(const Halted &) = delete;
    Halted &operator=(const Halted &) = delete;
    bool ok() const { return m_ok; }
    bool wasFound() const { return m_thread > 0; }

private:
    /// No name: the main thread, whose name others inherit.
    static pid_t find(pid_t process, const QByteArray &name)
    {
        if (name.isEmpty())
            return process;
        const QDir tasks(u"/proc/%1/task"_s.arg(process));
        for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile file(tasks.filePath(task + u"/comm"_s));
            if (file.open(QIODevice::ReadOnly) && file.readAll().trimmed() == name)
                return task.toInt();
        }
        return -1;
    }

    pid_t m_thread;
    bool m_ok = false;
};

} // namespace

class tst_Watchdog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHungLoopIsNotFed_data();
    void aHungLoopIsNotFed();
};

void tst_Watchdog::aHungLoopIsNotFed_data()
{
    QTest::addColumn<QByteArray>("thread");
    QTest::newRow("main") << ""_ba;
    QTest::newRow("first reactor") << "reactor-0"_ba;
    QTest::newRow("second reactor") << "reactor-1"_ba;
}

void tst_Watchdog::aHungLoopIsNotFed()
{
    QFETCH(QByteArray, thread);
    support::TestServer server;
    server.set(u"server.reactors"_s, u"2"_s);
    Supervisor supervisor(server);
    QVERIFY2(server.start(), server.log().constData());
    QVERIFY(supervisor.hears("READY=1", 10s));
    for (int i = 0; i < 3; ++i)
        QVERIFY2(supervisor.hears("WATCHDOG=1", 10s), "a server whose loops turn is fed");
    {
        const Halted halted(static_cast<pid_t>(server.processId()), thread);
        QVERIFY(halted.wasFound());
        if (!halted.ok())
            QSKIP("this machine lets no process halt another's threads");
        QDeadlineTimer patience(20s);
        bool fed = true;
        while (fed && !patience.hasExpired())
            fed = supervisor.hears("WATCHDOG=1", kLimit * 2);
        QVERIFY2(!fed, "systemd would never have noticed");
    }
    QVERIFY2(supervisor.hears("WATCHDOG=1", 10s), "fed again when the loop turns again");
    QCOMPARE(server.stop(), 0);
    QVERIFY(supervisor.hears("STOPPING=1\nSTATUS=Shutting down", 1s));
}

KITH_TEST(tst_Watchdog)
#include "tst_watchdog.moc"
