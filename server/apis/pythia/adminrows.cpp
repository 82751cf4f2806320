// SPDX-License-Identifier: GPL-3.0-or-later
// Administration. Roles are the server's: MEMBER, MODERATOR, ADMIN and SUPER_ADMIN are user,
// moderator, admin and owner. What admins did is in the audit log, of which a part has names here.
#include "core/accounts/suspensions.h"
#include "core/accounts/userchange.h"
#include "core/admin/totals.h"
#include "core/admin/users.h"
#include "core/audit/audit.h"
#include "core/messages/messages.h"
#include "core/people/people.h"
#include "core/people/usercounts.h"
#include "pythia/rows.h"
#include "pythia/views.h"

#include <QTimeZone>

#include <algorithm>
#include <unordered_map>

namespace kith::pythia {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr size_t kBulk = 100;
constexpr int kAuditPages = 100; // that a list looks through at most

Error needsUsers() { return refuse(403, u"Insufficient permissions. Required: VIEW_USERS"_s); }
Error needsBan() { return refuse(403, u"Insufficient permissions. Required: BAN_USERS"_s); }
Error needsSuspend() { return refuse(403, u"Insufficient permissions. Required: SUSPEND_USERS"_s); }
Error needsRoles() { return refuse(403, u"Insufficient permissions. Required: ASSIGN_ROLES"_s); }
Error needsDelete()
{
    return refuse(403, u"Insufficient permissions. Required: DELETE_MESSAGES"_s);
}
Error needsAudit() { return refuse(403, u"Insufficient permissions. Required: VIEW_AUDIT_LOGS"_s); }
Error needsOwner() { return refuse(403, u"Super admin access required"_s); }

const Error &noSuchTarget()
{
    static const Error error = refuse(404, u"User not found"_s);
    return error;
}

/// Whoever is not below the actor, themselves included: one text for both.
template <class T> Result<T> orRank(Result<T> result, const QString &text)
{
    return said(said(said(std::move(result), ErrorCode::NotFound, noSuchTarget()),
                    ErrorCode::Forbidden, refuse(403, text)),
        ErrorCode::Conflict, refuse(403, text));
}

// ---- The audit log ------------------------------------------------------------------------------

struct Named
{
    wire::ActionType action;
    wire::TargetType target;
};

const AuditChange *changeOf(const AuditEntry &entry, const QString &field)
{
    const auto it = std::find_if(entry.changes.begin(), entry.changes.end(),
        [&](const AuditChange &change) { return change.field == field; });
    return it == entry.changes.end() ? nullptr : &*it;
}

std::optional<Named> named(const AuditEntry &entry)
{
    using A = wire::ActionType;
    using T = wire::TargetType;
    const AuditChange *kind = changeOf(entry, u"suspension"_s);
    const AuditChange *role = changeOf(entry, u"role"_s);
    if (entry.action == "user.reactivate"_L1)
        return Named{
            kind && kind->before == "banned"_L1 ? A::UnbanUser : A::UnsuspendUser, T::User};
    // A suspension that becomes a ban, and the other way round, is a change of somebody suspended.
    if (entry.action == "user.suspend"_L1 || kind)
        return Named{kind && kind->after == "banned"_L1 ? A::BanUser : A::SuspendUser, T::User};
    if (entry.action == "user.role"_L1)
        return Named{role && role->after == "user"_L1 ? A::RemoveRole : A::AssignRole, T::Role};
    if (entry.action == "message.delete"_L1)
        return Named{A::DeleteMessage, T::Message};
    if (entry.action == "chat.archive"_L1)
        return Named{A::ArchiveChannel, T::Channel};
    return {};
}

QString targetId(const AuditEntry &entry, wire::TargetType type)
{
    switch (type) {
    case wire::TargetType::Message:
        return QString::fromLatin1(CuidId<MessageId>::spell(MessageId(entry.targetId)));
    case wire::TargetType::Channel:
        return QString::fromLatin1(CuidId<ChatId>::spell(ChatId(entry.targetId)));
    case wire::TargetType::User:
    case wire::TargetType::Role:
        break;
    }
    return QString::fromLatin1(CuidId<UserId>::spell(UserId(entry.targetId)));
}

wire::Action toAction(const AuditEntry &entry, const Named &name, const wire::User &admin)
{
    wire::Action action{.id = QString::fromLatin1(toCuid(IdKind::Session, entry.seq)),
        .action = name.action,
        .targetType = name.target,
        .targetId = targetId(entry, name.target),
        .reason = orNull(entry.reason),
        .createdAt = entry.at,
        .adminId = admin.id,
        .admin = admin};
    if (!entry.changes.empty())
        action.metadata = {entry.changes.front().before, entry.changes.front().after};
    return action;
}

bool fits(const wire::ActionQuery &query, const Named &name)
{
    return (!query.actionType || *query.actionType == name.action)
        && (!query.targetType || *query.targetType == name.target);
}

/// A page of what has a name here, newest first.
Result<std::vector<wire::Action>> actionsOf(core::ReadTx &tx, const wire::ActionQuery &in)
{
    AuditQuery query{.limit = limits::kPageMax};
    if (in.adminId)
        query.actor = CuidId<UserId>::read(in.adminId->toLatin1());
    qint64 skip = (in.page - 1) * in.limit;
    std::vector<std::pair<AuditEntry, Named>> found;
    for (int i = 0; i < kAuditPages && static_cast<qint64>(found.size()) < in.limit; ++i) {
        TRY_ASSIGN(auto page, core::auditLog(tx, query));
        for (AuditEntry &entry : page.items) {
            const auto name = named(entry);
            // The machine's operator is no account.
            if (!name || !entry.actorId || !fits(in, *name) || skip-- > 0)
                continue;
            if (static_cast<qint64>(found.size()) < in.limit)
                found.emplace_back(std::move(entry), *name);
        }
        if (!page.next)
            break;
        query.cursor = page.next;
    }
    std::vector<UserId> ids;
    for (const auto &[entry, name] : found)
        ids.push_back(*entry.actorId);
    TRY_ASSIGN(const auto rows, core::usersByIds(tx.sql, ids));
    std::unordered_map<UserId, wire::User> people;
    for (const store::UserRow &row : rows)
        people.emplace(row.id, toUser(row));
    std::vector<wire::Action> actions;
    for (const auto &[entry, name] : found)
        actions.push_back(toAction(entry, name, people.at(*entry.actorId)));
    return actions;
}

Result<wire::Dashboard> dashboard(core::ReadTx &tx)
{
    TRY_ASSIGN(const auto totals, core::serverTotals(tx.sql));
    TRY_ASSIGN(const qint64 active, core::countUsers(tx.sql, {}, true));
    const QDateTime midnight(QDateTime::fromMSecsSinceEpoch(toMillis(tx.now), QTimeZone::utc())
                                 .date()
                                 .startOfDay(QTimeZone::utc()));
    TRY_ASSIGN(
        const qint64 today, core::messagesSince(tx.sql, fromMillis(midnight.toMSecsSinceEpoch())));
    TRY_ASSIGN(auto recent, actionsOf(tx, {.limit = 10}));
    return wire::Dashboard{.totalUsers = active + totals.suspended + totals.banned,
        .activeUsers = active,
        .suspendedUsers = totals.suspended,
        .bannedUsers = totals.banned,
        .totalChannels = totals.publicChannels + totals.otherChats,
        .publicChannels = totals.publicChannels,
        .privateChannels = totals.otherChats,
        .totalMessages = totals.messages,
        .messagesToday = today,
        .recentActions = std::move(recent)};
}

// ---- People -------------------------------------------------------------------------------------

Suspension suspensionOf(wire::Status status) { return static_cast<Suspension>(status); }

Result<std::vector<wire::UserSummary>> summaries(core::ReadTx &tx, const wire::UserListQuery &in)
{
    core::PeopleQuery query{.text = in.search.value_or(QString()),
        .inFullName = false,
        .inEmail = true,
        .activeOnly = false,
        .order = core::PeopleOrder::Newest,
        .skip = (in.page - 1) * in.limit,
        .limit = in.limit};
    if (in.status)
        query.suspension = suspensionOf(*in.status);
    query.activeOnly = in.status == wire::Status::Active;
    TRY_ASSIGN(const auto rows, core::searchPeople(tx.sql, query));
    std::vector<UserId> ids;
    for (const store::UserRow &row : rows)
        ids.push_back(row.id);
    TRY_ASSIGN(auto totals, core::totalsOf(tx.sql, ids));
    std::vector<wire::UserSummary> people;
    for (const store::UserRow &row : rows) {
        const wire::User user = toUser(row);
        people.push_back({.id = row.id,
            .username = row.username,
            .email = row.email,
            .status = user.status,
            .bannedUntil = user.bannedUntil,
            .messageCount = totals[row.id].messages,
            .channelCount = totals[row.id].chats,
            .createdAt = row.createdAt});
    }
    return people;
}

/// No row is MEMBER, as there. Roles are columns here: one row, given at the last change.
Result<wire::UserWithRoles> withRoles(core::ReadTx &tx, UserId id)
{
    TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(tx.sql, id));
    if (!row)
        return noSuchTarget();
    wire::UserWithRoles user{toUser(*row)};
    if (row->role != UserRole::User)
        user.roles.push_back({.id = QString::fromLatin1(toCuid(IdKind::Account, row->id.value)),
            .role = roleOf(row->role),
            .assignedAt = row->updatedAt,
            .assignedBy = row->id});
    return user;
}

std::optional<Timestamp> hoursFrom(Timestamp now, qint64 hours)
{
    return hours > 0 ? std::optional(now + std::chrono::hours(hours)) : std::nullopt;
}

Result<wire::Ack> ban(core::Tx &tx, UserId id, const wire::Ban &in)
{
    const QString text = u"Cannot ban user with equal or higher role"_s;
    TRY(orRank(core::suspend(tx, id, Suspension::Banned,
                   hoursFrom(tx.now, in.durationHours.value_or(0)), in.reason.value_or(QString())),
        text));
    return wire::Ack{u"User banned successfully"_s};
}

Result<wire::Ack> suspendUser(core::Tx &tx, UserId id, const wire::Suspend &in)
{
    const QString text = u"Cannot suspend user with equal or higher role"_s;
    TRY(orRank(core::suspend(tx, id, Suspension::Suspended, hoursFrom(tx.now, in.durationHours),
                   in.reason.value_or(QString())),
        text));
    return wire::Ack{u"User suspended successfully"_s};
}

Result<wire::Ack> unban(core::Tx &tx, UserId id, const wire::ReasonQuery &in)
{
    TRY(orRank(core::unsuspend(tx, id, in.reason.value_or(QString())),
        u"Cannot unban user with equal or higher role"_s));
    return wire::Ack{u"User unbanned successfully"_s};
}

Error noChannelRoles()
{
    return refuse(400, u"Roles of a channel are given in the channel's own settings"_s);
}

Result<wire::Ack> assignRole(core::Tx &tx, UserId id, const wire::RoleChange &in)
{
    const QString text = u"Cannot assign role equal to or higher than your own"_s;
    if (in.channelId)
        return noChannelRoles();
    const UserRole role = roleOf(in.role);
    if (role >= tx.actor.role && tx.actor.role != UserRole::Owner)
        return refuse(403, text);
    TRY_ASSIGN(const auto before, orRank(core::userForAdmin(tx, id), text));
    if (before.role == role)
        return refuse(400, u"User already has this role"_s);
    TRY(orRank(core::updateUser(tx, id, {.role = role}), text));
    return wire::Ack{u"Role assigned successfully"_s};
}

Result<wire::Ack> removeRole(core::Tx &tx, UserId id, const wire::RoleChange &in)
{
    const QString text = u"Cannot remove role equal to or higher than your own"_s;
    const Error noSuchRole = refuse(404, u"Role assignment not found"_s);
    if (in.channelId)
        return noSuchRole;
    TRY_ASSIGN(const auto before, orRank(core::userForAdmin(tx, id), text));
    if (before.role == UserRole::User || before.role != roleOf(in.role))
        return noSuchRole;
    TRY(orRank(core::updateUser(tx, id, {.role = UserRole::User}), text));
    return wire::Ack{u"Role removed successfully"_s};
}

Result<wire::Ack> deleteMessage(core::Tx &tx, MessageId id, const wire::DeleteMessage &in)
{
    TRY(said(core::deleteAsModerator(tx, id, in.reason.value_or(QString())), ErrorCode::NotFound,
        refuse(404, u"Message not found"_s)));
    return wire::Ack{u"Message deleted successfully"_s};
}

/// One after the other: what is refused changes nothing, and the others go on.
Result<wire::BulkResult> bulk(core::Tx &tx, const wire::BulkAction &in)
{
    if (in.targetIds.size() > kBulk)
        return refuse(400, u"At most %1 targets at once"_s.arg(kBulk));
    const QString reason = in.reason.value_or(QString());
    wire::BulkResult result;
    for (const QString &target : in.targetIds) {
        const QByteArray id = target.toLatin1();
        Result<void> done;
        if (in.action == wire::ActionType::BanUser) {
            const auto banned = ban(tx, CuidId<UserId>::read(id), {.reason = reason});
            if (!banned)
                done = banned.error();
        } else if (in.action == wire::ActionType::DeleteMessage) {
            const auto gone = deleteMessage(tx, CuidId<MessageId>::read(id), {.reason = reason});
            if (!gone)
                done = gone.error();
        } else {
            done = refuse(400, u"Only BAN_USER and DELETE_MESSAGE can be done in bulk"_s);
        }
        if (done)
            result.successful.push_back(target);
        else
            result.failed.push_back({target, done.error().detail});
    }
    result.totalProcessed = static_cast<qint64>(in.targetIds.size());
    return result;
}

} // namespace

api::Routes adminRows()
{
    api::Routes rows;
    const auto add = [&rows](
                         Route row) { rows.push_back(std::move(row).limitedBy(Limiter::Admin)); };
    add(row::get("/api/v1/admin/dashboard", Access::Admin, "Get Dashboard", dashboard));
    add(row::get("/api/v1/admin/users", Access::Moderator, "Get Users For Admin",
        [](core::ReadTx &tx, const Query<wire::UserListQuery> &in) {
            return summaries(tx, in);
        }).refusesRolesWith(needsUsers));
    add(row::get("/api/v1/admin/users/{user_id}", Access::Moderator, "Get User Details",
        [](core::ReadTx &tx, CuidId<UserId> id) {
            return withRoles(tx, id);
        }).refusesRolesWith(needsUsers));
    add(row::post("/api/v1/admin/users/{user_id}/ban", Access::Admin, "Ban User",
        [](core::Tx &tx, CuidId<UserId> id, const wire::Ban &in) {
            return ban(tx, id, in);
        }).refusesRolesWith(needsBan));
    add(row::post("/api/v1/admin/users/{user_id}/unban", Access::Admin, "Unban User",
        [](core::Tx &tx, CuidId<UserId> id, const Query<wire::ReasonQuery> &in) {
            return unban(tx, id, in);
        }).refusesRolesWith(needsBan));
    add(row::post("/api/v1/admin/users/{user_id}/suspend", Access::Admin, "Suspend User",
        [](core::Tx &tx, CuidId<UserId> id, const wire::Suspend &in) {
            return suspendUser(tx, id, in);
        }).refusesRolesWith(needsSuspend));
    add(row::post("/api/v1/admin/users/{user_id}/roles", Access::Admin, "Assign Role",
        [](core::Tx &tx, CuidId<UserId> id, const wire::RoleChange &in) {
            return assignRole(tx, id, in);
        }).refusesRolesWith(needsRoles));
    add(row::del("/api/v1/admin/users/{user_id}/roles", Access::Admin, "Remove Role",
        [](core::Tx &tx, CuidId<UserId> id, const wire::RoleChange &in) {
            return removeRole(tx, id, in);
        }).refusesRolesWith(needsRoles));
    add(row::del("/api/v1/admin/messages/{message_id}", Access::Moderator, "Delete Message",
        [](core::Tx &tx, CuidId<MessageId> id, const wire::DeleteMessage &in) {
            return deleteMessage(tx, id, in);
        }).refusesRolesWith(needsDelete));
    add(row::get("/api/v1/admin/actions", Access::Admin, "Get Admin Actions",
        [](core::ReadTx &tx, const Query<wire::ActionQuery> &in) {
            return actionsOf(tx, in);
        }).refusesRolesWith(needsAudit));
    add(row::post("/api/v1/admin/bulk-actions", Access::Owner, "Bulk Actions", bulk)
            .refusesRolesWith(needsOwner));
    return rows;
}

} // namespace kith::pythia
