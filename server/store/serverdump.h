// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/databaseurl.h"

namespace kith::store {

/// Writes a server's database to a file with mariadb-dump (or mysqldump): one transaction, so that
/// the server goes on writing. The error says what is missing or what the program said.
Result<void> dumpServer(const ServerConfig &server, const QString &file);

/// Plays a dump into a database without tables, with the mariadb (or mysql) client.
Result<void> restoreServer(const QString &file, const ServerConfig &server);

} // namespace kith::store
