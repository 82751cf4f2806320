// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/databaseurl.h"
#include "store/sqlsession.h"
#include "store/writer.h"

#include <memory>

namespace kith::store {

/// A session of the configured database, for the calling thread.
Result<std::unique_ptr<SqlSession>> openSession(const DatabaseConfig &config, Access access);

/// The same for the writer and the readers, which open theirs on their own threads.
Writer::Open sessionOpener(const DatabaseConfig &config, Access access);

/// Whether this binary was built with the MariaDB driver.
bool hasMariaDbDriver();

} // namespace kith::store
