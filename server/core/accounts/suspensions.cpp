// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/suspensions.h"

#include "core/access.h"
#include "core/accounts/userchange.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::UserRow;

namespace {

/// Dialects know of no act among equals: owners who suspend owners use the console.
Result<UserRow> somebodyBelow(Tx &tx, UserId id)
{
    TRY_ASSIGN(const UserRow actor, access::asAdmin(tx));
    TRY_ASSIGN(UserRow found, userForAdmin(tx, id));
    if (found.id != actor.id && found.role >= actor.role)
        return forbidden(u"You cannot suspend someone whose role is yours or above it."_s);
    return found;
}

} // namespace

Result<UserRow> suspend(
    Tx &tx, UserId id, Suspension kind, std::optional<Timestamp> until, const QString &reason)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow before, somebodyBelow(tx, id));
    if (kind == Suspension::None)
        return invalidInput(u"suspension"_s, u"must be suspended or banned"_s);
    if (until && *until <= tx.now)
        return invalidInput(u"suspended_until"_s, u"must be in the future"_s);
    TRY_ASSIGN(UserRow after, judgeUserChange(tx, before, {.isActive = false}));
    after.suspension = kind;
    after.suspendedUntil = until;
    TRY(applyUserChange(tx, before, after, reason));
    return after;
}

Result<UserRow> unsuspend(Tx &tx, UserId id, const QString &reason)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow before, somebodyBelow(tx, id));
    TRY_ASSIGN(UserRow after, judgeUserChange(tx, before, {.isActive = true}));
    TRY(applyUserChange(tx, before, after, reason));
    return after;
}

Result<void> liftLapsed(Tx &tx, UserRow &row)
{
    UserRow before = row;
    row.isActive = true;
    row.suspension = Suspension::None;
    row.suspendedUntil.reset();
    // They do it themselves, by signing in.
    const Actor actor =
        std::exchange(tx.actor, Actor{.user = row.id, .session = {}, .role = row.role});
    auto applied = applyUserChange(tx, before, row, u"the suspension was over"_s);
    tx.actor = actor;
    return applied;
}

} // namespace kith::core
