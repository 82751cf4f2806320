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
/// Where the file of a message lies that is an image or a file. Elsewhere: its text says where, as
/// some dialects have it.
enum class Attached { Here, Elsewhere };
Result<Posted> postMessage(
    Tx &tx, ChatId chat, const NewMessage &in, Attached attached = Attached::Here);

/// Replaces the text; the old one joins the message's visible history.
Result<Message> editMessage(Tx &tx, MessageId id, const MessageEdit &in);

enum class Deletion {
    Whole,
    KeepsPlace, ///< it also becomes a system message: those who list messages go on showing it
};
/// Leaves a tombstone: the text, its history, reactions and mentions are gone.
Result<void> deleteMessage(Tx &tx, MessageId id, Deletion deletion = Deletion::Whole);
/// A moderator's, in a chat that they need not belong to; with its reason in the audit log. Errors:
/// Forbidden below that role; NotFound also for what was deleted and for direct chats.
Result<void> deleteAsModerator(Tx &tx, MessageId id, const QString &reason);

/// Whether the actor has reacted so. Errors: those of react().
Result<bool> hasReacted(Tx &tx, MessageId id, const QString &emoji);
/// All emojis with which somebody reacted to a message.
Result<std::vector<QString>> reactionsOf(
    store::SqlSession &sql, const store::MessageRow &message, UserId user);
enum class ReactionChange { Add, Remove };
/// Adding what is there, or removing what is not, changes nothing and is no error.
Result<Message> react(Tx &tx, MessageId id, const QString &emoji, ReactionChange change);

} // namespace kith::core
