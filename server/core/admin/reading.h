// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/adminchat.h"

/// Reading a chat that one does not belong to. Off unless the operator allows it
/// (admin.read_private_chats); then with a reason, for limits::kReadingLife, one chat at a time,
/// and in the audit log before the first message is seen (docs/security.md).
namespace kith::core {

/// Errors: Forbidden that names the setting.
Result<Reading> openReading(Tx &tx, ChatId id, const NewReading &in);

/// A page of a chat's history. Public channels need no reading. Errors: Forbidden without a reading
/// of one's own of this chat that is still good.
Result<Page<Message>> adminHistory(ReadTx &tx, ChatId id, const AdminHistoryQuery &query);

} // namespace kith::core
