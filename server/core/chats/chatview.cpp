// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chats/chatview.h"

#include "core/lists/listquery.h"
#include "core/messages/messageview.h"

namespace kith::core {

using store::Sql;
using store::SqlRow;

Chat toChat(const store::ChatRow &row)
{
    return {.id = row.id,
        .kind = row.kind,
        .name = row.name,
        .topic = row.topic,
        .isPublic = row.isPublic,
        .isArchived = row.isArchived,
        .createdBy = row.createdBy,
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt,
        .lastSeq = row.lastSeq,
        .memberCount = row.memberCount};
}

std::vector<UserId> directUsers(const store::ChatRow &row)
{
    std::vector<UserId> ids;
    if (row.directKey) {
        for (const QStringView part : QStringView(*row.directKey).split(u':'))
            ids.push_back(UserId(part.toLongLong()));
    }
    return ids;
}

Result<std::vector<UserBrief>> directPeople(store::SqlSession &sql, ChatId chat)
{
    static const QByteArray text = "SELECT " + briefColumns("u") + R"(
        FROM members m
        JOIN users u ON u.id = m.user_id
        WHERE m.chat_id = :chat
        ORDER BY m.user_id
        LIMIT 2)";
    std::vector<UserBrief> people;
    TRY(sql.query(Sql(text.constData()), {{":chat", chat.value}},
        [&](const SqlRow &row) { people.push_back(briefFrom(row)); }));
    return people;
}

Result<MyChat> toMyChat(
    store::SqlSession &sql, const store::ChatRow &chat, const store::MemberRow &me)
{
    MyChat my{.role = me.role,
        .lastReadSeq = me.lastReadSeq,
        .unreadCount = chat.messageCount - me.lastReadOrdinal,
        .muted = me.muted};
    if (my.unreadCount == 0)
        return my;
    // Counts only what is unread, and the primary key leads straight to it.
    constexpr Sql kMentions(R"(
        SELECT COUNT(DISTINCT message_seq) FROM mentions
        WHERE chat_id = :chat AND user_id IN (0, :user) AND message_seq > :seq)");
    TRY_ASSIGN(const auto count,
        store::integerOf(sql, kMentions,
            {{":chat", chat.id.value}, {":user", me.userId.value}, {":seq", me.lastReadSeq}}));
    my.mentionCount = count.value_or(0);
    return my;
}

Result<Chat> wholeChat(
    store::SqlSession &sql, const store::ChatRow &row, const store::MemberRow &me)
{
    Chat chat = toChat(row);
    TRY_ASSIGN(chat.my, toMyChat(sql, row, me));
    if (row.kind == ChatKind::Direct) {
        TRY_ASSIGN(chat.members, directPeople(sql, row.id));
    }
    if (row.lastMessageId) {
        TRY_ASSIGN(chat.lastMessage, loadMessage(sql, *row.lastMessageId));
    }
    return chat;
}

} // namespace kith::core
