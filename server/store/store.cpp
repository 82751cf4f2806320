// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/sqlitesession.h"
#ifdef KITH_MARIADB_DRIVER
#include "store/mysqlsession.h"
#endif

namespace kith::store {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<SqlSession>> openSession(const DatabaseConfig &config, Access access)
{
    if (config.isSqlite())
        return openSqlite(config.sqliteFile, access);
#ifdef KITH_MARIADB_DRIVER
    return openMySql(config.server, access);
#else
    return internalError(
        u"This kithd was built without the MariaDB driver. Install the package that has it, or "
        "use a database file."_s);
#endif
}

Writer::Open sessionOpener(const DatabaseConfig &config, Access access)
{
    return [config, access] { return openSession(config, access); };
}

bool hasMariaDbDriver()
{
#ifdef KITH_MARIADB_DRIVER
    return true;
#else
    return false;
#endif
}

} // namespace kith::store
