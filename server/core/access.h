// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

/// The only way from (actor, id) to a chat or a message: each function proves that the actor may do
/// what its name says, in the transaction that acts on it. Hidden answers exactly as absent does.
namespace kith::core::access {

/// Proof that the actor belongs to a chat.
struct Membership
{
    store::ChatRow chat{};
    store::MemberRow me{};
};

/// A message in a chat that the actor belongs to.
struct MessageInChat
{
    Membership in{};
    store::MessageRow message{};
};

/// Reading: members.
Result<Membership> chatForReading(ReadTx &tx, ChatId chat);
Result<Membership> chatForReading(Tx &tx, ChatId chat);
/// Seeing that it exists, its name and its size: members, and anyone for a public channel.
Result<store::ChatRow> chatForSeeing(ReadTx &tx, ChatId chat);
/// Joining by oneself: a public channel that is not archived.
Result<store::ChatRow> chatForJoining(Tx &tx, ChatId chat);
/// Writing: members, unless it is archived (Conflict).
Result<Membership> chatForPosting(Tx &tx, ChatId chat);
/// Changing name, topic and members' roles: its admins and owner. Direct chats: nobody (Conflict).
Result<Membership> chatForManaging(Tx &tx, ChatId chat);
/// Adding people: as managing, and every member of a public channel.
Result<Membership> chatForInviting(Tx &tx, ChatId chat);

/// Administration: the actor's role and activity as they are in this transaction; a token's may be
/// a moment old. Errors: Forbidden.
/// The acting admin's own row.
Result<store::UserRow> asAdmin(ReadTx &tx);
Result<store::UserRow> asAdmin(Tx &tx);
/// Any chat, to admins: its name, its members, and changing it. Not what is said in it.
Result<store::ChatRow> chatForAdmin(ReadTx &tx, ChatId chat);
Result<store::ChatRow> chatForAdmin(Tx &tx, ChatId chat);

Result<MessageInChat> messageForReading(ReadTx &tx, MessageId message);
/// Reacting: members of a chat that is not archived; the message is not deleted (Conflict).
Result<MessageInChat> messageForReacting(Tx &tx, MessageId message);
/// Editing: its sender.
Result<MessageInChat> messageForEditing(Tx &tx, MessageId message);
/// Deleting: its sender, and the chat's admins and owner.
Result<MessageInChat> messageForDeleting(Tx &tx, MessageId message);
Result<MessageInChat> messageForModerating(Tx &tx, MessageId message);

} // namespace kith::core::access
