// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

/// The folded names and topics that admins search chats by, apart from the chats' rows: those are
/// written with every message.
namespace kith::core {

/// Keeps those of a new or renamed chat. Makes the job direct.
Result<void> keepChatSearch(Tx &tx, const store::ChatRow &chat);
/// Those that are missing: at the start, for databases of before and for tools that write rows
/// themselves.
Result<void> fillChatSearch(Tx &tx);

} // namespace kith::core
