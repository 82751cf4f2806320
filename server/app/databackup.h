// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "store/backup.h"

/// Backups as the command line makes them: the database (store/backup.h) and, beside it, the key
/// that the data folder holds, without which everybody would have to sign in again.
namespace kith {

/// Into a new folder, while the server runs or not.
Result<store::BackupManifest> backUp(
    const config::Config &config, const QString &folder, Timestamp now);

/// Verifies the backup and puts it in place. What was there stays beside it, with ".replaced-" and
/// the time behind its name. Hold the DataLock: no server may run.
Result<store::BackupManifest> restore(
    const config::Config &config, const QString &folder, Timestamp now);

/// When a backup of this data folder was last made on this machine; none: not that anybody knows.
std::optional<Timestamp> lastBackup(const QString &dataFolder);

} // namespace kith
