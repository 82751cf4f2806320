// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/overview.h"

namespace kith::core {

using store::Sql;
using store::SqlRow;

Result<Overview> overview(ReadTx &tx, Overview known)
{
    constexpr Sql kPeople("SELECT is_active, COUNT(*) FROM users GROUP BY is_active");
    TRY(tx.sql.query(kPeople, {}, [&](const SqlRow &row) {
        (row.integer(0) != 0 ? known.usersActive : known.usersSuspended) = row.integer(1);
    }));
    constexpr Sql kChats("SELECT COUNT(*), COALESCE(SUM(message_count), 0) FROM chats");
    TRY(tx.sql.query(kChats, {}, [&](const SqlRow &row) {
        known.chats = row.integer(0);
        known.messages = row.integer(1);
    }));
    return known;
}

} // namespace kith::core
