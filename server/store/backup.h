// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Backups that are worth their name: made while the server runs, read back before they are called
// made, and restored into nothing but an empty place. Any thread; they block.

#include "shared/fields.h"
#include "shared/time.h"
#include "store/databaseurl.h"

namespace kith::store {

/// manifest.json of a backup folder, written last: a folder without it is no backup.
struct BackupManifest
{
    int format = 1;
    QString engine{}; ///< "sqlite" or "mariadb": of what restore() needs
    QString file{}; ///< beside the manifest
    qint64 bytes = 0;
    QString sha256{}; ///< of the file, hexadecimal
    int schema = 0; ///< the last migration in it
    Timestamp createdAt{};

    bool operator==(const BackupManifest &) const = default;
};

/// Copies the database into a new or empty folder (0700): SQLite by VACUUM INTO, checked by
/// integrity_check; MariaDB by mariadb-dump in one transaction. All committed before the call is in
/// it. On disk (fsync) when this returns.
Result<BackupManifest> backUp(const DatabaseConfig &from, const QString &folder, Timestamp now);

/// Reads a backup again and compares it with its manifest.
Result<BackupManifest> verifyBackup(const QString &folder);

/// Verifies the backup and puts it where no database is yet: a file that does not exist, or a
/// server's database without tables. Brings it to this version's schema, and sets it apart from the
/// database that clients knew: each stream goes on behind a hole of kRestoreHole places, so that
/// whoever stands before it, be it beyond what the backup has, is told to load anew; and ids go on
/// behind as many, so that none is given twice.
Result<BackupManifest> restoreBackup(
    const QString &folder, const DatabaseConfig &to, Timestamp now);

/// More than any stream has had since any backup that is worth restoring.
inline constexpr qint64 kRestoreHole = 1'000'000;

} // namespace kith::store

namespace kith {
const FieldList &fieldsOf(Of<kith::store::BackupManifest>);
} // namespace kith
