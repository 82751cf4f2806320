// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/users.h"

#include "core/access.h"
#include "core/accounts/accounts.h"
#include "core/accounts/passwordlinks.h"
#include "core/audit/audit.h"
#include "core/live/presence.h"
#include "core/people/usercounts.h"
#include "core/people/users.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;
using store::SqlSession;
using store::UserRow;

namespace {

Error noSuchAccount() { return notFound(u"There is no such person."_s); }

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

AuditNote noteOn(const UserRow &user, const QString &action)
{
    return {.action = action,
        .targetKind = u"user"_s,
        .targetId = user.id.value,
        .targetName = user.username};
}

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

Result<UserRow> userForAdmin(Tx &tx, UserId id)
{
    TRY_ASSIGN(const UserRow actor, access::asAdmin(tx));
    TRY_ASSIGN(const UserRow *found, tx.unit.users.find(id));
    if (!found)
        return noSuchAccount();
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

Result<SessionsToEnd> judgeSessions(Tx &tx, const UserRow &user)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const qint64 live, countSessions(*sql, user.id, tx.env.policy, tx.now));
    const bool isMe = user.id == tx.actor.user;
    return SessionsToEnd{.before = live, .after = isMe ? std::min<qint64>(live, 1) : 0};
}

Result<void> applySessions(
    Tx &tx, const UserRow &user, const SessionsToEnd &sessions, const QString &reason)
{
    const bool isMe = user.id == tx.actor.user;
    TRY(endSessions(tx, user.id, isMe ? std::optional(tx.actor.session) : std::nullopt));
    if (sessions.before == sessions.after)
        return {};
    AuditNote note = noteOn(user, u"user.end_sessions"_s);
    noteChange(note.changes, u"sessions"_s, QString::number(sessions.before),
        QString::number(sessions.after));
    note.reason = reason;
    return appendAudit(tx, std::move(note));
}

Result<UserDetail> userDetail(ReadTx &tx, UserId id)
{
    TRY(access::asAdmin(tx));
    TRY_ASSIGN(const auto row, store::loadRow<UserRow>(tx.sql, id));
    if (!row)
        return noSuchAccount();
    UserDetail detail{.user = toUser(*row, tx.actor, tx.env, tx.now),
        .connectionCount = tx.env.presence.leases(id),
        .updatedAt = row->updatedAt};
    TRY_ASSIGN(detail.sessionCount, countSessions(tx.sql, id, tx.env.policy, tx.now));
    constexpr Sql kChats("SELECT COUNT(*) FROM members WHERE user_id = :user");
    TRY_ASSIGN(const auto chats, store::integerOf(tx.sql, kChats, {{":user", id.value}}));
    detail.chatCount = chats.value_or(0);
    return detail;
}

Result<CreatedUser> createUser(Tx &tx, const NewUser &in)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow actor, access::asAdmin(tx));
    if (in.role > actor.role)
        return forbidden(u"You cannot grant a role above your own."_s);
    TRY_ASSIGN(UserRow row,
        withKeys({.username = in.username,
            .email = in.email,
            .fullName = in.fullName.isEmpty() ? in.username : in.fullName,
            .title = in.title,
            .team = in.team,
            .role = in.role,
            .passwordHash = dummyHash(costOf(tx.env.policy))}));
    TRY_ASSIGN(row, addPerson(tx, std::move(row)));
    TRY_ASSIGN(PasswordLink link, makePasswordLink(tx, row.id));
    AuditNote note = noteOn(row, u"user.create"_s);
    noteChange(note.changes, u"role"_s, {}, textOf(row.role));
    noteChange(note.changes, u"email"_s, {}, row.email);
    noteChange(note.changes, u"full_name"_s, {}, row.fullName);
    TRY(appendAudit(tx, std::move(note)));
    return CreatedUser{
        .user = toUser(row, tx.actor, tx.env, tx.now), .passwordLink = std::move(link)};
}

Result<User> updateUser(Tx &tx, UserId id, const AdminUserChange &in)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow before, userForAdmin(tx, id));
    TRY_ASSIGN(const UserRow after, judgeUserChange(tx, before, in));
    TRY(applyUserChange(tx, before, after, {}));
    return toUser(after, tx.actor, tx.env, tx.now);
}

Result<PasswordLink> giveUserLink(Tx &tx, UserId id)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow user, userForAdmin(tx, id));
    if (!user.isActive)
        return conflict(u"The person is suspended: reactivate them first."_s);
    TRY_ASSIGN(PasswordLink link, makePasswordLink(tx, id));
    TRY(appendAudit(tx, noteOn(user, u"user.password_link"_s)));
    return link;
}

Result<EndedSessions> endUserSessions(Tx &tx, UserId id)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow user, userForAdmin(tx, id));
    TRY_ASSIGN(const SessionsToEnd sessions, judgeSessions(tx, user));
    TRY(applySessions(tx, user, sessions, {}));
    return EndedSessions{.ended = sessions.before - sessions.after};
}

} // namespace kith::core
