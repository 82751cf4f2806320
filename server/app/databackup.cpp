// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/databackup.h"

#include "config/database.h"
#include "config/keys.h"
#include "store/sqlitefile.h"
#include "store/store.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

/// Nothing, where there is none: the secret is configured, and backed up with the configuration.
Result<void> copyKey(const QString &from, const QString &to)
{
    QFile key(from);
    if (!key.exists())
        return {};
    if (!key.copy(to))
        return unavailable(u"%1 cannot be copied to %2: %3"_s.arg(from, to, key.errorString()));
    QFile::setPermissions(to, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return store::syncToDisk(to);
}

Error cannot(const char *what, const QString &file)
{
    return unavailable(
        u"Cannot %1 %2: %3"_s.arg(QLatin1StringView(what), file, qt_error_string(errno)));
}

bool isSameFile(const QString &a, const QString &b)
{
    struct stat one = {};
    struct stat other = {};
    return ::stat(QFile::encodeName(a).constData(), &one) == 0
        && ::stat(QFile::encodeName(b).constData(), &other) == 0 && one.st_dev == other.st_dev
        && one.st_ino == other.st_ino;
}

/// Renames so that a file has one of its names on disk at any moment, whatever the file system does
/// with what was not synced.
Result<void> rename(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    const QString folder = QFileInfo(to).absolutePath();
    if (QFileInfo::exists(to) && !isSameFile(from, to) && ::unlink(target.constData()) != 0)
        return cannot("replace", to);
    if (::link(source.constData(), target.constData()) != 0 && errno != EEXIST)
        return cannot("make", to);
    TRY(store::syncToDisk(folder));
    if (::unlink(source.constData()) != 0)
        return cannot("remove", from);
    return store::syncToDisk(folder);
}

/// Behind the name of a file that is to take the place of the one without it.
const QString kPrepared = u".restored"_s;

/// Says that all prepared files are whole, and what the replaced ones are to be called. From its
/// being there on a restore goes forward only.
QString plan(const QString &dataFolder) { return dataFolder + u"/restore.unfinished"_s; }

Result<void> writePlan(const QString &dataFolder, const QString &suffix)
{
    QSaveFile file(plan(dataFolder));
    if (!file.open(QIODevice::WriteOnly) || file.write(suffix.toUtf8()) < 0 || !file.commit())
        return unavailable(u"%1 cannot be written: %2"_s.arg(file.fileName(), file.errorString()));
    return store::syncToDisk(dataFolder);
}

/// Files that a restore replaces.
Result<QStringList> replacedBy(const config::Config &config)
{
    TRY_ASSIGN(const store::DatabaseConfig database, config::databaseOf(config));
    QStringList files{config::keyFileIn(config.server.data)};
    if (database.isSqlite())
        files.prepend(database.sqliteFile);
    return files;
}

/// Removes what an attempt without a plan has left.
void forgetPrepared(const QStringList &files)
{
    for (const QString &file : files) {
        for (const char *part : {"", ".partial", ".partial-wal", ".partial-shm"})
            QFile::remove(file + kPrepared + QLatin1StringView(part));
    }
}

/// Each step may be the last before the power goes, and is found done or not the next time.
Result<void> putInPlace(const QString &file, const QString &suffix)
{
    const QString prepared = file + kPrepared;
    if (!QFileInfo::exists(prepared))
        return {};
    // The same file: the power went between its second name and the removal of the first.
    for (const QString &part : {file, file + u"-wal"_s, file + u"-shm"_s}) {
        if (QFileInfo::exists(part) && !isSameFile(part, prepared))
            TRY(rename(part, part + suffix));
    }
    return rename(prepared, file);
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
    TRY(copyKey(config::keyFileIn(config.server.data), config::keyFileIn(folder)));
    noteBackup(config.server.data, now);
    return manifest;
}

Result<store::BackupManifest> restore(
    const config::Config &config, const QString &folder, Timestamp now)
{
    const QString &data = config.server.data;
    TRY_ASSIGN(store::DatabaseConfig database, config::databaseOf(config));
    TRY_ASSIGN(const QStringList files, replacedBy(config));
    forgetPrepared(files);
    // Closing the last session plays the log into the database, so that what is moved aside is one
    // file. A damaged one cannot be opened, and is moved as it is.
    if (database.isSqlite() && QFileInfo::exists(database.sqliteFile))
        static_cast<void>(store::openSession(database, store::Access::ReadWrite));
    if (database.isSqlite())
        database.sqliteFile += kPrepared;
    TRY_ASSIGN(store::BackupManifest manifest, store::restoreBackup(folder, database, now));
    TRY(copyKey(config::keyFileIn(folder), config::keyFileIn(data) + kPrepared));
    TRY(writePlan(data, u".replaced-"_s + QString::fromLatin1(toRfc3339(now))));
    TRY(finishRestore(config));
    return manifest;
}

Result<void> finishRestore(const config::Config &config)
{
    TRY_ASSIGN(const QStringList files, replacedBy(config));
    QFile unfinished(plan(config.server.data));
    if (!unfinished.exists()) {
        forgetPrepared(files);
        return {};
    }
    if (!unfinished.open(QIODevice::ReadOnly))
        return unavailable(
            u"%1 cannot be read: %2"_s.arg(unfinished.fileName(), unfinished.errorString()));
    const QString suffix = QString::fromUtf8(unfinished.readAll());
    for (const QString &file : files)
        TRY(putInPlace(file, suffix));
    if (!unfinished.remove())
        return unavailable(u"%1 cannot be removed"_s.arg(unfinished.fileName()));
    return store::syncToDisk(config.server.data);
}

QString describe(const store::BackupManifest &manifest)
{
    return u"%1 bytes of %2, schema %3, made %4"_s.arg(manifest.bytes)
        .arg(manifest.engine)
        .arg(manifest.schema)
        .arg(QString::fromLatin1(toRfc3339(manifest.createdAt)));
}

} // namespace kith
