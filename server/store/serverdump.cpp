// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/serverdump.h"

#include "store/store.h"
#include "store/table.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

Result<QString> findProgram(const QString &name, const QString &olderName)
{
    for (const QString &candidate : {name, olderName}) {
        if (const QString path = QStandardPaths::findExecutable(candidate); !path.isEmpty())
            return path;
    }
    return internalError(
        u"The program %1 is not installed. It comes with the package mariadb-client."_s.arg(name));
}

QByteArray quoted(const QString &value)
{
    QByteArray text = value.toUtf8();
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return '"' + text + '"';
}

/// The client's options in a file that only we can read: a password among the arguments would be
/// seen by everybody on the machine.
Result<void> writeOptions(const ServerConfig &server, QTemporaryFile &file)
{
    QByteArray text = "[client]\nuser=" + quoted(server.user)
        + "\npassword=" + quoted(QString::fromUtf8(server.password.reveal())) + '\n';
    if (!server.socket.isEmpty())
        text += "socket=" + quoted(server.socket) + '\n';
    else
        text += "protocol=tcp\nhost=" + quoted(server.host)
            + "\nport=" + QByteArray::number(server.port) + '\n';
    if (!server.sslCa.isEmpty())
        text += "ssl-ca=" + quoted(server.sslCa) + "\nssl-verify-server-cert\n";
    text += "default-character-set=utf8mb4\n";
    if (!file.open() || file.write(text) != text.size() || !file.flush())
        return internalError(u"Cannot write a temporary file: %1"_s.arg(file.errorString()));
    return {};
}

Result<void> run(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0)
        return internalError(u"%1 failed: %2"_s.arg(
            program, QString::fromUtf8(process.readAllStandardError().left(1000)).trimmed()));
    return {};
}

/// mariadb-dump ends a whole dump with this line; a full disk ends it earlier.
bool isComplete(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return false;
    file.seek(std::max<qint64>(0, file.size() - 200));
    return file.readAll().contains("-- Dump completed");
}

} // namespace

Result<void> dumpServer(const ServerConfig &server, const QString &file)
{
    TRY_ASSIGN(const QString program, findProgram(u"mariadb-dump"_s, u"mysqldump"_s));
    QTemporaryFile options;
    TRY(writeOptions(server, options));
    // Made first, so that it is ours alone from its first byte.
    QFile target(file);
    if (!target.open(QFile::WriteOnly | QFile::NewOnly)
        || !target.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return internalError(u"Cannot write %1: %2"_s.arg(file, target.errorString()));
    target.close();
    QProcess process;
    TRY(run(process, program,
        {u"--defaults-extra-file="_s + options.fileName(), u"--single-transaction"_s, u"--quick"_s,
            u"--skip-lock-tables"_s, u"--hex-blob"_s, u"--no-tablespaces"_s,
            u"--result-file="_s + file, server.database}));
    if (!isComplete(file))
        return internalError(u"%1 wrote only part of %2: is the disk full?"_s.arg(program, file));
    return {};
}

Result<void> restoreServer(const QString &file, const ServerConfig &server)
{
    TRY_ASSIGN(const QString program, findProgram(u"mariadb"_s, u"mysql"_s));
    {
        TRY_ASSIGN(const auto session, openSession({.server = server}, Access::ReadOnly));
        constexpr Sql tables("SELECT COUNT(*) FROM information_schema.tables "
                             "WHERE table_schema = DATABASE()");
        TRY_ASSIGN(const auto count, integerOf(*session, tables, {}));
        if (count != 0)
            return conflict(
                u"The database %1 has tables already. A backup is restored into an empty database: "
                "make a new one first."_s.arg(server.database));
    }
    QTemporaryFile options;
    TRY(writeOptions(server, options));
    QProcess process;
    process.setStandardInputFile(file);
    return run(process, program,
        {u"--defaults-extra-file="_s + options.fileName(), u"--binary-mode"_s, server.database});
}

} // namespace kith::store
