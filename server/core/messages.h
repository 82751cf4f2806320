// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/chat.h"

/// What changes messages. Reading them is in history.h.
namespace kith::core {

/// Sends a message, exactly once: the same client_id with the same body answers the first message
/// (`isRepeat`), with another body it is a Conflict. Moves the sender's read cursor.
struct Posted
{
    Message message{};
    bool isRepeat = false;
};
Result<Posted> postMessage(Tx &tx, ChatId chat, const NewMessage &in);

/// Replaces the text; the old one joins the message's visible history.
Result<Message> editMessage(Tx &tx, MessageId id, const MessageEdit &in);

enum class Deletion {
    Whole,
    KeepsPlace, ///< it also becomes a system message: those who list messages go on showing it
};
/// Leaves a tombstone: the text, its history, reactions and mentions are gone.
Result<void> deleteMessage(Tx &tx, MessageId id, Deletion deletion = Deletion::Whole);

enum class ReactionChange { Add, Remove };
/// Adding what is there, or removing what is not, changes nothing and is no error.
Result<Message> react(Tx &tx, MessageId id, const QString &emoji, ReactionChange change);

} // namespace kith::core
