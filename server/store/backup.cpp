// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/backup.h"

#include "shared/type.h"

#include "shared/json.h"
#include "store/migrations.h"
#include "store/serverdump.h"
#include "store/sqlitefile.h"
#include "store/sqlitesession.h"
#include "store/store.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace kith {

const FieldList &fieldsOf(Of<kith::store::BackupManifest>)
{
    static const FieldList list = fieldList<kith::store::BackupManifest>("BackupManifest",
        {field("format", &kith::store::BackupManifest::format, required, range(1, 1)),
            field("engine", &kith::store::BackupManifest::engine, required),
            field("file", &kith::store::BackupManifest::file, required),
            field("bytes", &kith::store::BackupManifest::bytes, required),
            field("sha256", &kith::store::BackupManifest::sha256, required, length(64, 64)),
            field("schema", &kith::store::BackupManifest::schema, required),
            field("created_at", &kith::store::BackupManifest::createdAt, required)});
    return list;
}

} // namespace kith

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
const QString kManifest = u"manifest.json"_s;

Result<void> makeEmptyFolder(const QString &folder)
{
    const QDir dir(folder);
    if (dir.exists() && !dir.isEmpty())
        return invalidInput(
            u"folder"_s, u"The backup folder %1 is not empty; name a new one."_s.arg(folder));
    if (!dir.exists() && !QDir().mkpath(folder))
        return internalError(u"Cannot make the backup folder %1."_s.arg(folder));
    QFile::setPermissions(folder, kOwnerOnly | QFile::ExeOwner);
    return {};
}

/// Size and SHA-256, in one pass.
Result<void> measure(const QString &path, BackupManifest &manifest)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QFile::ReadOnly) || !hash.addData(&file))
        return internalError(u"Cannot read %1: %2"_s.arg(path, file.errorString()));
    manifest.bytes = file.size();
    manifest.sha256 = QString::fromLatin1(hash.result().toHex());
    return {};
}

Result<void> checkIntegrity(const QString &file)
{
    TRY_ASSIGN(const auto session, openSqlite(file, Access::ReadOnly));
    QString verdict;
    const auto read = session->query(Sql("PRAGMA integrity_check"), {},
        [&](const SqlRow &row) { verdict += row.text(0) + u' '; });
    if (!read.ok() || verdict != "ok "_L1)
        return internalError(u"The database is damaged: %1. Restore an earlier backup."_s.arg(
            read.ok() ? verdict.left(500) : session->lastMessage()));
    return {};
}

Result<void> copySqlite(const DatabaseConfig &from, const QString &file)
{
    TRY_ASSIGN(const auto session, openSession(from, Access::ReadWrite));
    if (!session->exec(Sql("VACUUM INTO :file"), {{":file", file}}))
        return internalError(
            u"Cannot copy the database to %1: %2"_s.arg(file, session->lastMessage()));
    QFile::setPermissions(file, kOwnerOnly);
    return checkIntegrity(file);
}

Result<int> schemaOf(const DatabaseConfig &config)
{
    TRY_ASSIGN(const auto session, openSession(config, Access::ReadOnly));
    return schemaVersion(*session);
}

Result<void> writeManifest(const QString &folder, const BackupManifest &manifest)
{
    QSaveFile file(folder + u'/' + kManifest);
    if (!file.open(QFile::WriteOnly) || !file.setPermissions(kOwnerOnly)
        || file.write(toJson(manifest) + '\n') < 0 || !file.commit())
        return internalError(u"Cannot write %1: %2"_s.arg(file.fileName(), file.errorString()));
    return syncToDisk(folder);
}

Result<void> copyFile(const QString &from, const QString &to)
{
    TRY(prepareDatabaseFile(to));
    QFile in(from);
    QFile out(to);
    if (!in.open(QFile::ReadOnly) || !out.open(QFile::WriteOnly))
        return internalError(u"Cannot copy %1 to %2."_s.arg(from, to));
    constexpr qint64 piece = 1024 * 1024;
    while (!in.atEnd()) {
        const QByteArray bytes = in.read(piece);
        if (bytes.isEmpty() || out.write(bytes) != bytes.size())
            return internalError(u"Cannot write %1: %2"_s.arg(to, out.errorString()));
    }
    if (!out.flush())
        return internalError(u"Cannot write %1: %2"_s.arg(to, out.errorString()));
    return {};
}

/// As restoreBackup() promises it.
Result<void> setApart(const DatabaseConfig &config, Timestamp now)
{
    TRY_ASSIGN(const auto session, openSession(config, Access::ReadWrite));
    TRY_ASSIGN(const auto migrations, readMigrations());
    TRY(migrate(*session, migrations, {.now = now}));
    constexpr Sql kSteps[] = {Sql("UPDATE chats SET last_seq = last_seq + :hole"),
        Sql("UPDATE users SET stream_seq = stream_seq + :hole"),
        Sql("UPDATE stream_heads SET last_seq = last_seq + :hole"),
        Sql("UPDATE id_blocks SET next_id = next_id + :hole")};
    TRY(session->begin(Access::ReadWrite));
    for (const Sql &step : kSteps)
        TRY(session->exec(step, {{":hole", kRestoreHole}}));
    return session->commit();
}

/// The name appears with the whole content or not at all.
Result<void> restoreSqlite(const QString &source, const QString &target, Timestamp now)
{
    if (QFileInfo::exists(target) || QFileInfo::exists(target + u"-wal"_s))
        return conflict(
            u"%1 is there already. A backup is restored into an empty data folder: move the old "
            "files away first."_s.arg(target));
    const QString partial = target + u".partial"_s;
    const auto forget = [&partial] {
        for (const char *part : {"", "-wal", "-shm"})
            QFile::remove(partial + QLatin1StringView(part));
    };
    const auto prepare = [&]() -> Result<void> {
        TRY(copyFile(source, partial));
        TRY(checkIntegrity(partial));
        TRY(setApart({.sqliteFile = partial}, now)); // writes last, and leaves no log behind
        return syncToDisk(partial);
    };
    forget();
    if (Result<void> prepared = prepare(); !prepared) {
        forget();
        return prepared;
    }
    if (!QFile::rename(partial, target))
        return internalError(u"Cannot rename %1 to %2."_s.arg(partial, target));
    return syncToDisk(QFileInfo(target).absolutePath());
}

} // namespace

Result<BackupManifest> backUp(const DatabaseConfig &from, const QString &folder, Timestamp now)
{
    TRY(makeEmptyFolder(folder));
    BackupManifest manifest{
        .engine = from.isSqlite() ? u"sqlite"_s : u"mariadb"_s,
        .file = from.isSqlite() ? u"kith.db"_s : u"kith.sql"_s,
        .createdAt = now,
    };
    if (from.isSqlite() && !QFileInfo::exists(from.sqliteFile))
        return notFound(u"There is no database %1."_s.arg(from.sqliteFile));
    const QString file = folder + u'/' + manifest.file;
    TRY_ASSIGN(manifest.schema, schemaOf(from));
    TRY(from.isSqlite() ? copySqlite(from, file) : dumpServer(from.server, file));
    TRY(syncToDisk(file));
    TRY(measure(file, manifest));
    TRY(writeManifest(folder, manifest));
    return manifest;
}

Result<BackupManifest> verifyBackup(const QString &folder)
{
    QFile file(folder + u'/' + kManifest);
    if (!file.open(QFile::ReadOnly))
        return notFound(u"%1 is not a backup: it has no %2."_s.arg(folder, kManifest));
    TRY_ASSIGN(BackupManifest manifest, fromJson<BackupManifest>(file.read(64 * 1024)));
    if (manifest.file.contains(u'/'))
        return invalidInput(u"file"_s, u"The manifest names a file outside the backup."_s);
    BackupManifest found = manifest;
    TRY(measure(folder + u'/' + manifest.file, found));
    if (found != manifest)
        return internalError(
            u"The backup %1 is damaged: %2 has %3 bytes and SHA-256 %4, its manifest says %5 and %6."_s
                .arg(folder, manifest.file)
                .arg(found.bytes)
                .arg(found.sha256)
                .arg(manifest.bytes)
                .arg(manifest.sha256));
    return manifest;
}

Result<BackupManifest> restoreBackup(const QString &folder, const DatabaseConfig &to, Timestamp now)
{
    TRY_ASSIGN(const BackupManifest manifest, verifyBackup(folder));
    if ((manifest.engine == "sqlite"_L1) != to.isSqlite())
        return invalidInput(u"database"_s,
            u"The backup is of %1 and cannot be restored into %2."_s.arg(
                manifest.engine, redacted(to)));
    const QString file = folder + u'/' + manifest.file;
    if (to.isSqlite()) {
        TRY(restoreSqlite(file, to.sqliteFile, now));
        return manifest;
    }
    TRY(restoreServer(file, to.server));
    TRY(setApart(to, now));
    return manifest;
}

} // namespace kith::store
