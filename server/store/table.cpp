// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/table.h"

namespace kith::store {

Result<std::optional<qint64>> integerOf(
    SqlSession &session, Sql sql, std::initializer_list<Param> params)
{
    std::optional<qint64> found;
    TRY(session.query(sql, params, [&](const SqlRow &row) {
        if (!found && !row.isNull(0))
            found = row.integer(0);
    }));
    return found;
}

} // namespace kith::store
