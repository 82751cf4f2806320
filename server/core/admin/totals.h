// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

#include <map>
#include <span>

/// How much people and the server have done: for the administration of dialects. These look at many
/// rows: they are for pages that an admin opens, not for hot paths.
namespace kith::core {

struct UserTotals
{
    qint64 messages = 0; ///< deleted ones too
    qint64 chats = 0;
};
Result<std::map<UserId, UserTotals>> totalsOf(
    store::SqlSession &sql, std::span<const UserId> users);

/// Messages written at `since` or later: by ids, which grow with time, so that the cost follows the
/// answer and not the history.
Result<qint64> messagesSince(store::SqlSession &sql, Timestamp since);

struct ServerTotals
{
    qint64 suspended = 0;
    qint64 banned = 0;
    qint64 publicChannels = 0;
    qint64 otherChats = 0;
    qint64 messages = 0;
};
Result<ServerTotals> serverTotals(store::SqlSession &sql);

} // namespace kith::core
