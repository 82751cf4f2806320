// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

/// How many people there are, by role and activity: counters, since counting 100,000 rows for each
/// page of a table would cost more than the page.
namespace kith::core {

/// A new person. Makes the job direct.
Result<void> countNewUser(Tx &tx, const store::UserRow &row);
/// A person's role or activity changed. Nothing happens when neither did.
Result<void> countChangedUser(Tx &tx, const store::UserRow &before, const store::UserRow &after);

/// All of a role, or of all roles; active or suspended ones, or both.
Result<qint64> countUsers(
    store::SqlSession &sql, std::optional<UserRole> role, std::optional<bool> isActive);

/// Counts everybody anew: at the start, since tools that fill a database write rows themselves.
Result<void> recountUsers(Tx &tx);

} // namespace kith::core
