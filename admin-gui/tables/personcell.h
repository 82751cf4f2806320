// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/column.h"

namespace kith::console {

/// How a person is drawn in a table: initials, name, and the username after it.
inline CellLook personLook(const UserBrief &user)
{
    const QString handle = QLatin1Char('@') + user.username;
    return {.second = user.fullName.isEmpty() ? QString() : handle,
        .avatar = readable(user),
        .avatarSeed = user.id.value,
        .strong = true};
}

inline Tone toneOf(UserRole role)
{
    switch (role) {
    case UserRole::Owner:
        return Tone::Warning;
    case UserRole::Admin:
        return Tone::Accent;
    case UserRole::Moderator:
        return Tone::Good;
    case UserRole::User:
        break;
    }
    return Tone::Quiet;
}

/// A role as a word in a field; plain users, the many, without one.
inline CellLook roleLook(UserRole role)
{
    return {.badge = role != UserRole::User, .tone = toneOf(role)};
}

} // namespace kith::console
