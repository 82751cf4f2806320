// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlsession.h"

#include <memory>

namespace kith::store {

/// Opens a database file, made if it is missing (ReadWrite), and refuses one that does not keep
/// what it is told: write-ahead log and synchronous=FULL are read back. The session is for the
/// calling thread.
Result<std::unique_ptr<SqlSession>> openSqlite(const QString &file, Access access);

} // namespace kith::store
