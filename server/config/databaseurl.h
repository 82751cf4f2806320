// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "shared/result.h"

#include <optional>

namespace kith::config {

struct MysqlTarget
{
    QString host{}; ///< empty: `socket`
    int port = 3306;
    QString socket{};
    QString user{};
    Secret password{};
    QString database{};
    QString caFile{};
};

/// Where the data is: `mysql` when it is set, else the SQLite file.
struct DatabaseTarget
{
    QString sqliteFile{};
    std::optional<MysqlTarget> mysql{};
};

/// From database.url or the mysql_ parts. Errors: InvalidInput whose one field is the key.
Result<DatabaseTarget> databaseTarget(const Config &config);

} // namespace kith::config
