// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "store/backup.h"

/// Backups of all that a server's data folder holds: the database (store/backup.h) and, beside it,
/// the key, without which everybody would have to sign in again.
namespace kith {

/// Into a new folder, while the server runs or not.
Result<store::BackupManifest> backUp(
    const config::Config &config, const QString &folder, Timestamp now);

/// Verifies the backup, copies it beside what is there, and puts it in place when all of it is on
/// disk: a failure before that changes nothing. What was there stays beside it, with ".replaced-"
/// and the time behind its name. Hold the DataLock: no server may run.
Result<store::BackupManifest> restore(
    const config::Config &config, const QString &folder, Timestamp now);

/// Puts in place what a restore that was cut short (killed, power) had copied whole. Whoever holds
/// the DataLock calls it before the data is read; there is rarely anything to do.
Result<void> finishRestore(const config::Config &config);

/// When a backup of this data folder was last made on this machine; none: not that anybody knows.
std::optional<Timestamp> lastBackup(const QString &dataFolder);

/// For people: how much, of what, and when.
QString describe(const store::BackupManifest &manifest);

} // namespace kith
