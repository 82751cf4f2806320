// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/userchange.h"

#include "core/access.h"
#include "core/accounts/sessions.h"
#include "core/people/usercounts.h"
#include "core/people/users.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::SqlSession;
using store::UserRow;

namespace {

QString textOf(UserRole role) { return QString::fromLatin1(nameOf(role)); }
QString textOf(Suspension suspension)
{
    switch (suspension) {
    case Suspension::Suspended:
        return u"suspended"_s;
    case Suspension::Banned:
        return u"banned"_s;
    case Suspension::None:
        break;
    }
    return {};
}
QString textOf(const std::optional<Timestamp> &time)
{
    return time ? QString::fromLatin1(toRfc3339(*time)) : QString();
}
QString textOf(bool isActive) { return isActive ? u"active"_s : u"suspended"_s; }

/// The gravest part of a change names it.
QString userActionOf(const UserRow &before, const UserRow &after)
{
    if (before.isActive != after.isActive)
        return after.isActive ? u"user.reactivate"_s : u"user.suspend"_s;
    return before.role != after.role ? u"user.role"_s : u"user.change"_s;
}

std::vector<AuditChange> userChangesOf(const UserRow &before, const UserRow &after)
{
    std::vector<AuditChange> changes;
    noteChange(changes, u"is_active"_s, textOf(before.isActive), textOf(after.isActive));
    // That somebody is suspended is said above; here, of which kind and until when.
    if (before.suspension == Suspension::Banned || after.suspension == Suspension::Banned)
        noteChange(changes, u"suspension"_s, textOf(before.suspension), textOf(after.suspension));
    noteChange(
        changes, u"suspended_until"_s, textOf(before.suspendedUntil), textOf(after.suspendedUntil));
    noteChange(changes, u"role"_s, textOf(before.role), textOf(after.role));
    noteChange(changes, u"username"_s, before.username, after.username);
    noteChange(changes, u"email"_s, before.email, after.email);
    noteChange(changes, u"full_name"_s, before.fullName, after.fullName);
    noteChange(changes, u"title"_s, before.title, after.title);
    noteChange(changes, u"team"_s, before.team, after.team);
    noteChange(changes, u"about"_s, before.about, after.about);
    return changes;
}

} // namespace

AuditNote noteOn(const UserRow &user, const QString &action)
{
    return {.action = action,
        .targetKind = u"user"_s,
        .targetId = user.id.value,
        .targetName = user.username};
}

Result<UserRow> userForAdmin(Tx &tx, UserId id)
{
    TRY_ASSIGN(const UserRow actor, access::asAdmin(tx));
    TRY_ASSIGN(const UserRow *found, tx.unit.users.find(id));
    if (!found)
        return notFound(u"There is no such person."_s);
    if (found->role > actor.role)
        return forbidden(u"You cannot change someone whose role is above yours."_s);
    return *found;
}

/// The last active owner stays one without a rule of its own: only owners change owners, and
/// whoever acts is active and keeps their role.
Result<UserRow> judgeUserChange(Tx &tx, const UserRow &before, const AdminUserChange &in)
{
    TRY_ASSIGN(const UserRow actor, access::asAdmin(tx));
    if (before.role > actor.role)
        return forbidden(u"You cannot change someone whose role is above yours."_s);
    if (in.role && *in.role > actor.role)
        return forbidden(u"You cannot grant a role above your own."_s);
    UserRow row = before;
    row.username = in.username.value_or(row.username);
    row.email = in.email.value_or(row.email);
    row.fullName = in.fullName.value_or(row.fullName);
    row.title = in.title.value_or(row.title);
    row.team = in.team.value_or(row.team);
    row.about = in.about.value_or(row.about);
    row.role = in.role.value_or(row.role);
    row.isActive = in.isActive.value_or(row.isActive);
    if (row.isActive != before.isActive) {
        row.suspension = row.isActive ? Suspension::None : Suspension::Suspended;
        row.suspendedUntil.reset();
    }
    const bool loses = row.role < before.role || (before.isActive && !row.isActive);
    if (before.id == actor.id && loses)
        return conflict(u"Nobody suspends or demotes themselves: ask somebody of your role, and as "
                        "the last owner make somebody else an owner first."_s);
    TRY_ASSIGN(row, withKeys(std::move(row)));
    if (row.usernameKey != before.usernameKey || row.emailKey != before.emailKey) {
        TRY_ASSIGN(SqlSession * sql, tx.unit.reading());
        TRY(checkNamesFree(*sql, row));
    }
    return row;
}

Result<void> applyUserChange(
    Tx &tx, const UserRow &before, const UserRow &after, const QString &reason)
{
    AuditNote note = noteOn(after, userActionOf(before, after));
    note.changes = userChangesOf(before, after);
    note.reason = reason;
    if (note.changes.empty())
        return {};
    TRY(saveUser(tx, before, after));
    TRY(countChangedUser(tx, before, after));
    if (before.role != after.role || before.isActive != after.isActive)
        tx.changes.changedUsers.push_back({after.id, after.role, after.isActive});
    if (before.isActive && !after.isActive)
        TRY(endSessions(tx, after.id));
    return appendAudit(tx, std::move(note));
}

} // namespace kith::core
