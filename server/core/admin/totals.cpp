// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/totals.h"

#include "core/lists/idlist.h"

namespace kith::core {

using store::Sql;
using store::SqlRow;
using store::SqlSession;

namespace {

struct MeasuredPlace
{
    qint64 id = 0;
    qint64 createdAt = 0;
};
/// The first message of this id or above.
Result<std::optional<MeasuredPlace>> messageFrom(SqlSession &sql, qint64 id)
{
    constexpr Sql kFrom("SELECT id, created_at FROM messages WHERE id >= :id ORDER BY id LIMIT 1");
    std::optional<MeasuredPlace> place;
    TRY(sql.query(kFrom, {{":id", id}}, [&](const SqlRow &row) {
        place = MeasuredPlace{.id = row.integer(0), .createdAt = row.integer(1)};
    }));
    return place;
}

} // namespace

Result<std::map<UserId, UserTotals>> totalsOf(SqlSession &sql, std::span<const UserId> users)
{
    std::map<UserId, UserTotals> totals;
    for (const UserId user : users)
        totals[user];
    static const QByteArray messages =
        "SELECT sender_id, COUNT(*) FROM messages WHERE sender_id IN (" + idPlaces()
        + ") GROUP BY sender_id";
    TRY(queryByIds(sql, Sql(messages.constData()), numbersOf(users),
        [&](const SqlRow &row) { totals[UserId(row.integer(0))].messages = row.integer(1); }));
    static const QByteArray chats = "SELECT user_id, COUNT(*) FROM members WHERE user_id IN ("
        + idPlaces() + ") GROUP BY user_id";
    TRY(queryByIds(sql, Sql(chats.constData()), numbersOf(users),
        [&](const SqlRow &row) { totals[UserId(row.integer(0))].chats = row.integer(1); }));
    return totals;
}

Result<qint64> messagesSince(SqlSession &sql, Timestamp since)
{
    const qint64 at = toMillis(since);
    constexpr Sql kLast("SELECT MAX(id) FROM messages");
    TRY_ASSIGN(const auto last, store::integerOf(sql, kLast, {}));
    qint64 low = 0; // written before
    qint64 high = last.value_or(0) + 1; // none from here on, or written later
    while (high - low > 1) {
        const qint64 middle = low + (high - low) / 2;
        TRY_ASSIGN(const auto place, messageFrom(sql, middle));
        if (!place || place->createdAt >= at)
            high = middle;
        else
            low = place->id;
    }
    constexpr Sql kCount("SELECT COUNT(*) FROM messages WHERE id >= :id AND created_at >= :at");
    TRY_ASSIGN(const auto count, store::integerOf(sql, kCount, {{":id", high}, {":at", at}}));
    return count.value_or(0);
}

Result<ServerTotals> serverTotals(SqlSession &sql)
{
    ServerTotals totals;
    constexpr Sql kPeople(
        "SELECT suspension, COUNT(*) FROM users WHERE is_active = 0 GROUP BY suspension");
    TRY(sql.query(kPeople, {}, [&](const SqlRow &row) {
        const bool isBan = row.integer(0) == static_cast<qint64>(Suspension::Banned);
        (isBan ? totals.banned : totals.suspended) += row.integer(1);
    }));
    constexpr Sql kChats(R"(
        SELECT is_public, COUNT(*), COALESCE(SUM(message_count - deleted_count), 0)
        FROM chats
        GROUP BY is_public)");
    TRY(sql.query(kChats, {}, [&](const SqlRow &row) {
        (row.integer(0) ? totals.publicChannels : totals.otherChats) = row.integer(1);
        totals.messages += row.integer(2);
    }));
    return totals;
}

} // namespace kith::core
