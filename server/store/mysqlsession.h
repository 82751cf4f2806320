// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/databaseurl.h"
#include "store/sqlsession.h"

#include <memory>

namespace kith::store {

/// Connects to MariaDB 10.11 or MySQL 8. Compiled only where MySQL Connector/C++ is there. The
/// session is for the calling thread; a lost one is not mended but opened anew (SqlFailure::Lost),
/// because prepared statements and session settings die with the connection.
Result<std::unique_ptr<SqlSession>> openMySql(const ServerConfig &server, Access access);

} // namespace kith::store
