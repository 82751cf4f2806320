// SPDX-License-Identifier: GPL-3.0-or-later
// The console's table of people: search, filters, six sorts, keyset pages both ways.
#include "core/admin/userlist.h"

#include "core/access.h"
#include "core/lists/folding.h"
#include "core/lists/keyset.h"
#include "core/lists/listquery.h"
#include "core/people/usercounts.h"
#include "core/people/users.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Param;
using store::Sql;
using store::UserRow;

namespace {

/// Up to so many people of a role are all looked at and then sorted; more are walked in the order
/// of the sort, where one of so many is soon met.
constexpr qint64 kFewPeople = 2'000;

/// Which index a list begins with.
enum class UserPlan { AlongTheSort, ByRole, ByActivity };

// An OR with a parameter keeps an engine from beginning there.
constexpr const char *kAnyRole = "(:role < 0 OR role = :role)";
constexpr const char *kAnyActivity = "(:active < 0 OR is_active = :active)";
constexpr const char *kMatches =
    "(:pattern = '' OR search_key LIKE :pattern ESCAPE '!' OR email_key LIKE :pattern ESCAPE '!')";

QByteArray both(const QByteArray &one, const QByteArray &other)
{
    return one + " AND " + other + " AND " + kMatches;
}

const KeysetSql &userListSql()
{
    static const KeysetSql texts("SELECT " + store::columns<UserRow>() + " FROM users",
        {both(kAnyRole, kAnyActivity), both("role = :role", kAnyActivity),
            both("is_active = :active", kAnyRole)},
        // In the order of AdminUserSort.
        {"username_key", "full_name", "email_key", "role", "created_at", "last_seen_at"}, "id");
    return texts;
}

KeysetPlace userPlaceOf(const UserRow &row, AdminUserSort sort)
{
    const auto at = [&](const store::SqlValue &value) {
        return KeysetPlace{.value = value, .id = row.id.value};
    };
    switch (sort) {
    case AdminUserSort::Username:
        return at(row.usernameKey);
    case AdminUserSort::FullName:
        return at(row.fullName);
    case AdminUserSort::Email:
        return at(row.emailKey);
    case AdminUserSort::Role:
        return at(qint64(row.role));
    case AdminUserSort::CreatedAt:
        return at(toMillis(row.createdAt));
    case AdminUserSort::LastSeen:
        break;
    }
    return at(store::toSql(row.lastSeenAt));
}

std::vector<Param> userListParams(const AdminUserQuery &query)
{
    return {{":role", query.role ? qint64(*query.role) : -1},
        {":active", query.isActive ? qint64(*query.isActive) : -1},
        {":pattern", query.search ? likePattern(*query.search) : QString(u""_s)}};
}

Result<UserPlan> planOf(store::SqlSession &sql, const AdminUserQuery &query)
{
    if (!query.role && !query.isActive)
        return UserPlan::AlongTheSort;
    TRY_ASSIGN(const qint64 people, countUsers(sql, query.role, query.isActive));
    if (people > kFewPeople)
        return UserPlan::AlongTheSort;
    return query.isActive ? UserPlan::ByActivity : UserPlan::ByRole;
}

/// From counters; what a search finds is counted, up to a bound, unless all of it is on the page.
Result<void> addUserTotal(
    store::SqlSession &sql, const AdminUserQuery &query, CountedPage<User> &page)
{
    if (!query.search) {
        TRY_ASSIGN(page.total, countUsers(sql, query.role, query.isActive));
        return {};
    }
    if (!query.cursor && !page.next) {
        page.total = static_cast<qint64>(page.items.size());
        return {};
    }
    static const QByteArray text = "SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE "
        + both(kAnyRole, kAnyActivity) + " LIMIT :limit) found";
    std::vector<Param> params = userListParams(query);
    params.push_back({":limit", qint64(limits::kCountedMatches) + 1});
    qint64 matches = 0;
    TRY(sql.query(Sql(text.constData()), params,
        [&](const store::SqlRow &row) { matches = row.integer(0); }));
    page.totalIsMinimum = matches > limits::kCountedMatches;
    page.total = std::min<qint64>(matches, limits::kCountedMatches);
    return {};
}

} // namespace

Result<CountedPage<User>> adminUsers(ReadTx &tx, const AdminUserQuery &query)
{
    TRY(access::asAdmin(tx));
    TRY_ASSIGN(const UserPlan plan, planOf(tx.sql, query));
    TRY_ASSIGN(auto found,
        keysetPage<UserRow>(tx.sql, userListSql(),
            {.plan = static_cast<size_t>(plan),
                .sort = static_cast<size_t>(query.sort),
                .isAscending = query.order == SortOrder::Ascending},
            query.cursor, clampLimit(query.limit), userListParams(query),
            [&](const UserRow &row) { return userPlaceOf(row, query.sort); }));
    CountedPage<User> page{.next = std::move(found.next), .prev = std::move(found.prev)};
    for (const UserRow &row : found.rows)
        page.items.push_back(toUser(row, tx.actor, tx.env, tx.now));
    if (query.total)
        TRY(addUserTotal(tx.sql, query, page));
    return page;
}

} // namespace kith::core
