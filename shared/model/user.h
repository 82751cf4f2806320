// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"
#include "shared/limits.h"

#include <QString>

#include <optional>

namespace kith {

/// What a person may do on the whole server. Ordered: a later role may do all an earlier one may.
enum class UserRole { User, Moderator, Admin, Owner };

template <>
inline constexpr auto enumNames<UserRole> = std::to_array<EnumName<UserRole>>({
    {UserRole::User, "user"},
    {UserRole::Moderator, "moderator"},
    {UserRole::Admin, "admin"},
    {UserRole::Owner, "owner"},
});

/// What people say about their being there, apart from whether a socket of theirs is open. Shown by
/// dialects only. Numbers are stored in the database.
enum class Availability { Offline = 0, Online = 1, Away = 2, DoNotDisturb = 3 };

/// Why somebody is not active. Numbers are stored in the database.
enum class Suspension { None = 0, Suspended = 1, Banned = 2 };

/// A line that people set about themselves; it disappears when it expires.
struct UserStatus
{
    QString text{};
    QString emoji{};
    std::optional<Timestamp> expiresAt{};

    bool operator==(const UserStatus &) const = default;
};

template <>
inline constexpr auto fields<UserStatus> = fieldList("UserStatus",
    field("text", &UserStatus::text, length(0, limits::kStatusChars), format("oneline")),
    field("emoji", &UserStatus::emoji, length(0, limits::kEmojiChars), format("emoji")),
    field("expires_at", &UserStatus::expiresAt));

struct User
{
    UserId id{};
    QString username{};
    std::optional<QString> email{}; ///< only to the person and to admins
    QString fullName{};
    std::optional<QString> avatarUrl{};
    QString title{};
    QString team{};
    QString about{};
    UserRole role = UserRole::User;
    bool isActive = true;
    bool isOnline = false;
    std::optional<Timestamp> lastSeen{};
    std::optional<UserStatus> status{};
    Timestamp createdAt{};

    bool operator==(const User &) const = default;
};

template <>
inline constexpr auto fields<User> = fieldList("User", field("id", &User::id),
    field("username", &User::username),
    field("email", &User::email, doc("Shown to the person and to admins, null to others")),
    field("full_name", &User::fullName), field("avatar_url", &User::avatarUrl),
    field("title", &User::title), field("team", &User::team), field("about", &User::about),
    field("role", &User::role), field("is_active", &User::isActive),
    field("is_online", &User::isOnline), field("last_seen", &User::lastSeen),
    field("status", &User::status), field("created_at", &User::createdAt));

/// What a message says about its sender: enough to draw it without another request.
struct UserBrief
{
    UserId id{};
    QString username{};
    QString fullName{};
    std::optional<QString> avatarUrl{};
    // Not in the field list, hence never in native JSON: what dialects show of a sender in events,
    // which are encoded without a query.
    QString email{};
    Timestamp createdAt{};
    Timestamp updatedAt{};

    bool operator==(const UserBrief &) const = default;
};

template <>
inline constexpr auto fields<UserBrief> = fieldList("UserBrief", field("id", &UserBrief::id),
    field("username", &UserBrief::username), field("full_name", &UserBrief::fullName),
    field("avatar_url", &UserBrief::avatarUrl));

/// PATCH users/me, and users/{id} for admins. An absent field stays as it is.
struct UserChange
{
    std::optional<QString> username{};
    std::optional<QString> fullName{};
    std::optional<QString> title{};
    std::optional<QString> team{};
    std::optional<QString> about{};

    bool operator==(const UserChange &) const = default;
};

template <>
inline constexpr auto fields<UserChange> = fieldList("UserChange",
    field("username", &UserChange::username, length(limits::kUsernameMin, limits::kUsernameMax),
        format("username")),
    field("full_name", &UserChange::fullName, length(0, limits::kNameChars), format("oneline")),
    field("title", &UserChange::title, length(0, limits::kNameChars), format("oneline")),
    field("team", &UserChange::team, length(0, limits::kNameChars), format("oneline")),
    field("about", &UserChange::about, length(0, limits::kAboutChars)));

/// PATCH users/{id}, for admins: what people may change about themselves, and the role.
struct AdminUserChange
{
    std::optional<QString> username{};
    std::optional<QString> email{};
    std::optional<QString> fullName{};
    std::optional<QString> title{};
    std::optional<QString> team{};
    std::optional<QString> about{};
    std::optional<UserRole> role{};
    std::optional<bool> isActive{};

    bool operator==(const AdminUserChange &) const = default;
};

template <>
inline constexpr auto fields<AdminUserChange> = fieldList("AdminUserChange",
    field("username", &AdminUserChange::username,
        length(limits::kUsernameMin, limits::kUsernameMax), format("username")),
    field("email", &AdminUserChange::email, length(3, limits::kEmailChars), format("email")),
    field(
        "full_name", &AdminUserChange::fullName, length(0, limits::kNameChars), format("oneline")),
    field("title", &AdminUserChange::title, length(0, limits::kNameChars), format("oneline")),
    field("team", &AdminUserChange::team, length(0, limits::kNameChars), format("oneline")),
    field("about", &AdminUserChange::about, length(0, limits::kAboutChars)),
    field("role", &AdminUserChange::role,
        doc("Nobody grants a role above their own; the last owner keeps theirs")),
    field("is_active", &AdminUserChange::isActive));

} // namespace kith
