// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/chat.h"

/// Chats as a viewer sees them, made from their rows.
namespace kith::core {

/// Without what differs by viewer (`my`, `last_message`): what events carry.
Chat toChat(const store::ChatRow &row);

/// The ids in a direct chat's key; none for other chats.
std::vector<UserId> directUsers(const store::ChatRow &row);

/// The two people of a direct chat.
Result<std::vector<UserBrief>> directPeople(store::SqlSession &sql, ChatId chat);

/// Unread messages and mentions of the actor.
Result<MyChat> toMyChat(
    store::SqlSession &sql, const store::ChatRow &chat, const store::MemberRow &me);

/// All of it: with `my`, the people of a direct chat, and the last message.
Result<Chat> wholeChat(
    store::SqlSession &sql, const store::ChatRow &chat, const store::MemberRow &me);

} // namespace kith::core
