// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lists/listquery.h"
#include "core/tx.h"
#include "shared/model/adminchat.h"

/// Chats, as admins see and change them. That a chat exists, its name and its members are an
/// admin's to see; what is said in it is not: reading.h.
namespace kith::core {

/// Members learn of it as of a change by one of their own. Errors: InvalidInput for a name of a
/// direct chat or the visibility of anything but a channel; Conflict for a change of an archived
/// chat that does not take it out of the archive.
Result<AdminChat> changeChat(Tx &tx, ChatId id, const AdminChatChange &in);

Result<Page<Member>> adminMembers(ReadTx &tx, ChatId id, const ListQuery &query);

/// What the audit log calls a chat: its name, or the two people of a direct one.
Result<QString> chatTitle(Tx &tx, const store::ChatRow &chat);

} // namespace kith::core
