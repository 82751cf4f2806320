// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

namespace kith::core {

/// Gives the event the next place in the chat's stream, stores it, and queues it for publication
/// after COMMIT. Of a new message nothing is stored here: its own row, which the caller inserts
/// with that place, is the event (core/replay.cpp). Changes `chat`: the caller writes it back with
/// unit.chats.update() afterwards.
void appendToChat(Tx &tx, store::ChatRow &chat, Event event);

/// The same on a person's own stream. Reads and writes the person's row.
Result<void> appendToUser(Tx &tx, UserId user, Event event);

/// The same on the stream of the consoles.
Result<void> appendToAdmins(Tx &tx, Event event);

/// State without a place in a stream (read cursors, typing): published, never stored.
void publishState(Tx &tx, Event event);

} // namespace kith::core
