// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/message.h"

/// Messages as everybody sees them, made from their rows.
namespace kith::core {

/// A message from its row and its sender; reactions are added by withReactions().
Message toMessage(const store::MessageRow &row, const UserBrief &sender);

/// The SELECT list that messageFrom() reads: a message joined with its sender, aliases m and u.
QByteArray messageColumns();
/// `reactionCount` of each row tells whether withReactions() has anything to look up.
struct LoadedMessage
{
    Message message{};
    int reactionCount = 0;
};
LoadedMessage messageFrom(const store::SqlRow &row, int firstColumn = 0);

Result<std::optional<Message>> loadMessage(store::SqlSession &sql, MessageId id);

/// Adds reactions to messages of one chat, with one range read for all of them.
Result<void> addReactions(
    store::SqlSession &sql, ChatId chat, std::vector<LoadedMessage> &messages);

/// Every reaction to these messages of a chat, in the order in which they were made; the first
/// `limit` of them.
Result<std::vector<store::ReactionRow>> reactionRows(
    store::SqlSession &sql, std::span<const Message> messages, qint64 limit);

std::vector<UserId> idsFromText(QStringView commaSeparated);
QString textFromIds(const std::vector<UserId> &ids);

} // namespace kith::core
