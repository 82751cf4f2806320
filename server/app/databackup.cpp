// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/databackup.h"

#include "config/database.h"
#include "store/sqlitefile.h"
#include "store/store.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

QString keyIn(const QString &folder) { return folder + u"/secret.key"_s; }

Result<void> copyKey(const QString &fromFolder, const QString &toFolder)
{
    if (!QFileInfo::exists(keyIn(fromFolder)))
        return {}; // the secret is configured, and backed up with the configuration
    QFile key(keyIn(fromFolder));
    if (!key.copy(keyIn(toFolder)))
        return unavailable(
            u"%1 cannot be copied to %2: %3"_s.arg(key.fileName(), toFolder, key.errorString()));
    QFile::setPermissions(keyIn(toFolder), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return store::syncToDisk(keyIn(toFolder));
}

Result<void> moveAside(const QString &file, const QString &suffix)
{
    if (QFileInfo::exists(file) && !QFile::rename(file, file + suffix))
        return unavailable(u"%1 cannot be moved aside"_s.arg(file));
    return {};
}

Result<void> moveDatabaseAside(const QString &file, const QString &suffix)
{
    // Closing the last session plays the log into the database, so that what is moved is whole. A
    // damaged one cannot be opened, and is moved as it is.
    if (QFileInfo::exists(file))
        static_cast<void>(store::openSession({.sqliteFile = file}, store::Access::ReadWrite));
    for (const QString &part : {file, file + u"-wal"_s, file + u"-shm"_s})
        TRY(moveAside(part, suffix));
    return {};
}

/// Beside the database, for whoever wonders whether backups are made. Only a note: a backup that
/// was made is none the worse without it.
QString noteIn(const QString &folder) { return folder + u"/last-backup"_s; }

void noteBackup(const QString &folder, Timestamp now)
{
    QSaveFile note(noteIn(folder));
    if (note.open(QIODevice::WriteOnly)) {
        note.write(toRfc3339(now) + '\n');
        note.commit();
    }
}

} // namespace

std::optional<Timestamp> lastBackup(const QString &dataFolder)
{
    constexpr qint64 kLongest = 64;
    QFile note(noteIn(dataFolder));
    return note.open(QIODevice::ReadOnly) ? fromRfc3339(note.read(kLongest).trimmed())
                                          : std::nullopt;
}

Result<store::BackupManifest> backUp(
    const config::Config &config, const QString &folder, Timestamp now)
{
    TRY_ASSIGN(const store::DatabaseConfig database, config::databaseOf(config));
    TRY_ASSIGN(store::BackupManifest manifest, store::backUp(database, folder, now));
    TRY(copyKey(config.server.data, folder));
    noteBackup(config.server.data, now);
    return manifest;
}

Result<store::BackupManifest> restore(
    const config::Config &config, const QString &folder, Timestamp now)
{
    TRY(store::verifyBackup(folder));
    TRY_ASSIGN(const store::DatabaseConfig database, config::databaseOf(config));
    const QString suffix = u".replaced-"_s + QString::fromLatin1(toRfc3339(now));
    if (database.isSqlite())
        TRY(moveDatabaseAside(database.sqliteFile, suffix));
    TRY_ASSIGN(store::BackupManifest manifest, store::restoreBackup(folder, database));
    if (QFileInfo::exists(keyIn(folder)))
        TRY(moveAside(keyIn(config.server.data), suffix));
    TRY(copyKey(folder, config.server.data));
    return manifest;
}

QString describe(const store::BackupManifest &manifest)
{
    return u"%1 bytes of %2, schema %3, made %4"_s.arg(manifest.bytes)
        .arg(manifest.engine)
        .arg(manifest.schema)
        .arg(QString::fromLatin1(toRfc3339(manifest.createdAt)));
}

} // namespace kith
