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

template <>
inline constexpr auto fields<AdminUserQuery> = fieldList("AdminUserQuery",
    field("search", &AdminUserQuery::search, length(1, limits::kNameChars),
        doc("Part of a username, name, title, team or e-mail address, without regard to case")),
    field("role", &AdminUserQuery::role), field("is_active", &AdminUserQuery::isActive),
    field("sort", &AdminUserQuery::sort), field("order", &AdminUserQuery::order),
    field("cursor", &AdminUserQuery::cursor, length(1, 1000),
        doc("The `next` or `prev` of a page with the same search, filters and sort")),
    field("limit", &AdminUserQuery::limit, doc("1 to 100; clamps")),
    field("total", &AdminUserQuery::total, doc("Whether to say how many match")));

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

template <>
inline constexpr auto fields<UserDetail> = fieldList("UserDetail", field("user", &UserDetail::user),
    field("session_count", &UserDetail::sessionCount),
    field("connection_count", &UserDetail::connectionCount),
    field("chat_count", &UserDetail::chatCount), field("updated_at", &UserDetail::updatedAt));

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

template <>
inline constexpr auto fields<NewUser> = fieldList("NewUser",
    field("username", &NewUser::username, required,
        length(limits::kUsernameMin, limits::kUsernameMax), format("username")),
    field("email", &NewUser::email, required, length(3, limits::kEmailChars), format("email")),
    field("full_name", &NewUser::fullName, length(0, limits::kNameChars), format("oneline")),
    field("title", &NewUser::title, length(0, limits::kNameChars), format("oneline")),
    field("team", &NewUser::team, length(0, limits::kNameChars), format("oneline")),
    field("role", &NewUser::role, doc("Nobody grants a role above their own")));

/// A link with which a person sets a new password, once. Told to the admin who asked, who hands it
/// over; only its hash is stored. Using it ends the person's sessions and signs nobody in.
struct PasswordLink
{
    QString url{};
    QString token{}; ///< the part of the link that POST auth/password/reset takes
    Timestamp expiresAt{};
};

template <>
inline constexpr auto fields<PasswordLink> = fieldList("PasswordLink",
    field("url", &PasswordLink::url), field("token", &PasswordLink::token),
    field("expires_at", &PasswordLink::expiresAt));

struct CreatedUser
{
    User user{};
    PasswordLink passwordLink{};
};

template <>
inline constexpr auto fields<CreatedUser> = fieldList("CreatedUser",
    field("user", &CreatedUser::user), field("password_link", &CreatedUser::passwordLink));

/// POST auth/password/reset.
struct PasswordReset
{
    QString token{};
    QString newPassword{};
};

template <>
inline constexpr auto fields<PasswordReset> = fieldList("PasswordReset",
    field("token", &PasswordReset::token, required, length(1, 128)),
    field(
        "new_password", &PasswordReset::newPassword, required, length(1, limits::kPasswordChars)));

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

template <>
inline constexpr auto fields<UserBulk> = fieldList("UserBulk",
    field("action", &UserBulk::action, required),
    field("role", &UserBulk::role, doc("Needed for set_role, and for nothing else")),
    field("user_ids", &UserBulk::userIds, required, length(1, limits::kBulkUsers)),
    field("dry_run", &UserBulk::dryRun, required,
        doc("True: say what would happen, and change nothing")),
    field("reason", &UserBulk::reason, length(0, limits::kReasonChars), format("oneline"),
        doc("Kept in the audit log")));

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

template <>
inline constexpr auto fields<UserOutcome> = fieldList("UserOutcome",
    field("user", &UserOutcome::user), field("verdict", &UserOutcome::verdict),
    field("before", &UserOutcome::before), field("after", &UserOutcome::after),
    field("detail", &UserOutcome::detail));

struct UserBulkResult
{
    bool dryRun = true;
    qint64 changed = 0;
    qint64 unchanged = 0;
    qint64 refused = 0;
    std::vector<UserOutcome> outcomes{}; ///< one a person, in the order asked

    bool operator==(const UserBulkResult &) const = default;
};

template <>
inline constexpr auto fields<UserBulkResult> = fieldList("UserBulkResult",
    field("dry_run", &UserBulkResult::dryRun), field("changed", &UserBulkResult::changed),
    field("unchanged", &UserBulkResult::unchanged), field("refused", &UserBulkResult::refused),
    field("outcomes", &UserBulkResult::outcomes));

} // namespace kith
