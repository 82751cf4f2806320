// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chats/chatlists.h"

#include "core/lists/idlist.h"

#include <algorithm>

namespace kith::core {

using store::ChatRow;
using store::MemberRow;
using store::Param;
using store::Sql;

namespace {

constexpr const char *kMine = R"(
    FROM members m
    JOIN chats c ON c.id = m.chat_id
    WHERE m.user_id = :user
        AND (:kind < 0 OR c.kind = :kind)
        AND (:archived = 1 OR c.is_archived = 0))";

std::vector<Param> chatsParams(const ReadTx &tx, const ChatsQuery &query)
{
    return {{":user", tx.actor.user.value}, {":kind", query.kind ? qint64(*query.kind) : -1},
        {":archived", qint64(query.withArchived)}};
}

} // namespace

Result<std::vector<ChatRow>> chatsOf(ReadTx &tx, const ChatsQuery &query)
{
    static const auto text = [](const char *order) {
        return "SELECT " + store::columns<ChatRow>("c") + kMine + " ORDER BY " + order
            + " LIMIT :limit OFFSET :skip";
    };
    static const QByteArray byActivity = text("c.updated_at DESC, c.id DESC");
    static const QByteArray byJoining = text("m.joined_at, c.id");
    std::vector<Param> params = chatsParams(tx, query);
    params.push_back({":limit", std::max<qint64>(query.limit, 0)});
    params.push_back({":skip", std::max<qint64>(query.skip, 0)});
    std::vector<ChatRow> rows;
    TRY(tx.sql.query(
        Sql((query.order == ChatsOrder::Activity ? byActivity : byJoining).constData()), params,
        [&](const store::SqlRow &row) { rows.push_back(store::rowFrom<ChatRow>(row)); }));
    return rows;
}

Result<qint64> countChatsOf(ReadTx &tx, const ChatsQuery &query)
{
    static const QByteArray text = QByteArray("SELECT COUNT(*)") + kMine;
    qint64 count = 0;
    TRY(tx.sql.query(Sql(text.constData()), chatsParams(tx, query),
        [&](const store::SqlRow &row) { count = row.integer(0); }));
    return count;
}

Result<std::vector<ChatRow>> publicChannelRows(store::SqlSession &sql, qint64 limit)
{
    static const QByteArray text = "SELECT " + store::columns<ChatRow>() + R"(
        FROM chats
        WHERE is_public = 1 AND is_archived = 0
        ORDER BY id
        LIMIT :limit)";
    return store::rowsOf<ChatRow>(sql, Sql(text.constData()), {{":limit", limit}});
}

Result<std::optional<ChatId>> publicChannelNamed(store::SqlSession &sql, const QString &name)
{
    constexpr Sql kNamed("SELECT id, name FROM chats WHERE name = :name AND is_public = 1");
    std::optional<ChatId> found;
    // One database compares without regard to case.
    TRY(sql.query(kNamed, {{":name", name}}, [&](const store::SqlRow &row) {
        if (row.text(1) == name)
            found = ChatId(row.integer(0));
    }));
    return found;
}

Result<std::vector<MemberRow>> ownerRowsOf(store::SqlSession &sql, std::span<const ChatId> chats)
{
    static const QByteArray text = "SELECT " + store::columns<MemberRow>()
        + " FROM members WHERE chat_id IN (" + idPlaces()
        + ") AND role = " + QByteArray::number(static_cast<int>(MemberRole::Owner));
    std::vector<MemberRow> rows;
    TRY(queryByIds(sql, Sql(text.constData()), numbersOf(chats),
        [&](const store::SqlRow &row) { rows.push_back(store::rowFrom<MemberRow>(row)); }));
    return rows;
}

Result<std::vector<MemberRow>> memberRowsOf(store::SqlSession &sql, std::span<const ChatId> chats)
{
    static const QByteArray text = "SELECT " + store::columns<MemberRow>()
        + " FROM members WHERE chat_id IN (" + idPlaces() + ") ORDER BY joined_at, user_id";
    std::vector<MemberRow> rows;
    TRY(queryByIds(sql, Sql(text.constData()), numbersOf(chats),
        [&](const store::SqlRow &row) { rows.push_back(store::rowFrom<MemberRow>(row)); }));
    return rows;
}

} // namespace kith::core
