// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QString>

namespace kith::store {

/// Makes the folder (0700) and the empty file (0600) of a database, and refuses what would lose or
/// leak data: a network file system, where SQLite's locks do not hold, a folder that others may
/// write to. A file that others may read is closed to them.
Result<void> prepareDatabaseFile(const QString &file);

/// fsync of a file or folder: a backup that is not on disk is none.
Result<void> syncToDisk(const QString &path);

} // namespace kith::store
