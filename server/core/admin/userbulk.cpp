// SPDX-License-Identifier: GPL-3.0-or-later
// One action on many people. Judging and doing are two functions, and a dry run leaves out the
// second: what it says is what happens.
#include "core/admin/userbulk.h"

#include "core/access.h"
#include "core/accounts/userchange.h"
#include "core/admin/users.h"
#include "core/people/users.h"

#include <unordered_set>

namespace kith::core {

using namespace Qt::StringLiterals;
using store::UserRow;

namespace {

Result<void> checkBulk(const UserBulk &in)
{
    if (in.action == UserAction::SetRole && !in.role)
        return invalidInput(u"role"_s, u"is required for set_role"_s);
    if (in.action != UserAction::SetRole && in.role)
        return invalidInput(u"role"_s, u"is for set_role only"_s);
    return {};
}

AdminUserChange changeOf(const UserBulk &in)
{
    if (in.action == UserAction::SetRole)
        return {.role = in.role};
    return {.isActive = in.action == UserAction::Reactivate};
}

QString standing(const UserRow &row, const UserBulk &in)
{
    if (in.action == UserAction::SetRole)
        return QString::fromLatin1(nameOf(row.role));
    return row.isActive ? u"active"_s : u"suspended"_s;
}

Result<void> changeStanding(Tx &tx, const UserRow &before, const UserBulk &in, UserOutcome &outcome)
{
    outcome.before = outcome.after = standing(before, in);
    TRY_ASSIGN(const UserRow after, judgeUserChange(tx, before, changeOf(in)));
    outcome.after = standing(after, in);
    return in.dryRun ? Result<void>() : applyUserChange(tx, before, after, in.reason);
}

Result<void> endTheirSessions(Tx &tx, const UserRow &user, const UserBulk &in, UserOutcome &outcome)
{
    TRY_ASSIGN(const SessionsToEnd sessions, judgeSessions(tx, user));
    outcome.before = QString::number(sessions.before);
    outcome.after = QString::number(sessions.after);
    return in.dryRun ? Result<void>() : applySessions(tx, user, sessions, in.reason);
}

Result<void> changeOne(Tx &tx, UserId id, const UserBulk &in, UserOutcome &outcome)
{
    TRY_ASSIGN(const UserRow *found, tx.unit.users.find(id));
    if (found)
        outcome.user = toBrief(*found);
    TRY_ASSIGN(const UserRow user, userForAdmin(tx, id));
    return in.action == UserAction::EndSessions ? endTheirSessions(tx, user, in, outcome)
                                                : changeStanding(tx, user, in, outcome);
}

/// A person whom the rules keep as they are, as opposed to a request that cannot be served.
bool isVerdict(const Error &error)
{
    return error.code == ErrorCode::Forbidden || error.code == ErrorCode::Conflict
        || error.code == ErrorCode::NotFound;
}

Result<UserOutcome> outcomeOf(Tx &tx, UserId id, const UserBulk &in)
{
    UserOutcome outcome{.user = {.id = id}};
    if (auto done = changeOne(tx, id, in, outcome); !done) {
        if (!isVerdict(done.error()))
            return std::move(done.error());
        outcome.verdict = BulkVerdict::Refused;
        outcome.after = outcome.before;
        outcome.detail = done.error().detail;
    } else if (outcome.before != outcome.after) {
        outcome.verdict = BulkVerdict::Changed;
    }
    return outcome;
}

} // namespace

Result<UserBulkResult> changeUsers(Tx &tx, const UserBulk &in)
{
    TRY(checkBulk(in));
    TRY(tx.unit.writing());
    TRY(access::asAdmin(tx)); // once for the request, so that nobody else learns who is there
    UserBulkResult result{.dryRun = in.dryRun};
    std::unordered_set<UserId> seen;
    for (const UserId id : in.userIds) {
        if (!seen.insert(id).second)
            continue;
        TRY_ASSIGN(UserOutcome outcome, outcomeOf(tx, id, in));
        result.changed += outcome.verdict == BulkVerdict::Changed;
        result.unchanged += outcome.verdict == BulkVerdict::Unchanged;
        result.refused += outcome.verdict == BulkVerdict::Refused;
        result.outcomes.push_back(std::move(outcome));
    }
    return result;
}

} // namespace kith::core
