// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// People, as admins see and change them: /api/v2/admin/users. A row of the table is a User.

#include "shared/model/adminlists.h"
#include "shared/model/user.h"

namespace kith {

enum class AdminUserSort { Username, FullName, Email, Role, CreatedAt, LastSeen };

template <>
inline constexpr auto enumNames<AdminUserSort> = std::to_array<EnumName<AdminUserSort>>({
    {AdminUserSort::Username, "username"},
    {AdminUserSort::FullName, "full_name"},
    {AdminUserSort::Email, "email"},
    {AdminUserSort::Role, "role"},
    {AdminUserSort::CreatedAt, "created_at"},
    {AdminUserSort::LastSeen, "last_seen"},
});

/// GET admin/users.
struct AdminUserQuery
{
    std::optional<QString> search{};
    std::optional<UserRole> role{};
    std::optional<bool> isActive{};
    AdminUserSort sort = AdminUserSort::Username;
    SortOrder order = SortOrder::Ascending;
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;
    bool total = false;

    bool operator==(const AdminUserQuery &) const = default;
};

const FieldList &fieldsOf(Of<AdminUserQuery>);

/// GET admin/users/{id}: what the table has no room for.
struct UserDetail
{
    User user{};
    qint64 sessionCount = 0; ///< live sign-ins
    qint64 connectionCount = 0; ///< open sockets
    qint64 chatCount = 0;
    Timestamp updatedAt{};

    bool operator==(const UserDetail &) const = default;
};

const FieldList &fieldsOf(Of<UserDetail>);

/// POST admin/users. Nobody sets another person's password: the answer holds a link with which
/// they set their own.
struct NewUser
{
    QString username{};
    QString email{};
    QString fullName{};
    QString title{};
    QString team{};
    UserRole role = UserRole::User;
};

const FieldList &fieldsOf(Of<NewUser>);

/// A link with which a person sets a new password, once. Told to the admin who asked, who hands it
/// over; only its hash is stored. Using it ends the person's sessions and signs nobody in.
struct PasswordLink
{
    QString url{};
    QString token{}; ///< the part of the link that POST auth/password/reset takes
    Timestamp expiresAt{};
};

const FieldList &fieldsOf(Of<PasswordLink>);

struct CreatedUser
{
    User user{};
    PasswordLink passwordLink{};
};

const FieldList &fieldsOf(Of<CreatedUser>);

/// POST auth/password/reset.
struct PasswordReset
{
    QString token{};
    QString newPassword{};
};

const FieldList &fieldsOf(Of<PasswordReset>);

// ---- Many at once -----------------------------------------------------------------------------

enum class UserAction { Suspend, Reactivate, SetRole, EndSessions };

template <>
inline constexpr auto enumNames<UserAction> = std::to_array<EnumName<UserAction>>({
    {UserAction::Suspend, "suspend"},
    {UserAction::Reactivate, "reactivate"},
    {UserAction::SetRole, "set_role"},
    {UserAction::EndSessions, "end_sessions"},
});

/// POST admin/users/bulk: one action on many people, each judged by itself. A dry run answers what
/// would happen and changes nothing. What matches a filter is done in pieces by the client.
struct UserBulk
{
    UserAction action = UserAction::Suspend;
    std::optional<UserRole> role{}; ///< of set_role
    std::vector<UserId> userIds{};
    bool dryRun = true;
    QString reason{};
};

const FieldList &fieldsOf(Of<UserBulk>);

enum class BulkVerdict { Changed, Unchanged, Refused };

template <>
inline constexpr auto enumNames<BulkVerdict> = std::to_array<EnumName<BulkVerdict>>({
    {BulkVerdict::Changed, "changed"},
    {BulkVerdict::Unchanged, "unchanged"},
    {BulkVerdict::Refused, "refused"},
});

/// What happened, or would happen, to one person. `before` and `after` tell the role, "active" or
/// "suspended", or the number of sessions, and let a client undo.
struct UserOutcome
{
    UserBrief user{};
    BulkVerdict verdict = BulkVerdict::Unchanged;
    QString before{};
    QString after{};
    QString detail{}; ///< why it was refused

    bool operator==(const UserOutcome &) const = default;
};

const FieldList &fieldsOf(Of<UserOutcome>);

struct UserBulkResult
{
    bool dryRun = true;
    qint64 changed = 0;
    qint64 unchanged = 0;
    qint64 refused = 0;
    std::vector<UserOutcome> outcomes{}; ///< one a person, in the order asked

    bool operator==(const UserBulkResult &) const = default;
};

const FieldList &fieldsOf(Of<UserBulkResult>);

} // namespace kith
