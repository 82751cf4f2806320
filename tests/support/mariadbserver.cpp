// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/mariadbserver.h"

#include "store/store.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QLockFile>
#include <QStandardPaths>
#include <QThread>

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace kith::test {

using namespace Qt::StringLiterals;

namespace {

QString program(const QString &name)
{
    return QStandardPaths::findExecutable(name).isEmpty()
        ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s})
        : QStandardPaths::findExecutable(name);
}

bool run(const QString &name, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(name, arguments);
    return process.waitForFinished(60'000) && process.exitCode() == 0;
}

} // namespace

MariaDbServer &MariaDbServer::shared()
{
    static MariaDbServer server;
    return server;
}

MariaDbServer::~MariaDbServer() { kill(); }

/// Copies a template of the data folder, made by whichever test program comes first; those of the
/// dialects (tests/dialects/server.mjs) use the same.
bool MariaDbServer::prepareData()
{
    if (m_isPrepared)
        return true;
    const QString server = program(u"mariadbd"_s);
    const QString installer = program(u"mariadb-install-db"_s);
    if (server.isEmpty() || installer.isEmpty()) {
        m_whyNot = u"mariadbd and mariadb-install-db are not installed"_s;
        return false;
    }
    const QString made = u"%1/kith-mariadb-%2-%3"_s.arg(QDir::tempPath())
                             .arg(::getuid())
                             .arg(QFileInfo(server).lastModified().toSecsSinceEpoch());
    QLockFile lock(made + u".lock"_s);
    lock.setStaleLockTime(90'000);
    lock.lock();
    if (!QDir(made).exists()) {
        const QString unfinished = made + u".new"_s;
        QDir(unfinished).removeRecursively();
        // It begins with deleting the temporary tables of whoever shares its TMPDIR.
        if (!run(u"env"_s,
                {u"TMPDIR="_s + m_folder.path(), installer, u"--no-defaults"_s,
                    u"--datadir="_s + unfinished, u"--skip-test-db"_s,
                    u"--auth-root-authentication-method=normal"_s, u"--innodb-log-file-size=8M"_s})
            || (!QDir().rename(unfinished, made) && !QDir(made).exists())) {
            m_whyNot = u"mariadb-install-db failed"_s;
            return false;
        }
    }
    m_isPrepared = run(u"cp"_s, {u"-r"_s, u"--reflink=auto"_s, made, m_folder.filePath(u"data"_s)});
    if (!m_isPrepared)
        m_whyNot = u"the data files could not be copied"_s;
    return m_isPrepared;
}

bool MariaDbServer::start()
{
    if (m_process.state() == QProcess::Running)
        return true;
    if (!store::hasMariaDbDriver()) {
        m_whyNot = u"built without the MariaDB driver"_s;
        return false;
    }
    if (!prepareData())
        return false;
    QStringList arguments{u"--no-defaults"_s, u"--datadir="_s + m_folder.filePath(u"data"_s),
        // A mariadbd that starts deletes the temporary tables of all that share this folder.
        u"--tmpdir="_s + m_folder.path(), u"--socket="_s + socketFile(),
        u"--pid-file="_s + m_folder.filePath(u"pid"_s), u"--skip-networking"_s, u"--skip-log-bin"_s,
        u"--performance-schema=OFF"_s, u"--innodb-flush-log-at-trx-commit=2"_s,
        u"--innodb-buffer-pool-size=32M"_s, u"--innodb-log-file-size=8M"_s,
        u"--log-error="_s + m_folder.filePath(u"log"_s)};
    arguments << m_options;
    if (::getuid() == 0)
        arguments << u"--user=root"_s;
    QFile::remove(socketFile());
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program(u"mariadbd"_s), arguments);
    QDeadlineTimer deadline(30'000);
    while (!deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        QLocalSocket probe;
        probe.connectToServer(socketFile());
        if (probe.waitForConnected(100))
            return true;
        m_process.waitForFinished(20);
    }
    m_whyNot = u"mariadbd did not start: see "_s + m_folder.filePath(u"log"_s);
    m_folder.setAutoRemove(false);
    return false;
}

void MariaDbServer::stop()
{
    m_process.terminate();
    m_process.waitForFinished();
}

void MariaDbServer::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

void MariaDbServer::pause(bool on)
{
    ::kill(static_cast<pid_t>(m_process.processId()), on ? SIGSTOP : SIGCONT);
}

store::DatabaseConfig MariaDbServer::configOf(const QString &database) const
{
    return {.server = {.host = u"localhost"_s,
                .socket = socketFile(),
                .user = u"root"_s,
                .database = database}};
}

store::DatabaseConfig MariaDbServer::newDatabase()
{
    const QString name = u"kith_%1"_s.arg(++m_databases);
    const auto session = store::openSession(configOf(u"mysql"_s), store::Access::ReadWrite);
    if (!session.ok() || !(*session)->script("CREATE DATABASE " + name.toLatin1()).ok())
        qFatal("cannot make a database");
    return configOf(name);
}

} // namespace kith::test
