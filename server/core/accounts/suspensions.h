// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

/// Suspending people with a kind and an end, which dialects have: natively somebody is active or
/// not. Each act is in the audit log, and one that changes nothing is not.
namespace kith::core {

/// The person is not active any more and their sessions end, until `until` or until somebody lifts
/// it. Again with another kind or end: changes these. Errors: Forbidden for whoever is no admin,
/// and towards somebody of their own role or above; Conflict towards oneself; NotFound;
/// InvalidInput for a kind None, or an `until` that is not in the future.
Result<store::UserRow> suspend(Tx &tx, UserId id, Suspension kind,
    std::optional<Timestamp> until = std::nullopt, const QString &reason = {});
/// Lifts it. The same errors; nothing happens to somebody who is active.
Result<store::UserRow> unsuspend(Tx &tx, UserId id, const QString &reason = {});

/// Whether a suspension has come to its end: the next sign-in lifts it.
inline bool hasLapsed(const store::UserRow &row, Timestamp now)
{
    return !row.isActive && row.suspendedUntil && *row.suspendedUntil <= now;
}
/// Somebody whose suspension has lapsed is active again. For signing in: `row` becomes what was
/// stored but for the place of the person's stream.
Result<void> liftLapsed(Tx &tx, store::UserRow &row);

} // namespace kith::core
