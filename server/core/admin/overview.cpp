// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/overview.h"

#include "core/audit/audit.h"
#include "core/people/usercounts.h"

namespace kith::core {

using store::Sql;
using store::SqlRow;

namespace {

constexpr qint64 kRecentEntries = 10;

} // namespace

Result<Overview> overview(ReadTx &tx, Overview known)
{
    TRY_ASSIGN(known.usersActive, countUsers(tx.sql, {}, true));
    TRY_ASSIGN(known.usersSuspended, countUsers(tx.sql, {}, false));
    TRY_ASSIGN(auto audit, auditLog(tx, {.limit = kRecentEntries}));
    known.recentAudit = std::move(audit.items);
    constexpr Sql kChats("SELECT COUNT(*), COALESCE(SUM(message_count), 0) FROM chats");
    TRY(tx.sql.query(kChats, {}, [&](const SqlRow &row) {
        known.chats = row.integer(0);
        known.messages = row.integer(1);
    }));
    return known;
}

} // namespace kith::core
