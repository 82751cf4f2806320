// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/users.h"

#include "core/access.h"
#include "core/accounts/accounts.h"
#include "core/accounts/passwordlinks.h"
#include "core/accounts/userchange.h"
#include "core/live/presence.h"
#include "core/people/users.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;
using store::SqlSession;
using store::UserRow;

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
        return notFound(u"There is no such person."_s);
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
    noteChange(note.changes, u"role"_s, {}, QString::fromLatin1(nameOf(row.role)));
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
