// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/usercounts.h"

namespace kith::core {

using store::Sql;
using store::SqlSession;
using store::UserRow;

namespace {

Result<void> add(SqlSession &sql, const UserRow &row, qint64 people)
{
    constexpr Sql kAdd(R"(
        UPDATE user_counts
        SET people = people + :people
        WHERE role = :role AND is_active = :active)");
    TRY(sql.exec(kAdd,
        {{":people", people}, {":role", qint64(row.role)}, {":active", qint64(row.isActive)}}));
    return {};
}

} // namespace

Result<void> countNewUser(Tx &tx, const UserRow &row)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    return add(*sql, row, 1);
}

Result<void> countChangedUser(Tx &tx, const UserRow &before, const UserRow &after)
{
    if (before.role == after.role && before.isActive == after.isActive)
        return {};
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY(add(*sql, before, -1));
    return add(*sql, after, 1);
}

Result<qint64> countUsers(
    SqlSession &sql, std::optional<UserRole> role, std::optional<bool> isActive)
{
    constexpr Sql kSum(R"(
        SELECT SUM(people) FROM user_counts
        WHERE (:role < 0 OR role = :role) AND (:active < 0 OR is_active = :active))");
    TRY_ASSIGN(const auto sum,
        store::integerOf(sql, kSum,
            {{":role", role ? qint64(*role) : -1},
                {":active", isActive ? qint64(*isActive) : -1}}));
    return sum.value_or(0);
}

Result<void> recountUsers(Tx &tx)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY(sql->exec(Sql(R"(
        UPDATE user_counts SET people = (
            SELECT COUNT(*) FROM users
            WHERE users.role = user_counts.role AND users.is_active = user_counts.is_active))"),
        {}));
    return {};
}

} // namespace kith::core
