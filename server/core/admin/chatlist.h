// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/adminchat.h"

/// The chats of everybody as a table, for admins.
namespace kith::core {

/// The table: search, filters, five sorts, pages both ways. Sorted by activity or messages it looks
/// at every chat: indexes on what each message changes would cost every message.
Result<CountedPage<AdminChat>> adminChats(ReadTx &tx, const AdminChatQuery &query);

Result<AdminChat> adminChat(ReadTx &tx, ChatId id);

/// A row of the table.
Result<AdminChat> toAdminChat(store::SqlSession &sql, const store::ChatRow &row);

} // namespace kith::core
