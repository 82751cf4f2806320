// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/messages/messageview.h"

#include "core/lists/listquery.h"

#include <algorithm>
#include <map>

namespace kith::core {

using store::MessageRow;
using store::Sql;
using store::SqlRow;

std::vector<UserId> idsFromText(QStringView text)
{
    std::vector<UserId> ids;
    for (const QStringView part : text.split(u',', Qt::SkipEmptyParts))
        ids.push_back(UserId(part.toLongLong()));
    return ids;
}

QString textFromIds(const std::vector<UserId> &ids)
{
    QString text;
    for (const UserId id : ids) {
        if (!text.isEmpty())
            text += u',';
        text += QString::number(id.value);
    }
    return text;
}

Message toMessage(const MessageRow &row, const UserBrief &sender)
{
    return {.id = row.id,
        .chatId = row.chatId,
        .seq = row.seq,
        .sender = sender,
        .content = row.content,
        .type = row.type,
        .replyTo = row.replyTo,
        .clientId = row.clientId,
        .createdAt = row.createdAt,
        .editedAt = row.deletedAt ? std::nullopt : row.editedAt,
        .isDeleted = row.deletedAt.has_value(),
        .mentions = idsFromText(row.mentions),
        .ordinal = row.ordinal,
        .isTombstone = row.deletedAt && row.type == MessageType::System};
}

QByteArray messageColumns() { return store::columns<MessageRow>("m") + ", " + briefColumns("u"); }

LoadedMessage messageFrom(const SqlRow &row, int first)
{
    const auto message = store::rowFrom<MessageRow>(row, first);
    const int width = store::columnCount<MessageRow>();
    return {.message = toMessage(message, briefFrom(row, first + width)),
        .reactionCount = message.reactionCount};
}

Result<std::optional<Message>> loadMessage(store::SqlSession &sql, MessageId id)
{
    static const QByteArray text = "SELECT " + messageColumns()
        + " FROM messages m JOIN users u ON u.id = m.sender_id WHERE m.id = :id";
    std::vector<LoadedMessage> found;
    TRY(sql.query(Sql(text.constData()), {{":id", id.value}},
        [&](const SqlRow &row) { found.push_back(messageFrom(row)); }));
    if (found.empty())
        return std::optional<Message>();
    TRY(addReactions(sql, found.front().message.chatId, found));
    return std::optional(std::move(found.front().message));
}

Result<void> addReactions(store::SqlSession &sql, ChatId chat, std::vector<LoadedMessage> &messages)
{
    qint64 low = std::numeric_limits<qint64>::max();
    qint64 high = 0;
    for (const LoadedMessage &loaded : messages) {
        if (loaded.reactionCount == 0)
            continue;
        low = std::min(low, loaded.message.seq);
        high = std::max(high, loaded.message.seq);
    }
    if (high == 0)
        return {};
    std::unordered_map<qint64, Message *> bySeq;
    for (LoadedMessage &loaded : messages)
        bySeq[loaded.message.seq] = &loaded.message;
    constexpr Sql kReactions(R"(
        SELECT message_seq, emoji, user_id
        FROM reactions
        WHERE chat_id = :chat AND message_seq BETWEEN :low AND :high
        ORDER BY message_seq, created_at, emoji, user_id)");
    return sql.query(kReactions, {{":chat", chat.value}, {":low", low}, {":high", high}},
        [&](const SqlRow &row) {
            const auto it = bySeq.find(row.integer(0));
            if (it == bySeq.end())
                return;
            std::vector<Reaction> &all = it->second->reactions;
            const QString emoji = row.text(1);
            auto same = std::find_if(all.begin(), all.end(),
                [&](const Reaction &reaction) { return reaction.emoji == emoji; });
            if (same == all.end())
                same = all.insert(all.end(), Reaction{.emoji = emoji});
            ++same->count;
            if (same->userIds.size() < static_cast<size_t>(limits::kReactionUsersShown))
                same->userIds.push_back(UserId(row.integer(2)));
        });
}

Result<std::vector<store::ReactionRow>> reactionRows(
    store::SqlSession &sql, std::span<const Message> messages, qint64 limit)
{
    static const QByteArray text = "SELECT " + store::columns<store::ReactionRow>() + R"(
        FROM reactions
        WHERE chat_id = :chat AND message_seq BETWEEN :low AND :high
        ORDER BY created_at, user_id, emoji
        LIMIT :limit)";
    // Messages of one chat that lie side by side are read at once.
    std::map<ChatId, std::pair<qint64, qint64>> ranges;
    for (const Message &message : messages) {
        if (message.reactions.empty())
            continue;
        const auto [it, isNew] = ranges.try_emplace(message.chatId, message.seq, message.seq);
        it->second.first = std::min(it->second.first, message.seq);
        it->second.second = std::max(it->second.second, message.seq);
    }
    std::vector<store::ReactionRow> rows;
    for (const auto &[chat, range] : ranges) {
        TRY(sql.query(Sql(text.constData()),
            {{":chat", chat.value}, {":low", range.first}, {":high", range.second},
                {":limit", limit}},
            [&](const SqlRow &row) { rows.push_back(store::rowFrom<store::ReactionRow>(row)); }));
    }
    return rows;
}

} // namespace kith::core
