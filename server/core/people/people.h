// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

#include <span>

/// People as the dialects look for them: by ids, names and addresses, and in lists with totals and
/// offsets. Rows, since each dialect shows others of their members. Any session, any thread.
namespace kith::core {

/// Those that there are, each once, in any order.
Result<std::vector<store::UserRow>> usersByIds(store::SqlSession &sql, std::span<const UserId> ids);

/// Without regard to case.
Result<std::optional<store::UserRow>> userByEmail(store::SqlSession &sql, const QString &email);
Result<std::optional<store::UserRow>> userByUsername(
    store::SqlSession &sql, const QString &username);

enum class PeopleOrder { FullName, Username, Id, Newest };

struct PeopleQuery
{
    QString text{}; ///< found anywhere in the chosen members, without regard to case; empty: all
    bool inUsername = true;
    bool inFullName = true;
    bool inEmail = false;
    bool activeOnly = true;
    std::optional<QString> department{}; ///< the team, exactly
    std::optional<UserId> except{};
    std::optional<Suspension> suspension{}; ///< None: those who are active
    PeopleOrder order = PeopleOrder::FullName;
    qint64 skip = 0;
    qint64 limit = limits::kPageDefault;
};
/// Looks at everybody: for lists that people page through, not for hot paths.
Result<std::vector<store::UserRow>> searchPeople(store::SqlSession &sql, const PeopleQuery &query);
/// How many the same query finds on all pages.
Result<qint64> countPeople(store::SqlSession &sql, const PeopleQuery &query);

/// A username that nobody has and that the native API takes, made from a text such as the part of
/// an address before its '@'; with a number behind it where it is taken. It is free until the
/// transaction ends only where `sql` is the writer's.
Result<QString> freeUsername(store::SqlSession &sql, const QString &wanted);

/// The actor's own. Nothing is announced: native clients do not show it.
Result<void> setAvailability(Tx &tx, Availability availability);

} // namespace kith::core
