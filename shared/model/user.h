// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"
#include "shared/ids.h"
#include "shared/limits.h"
#include "shared/time.h"

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

const FieldList &fieldsOf(Of<UserStatus>);

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

const FieldList &fieldsOf(Of<User>);

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

const FieldList &fieldsOf(Of<UserBrief>);

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

const FieldList &fieldsOf(Of<UserChange>);

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

const FieldList &fieldsOf(Of<AdminUserChange>);

} // namespace kith
