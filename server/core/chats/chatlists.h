// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

#include <span>

/// The actor's chats as the dialects list them: by number, with totals.
namespace kith::core {

enum class ChatsOrder {
    Activity, ///< the latest first
    Joined, ///< the earliest joined first
};

struct ChatsQuery
{
    std::optional<ChatKind> kind{};
    bool withArchived = true;
    ChatsOrder order = ChatsOrder::Activity;
    qint64 skip = 0;
    qint64 limit = limits::kPageDefault;
};
Result<std::vector<store::ChatRow>> chatsOf(ReadTx &tx, const ChatsQuery &query);
/// How many the same query finds on all pages.
Result<qint64> countChatsOf(ReadTx &tx, const ChatsQuery &query);

/// The owners of those chats that have one; a direct chat has none.
/// Public channels in the order in which they were made.
Result<std::vector<store::ChatRow>> publicChannelRows(store::SqlSession &sql, qint64 limit);
/// A channel of that name, exactly. For dialects in which a name is taken once.
Result<std::optional<ChatId>> publicChannelNamed(store::SqlSession &sql, const QString &name);

Result<std::vector<store::MemberRow>> ownerRowsOf(
    store::SqlSession &sql, std::span<const ChatId> chats);

/// The members of chats that the actor has proved to belong to, as they joined each.
Result<std::vector<store::MemberRow>> memberRowsOf(
    store::SqlSession &sql, std::span<const ChatId> chats);

} // namespace kith::core
