// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lists/listquery.h"
#include "core/tx.h"
#include "shared/model/chat.h"
#include "shared/model/page.h"

/// Who belongs to a chat, in which role, and how far they have read.
namespace kith::core {

Result<Page<Member>> members(ReadTx &tx, ChatId chat, const ListQuery &query);
/// The same for those who have proved that the actor may see them.
Result<Page<Member>> membersOf(ReadTx &tx, ChatId chat, const ListQuery &query);
Result<Member> addMember(Tx &tx, ChatId chat, const NewMember &in);
/// Roles are given by those who stand above them; giving `owner` passes ownership on.
Result<Member> changeMember(Tx &tx, ChatId chat, UserId user, const MemberChange &in);
/// Removing others: admins those below them. Removing oneself is leaving.
Result<void> removeMember(Tx &tx, ChatId chat, UserId user);

Result<Chat> joinChat(Tx &tx, ChatId chat);
/// What becomes of a chat that its last member leaves.
enum class Emptied {
    IsArchived,
    Stays, ///< a public channel, for others to join
};
/// The last owner's leaving passes ownership to the oldest admin, then to the oldest member; with
/// the last member gone the chat is archived, or stays as it is.
Result<void> leaveChat(Tx &tx, ChatId chat, Emptied emptied = Emptied::IsArchived);

/// Adds a new person to every default channel.
Result<void> joinDefaultChannels(Tx &tx, UserId user);

/// Adds `user` with a role, with events on the chat's and the person's streams. Counts the limit.
/// Changes `chat`: the caller writes it back. For functions that have proved access.
Result<store::MemberRow> enter(Tx &tx, store::ChatRow &chat, UserId user, MemberRole role);

/// Moves the actor's read cursor forward; it never goes back. `message`: where the cursor was named
/// by a message.
Result<ReadState> markRead(
    Tx &tx, ChatId chat, const ReadMark &in, std::optional<MessageId> message = std::nullopt);
/// The same up to a message of the chat. Errors: NotFound also for a message of another chat.
Result<ReadState> markReadTo(Tx &tx, ChatId chat, MessageId message);
/// How far each member has read.
Result<Page<Reader>> readers(ReadTx &tx, ChatId chat, const ListQuery &query);

} // namespace kith::core
