// SPDX-License-Identifier: GPL-3.0-or-later
// The console's table of chats: search, filters, five sorts, keyset pages both ways.
#include "core/admin/chatlist.h"

#include "core/access.h"
#include "core/chats/chatview.h"
#include "core/lists/folding.h"
#include "core/lists/keyset.h"
#include "core/lists/listquery.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::ChatRow;
using store::Param;
using store::Sql;
using store::SqlSession;

namespace {

/// Which index a list begins with.
enum class ChatPlan { AlongTheSort, OfAMember };

constexpr const char *kFilters = R"((:kind < 0 OR c.kind = :kind)
    AND (:public < 0 OR c.is_public = :public)
    AND (:archived < 0 OR c.is_archived = :archived)
    AND (:pattern = '' OR EXISTS (
        SELECT 1 FROM chat_search s
        WHERE s.chat_id = c.id AND s.search_key LIKE :pattern ESCAPE '!')))";

QByteArray ofAMember()
{
    return "c.id IN (SELECT chat_id FROM members WHERE user_id = :member) AND "
        + QByteArray(kFilters);
}

const KeysetSql &chatListSql()
{
    static const KeysetSql texts("SELECT " + store::columns<ChatRow>("c") + " FROM chats c",
        {kFilters, ofAMember()},
        // In the order of AdminChatSort.
        {"c.name", "c.created_at", "c.updated_at", "c.member_count", "c.message_count"}, "c.id");
    return texts;
}

KeysetPlace chatPlaceOf(const ChatRow &row, AdminChatSort sort)
{
    const auto at = [&](const store::SqlValue &value) {
        return KeysetPlace{.value = value, .id = row.id.value};
    };
    switch (sort) {
    case AdminChatSort::Name:
        return at(row.name);
    case AdminChatSort::CreatedAt:
        return at(toMillis(row.createdAt));
    case AdminChatSort::UpdatedAt:
        return at(toMillis(row.updatedAt));
    case AdminChatSort::MemberCount:
        return at(qint64(row.memberCount));
    case AdminChatSort::MessageCount:
        break;
    }
    return at(row.messageCount);
}

std::vector<Param> chatListParams(const AdminChatQuery &query)
{
    const auto flag = [](std::optional<bool> value) { return value ? qint64(*value) : -1; };
    return {{":kind", query.kind ? qint64(*query.kind) : -1}, {":public", flag(query.isPublic)},
        {":archived", flag(query.isArchived)},
        {":pattern", query.search ? likePattern(*query.search) : QString(u""_s)},
        {":member", query.member.value_or(UserId()).value}};
}

/// Counted, up to a bound.
Result<void> addChatTotal(
    SqlSession &sql, const AdminChatQuery &query, CountedPage<AdminChat> &page)
{
    static const auto text = [](const QByteArray &filters) {
        return "SELECT COUNT(*) FROM (SELECT 1 FROM chats c WHERE " + filters
            + " LIMIT :limit) found";
    };
    static const QByteArray all = text(kFilters);
    static const QByteArray members = text(ofAMember());
    std::vector<Param> params = chatListParams(query);
    params.push_back({":limit", qint64(limits::kCountedMatches) + 1});
    qint64 matches = 0;
    TRY(sql.query(Sql((query.member ? members : all).constData()), params,
        [&](const store::SqlRow &row) { matches = row.integer(0); }));
    page.totalIsMinimum = matches > limits::kCountedMatches;
    page.total = std::min<qint64>(matches, limits::kCountedMatches);
    return {};
}

} // namespace

Result<AdminChat> toAdminChat(SqlSession &sql, const ChatRow &row)
{
    AdminChat chat{.id = row.id,
        .kind = row.kind,
        .name = row.name,
        .topic = row.topic,
        .isPublic = row.isPublic,
        .isArchived = row.isArchived,
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt,
        .memberCount = row.memberCount,
        .messageCount = row.messageCount,
        .lastSeq = row.lastSeq};
    if (row.createdBy) {
        static const QByteArray text =
            "SELECT " + briefColumns("u") + " FROM users u WHERE u.id = :id";
        TRY(sql.query(Sql(text.constData()), {{":id", row.createdBy->value}},
            [&](const store::SqlRow &user) { chat.createdBy = briefFrom(user); }));
    }
    if (row.kind == ChatKind::Direct) {
        TRY_ASSIGN(chat.people, directPeople(sql, row.id));
    }
    return chat;
}

Result<CountedPage<AdminChat>> adminChats(ReadTx &tx, const AdminChatQuery &query)
{
    TRY(access::asAdmin(tx));
    TRY_ASSIGN(const auto found,
        keysetPage<ChatRow>(tx.sql, chatListSql(),
            {.plan = static_cast<size_t>(
                 query.member ? ChatPlan::OfAMember : ChatPlan::AlongTheSort),
                .sort = static_cast<size_t>(query.sort),
                .isAscending = query.order == SortOrder::Ascending},
            query.cursor, clampLimit(query.limit), chatListParams(query),
            [&](const ChatRow &row) { return chatPlaceOf(row, query.sort); }));
    CountedPage<AdminChat> page{.next = found.next, .prev = found.prev};
    for (const ChatRow &row : found.rows) {
        TRY_ASSIGN(AdminChat chat, toAdminChat(tx.sql, row));
        page.items.push_back(std::move(chat));
    }
    if (query.total)
        TRY(addChatTotal(tx.sql, query, page));
    return page;
}

Result<AdminChat> adminChat(ReadTx &tx, ChatId id)
{
    TRY_ASSIGN(const ChatRow chat, access::chatForAdmin(tx, id));
    return toAdminChat(tx.sql, chat);
}

} // namespace kith::core
