// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/users.h"

#include "core/presence.h"

namespace kith::core {

namespace {

std::optional<UserStatus> statusOf(const store::UserRow &row, Timestamp now)
{
    if (row.statusText.isEmpty() && row.statusEmoji.isEmpty())
        return std::nullopt;
    if (row.statusExpiresAt && *row.statusExpiresAt <= now)
        return std::nullopt;
    return UserStatus{row.statusText, row.statusEmoji, row.statusExpiresAt};
}

} // namespace

User toUser(const store::UserRow &row, const Actor &viewer, const Environment &env, Timestamp now)
{
    User user{.id = row.id,
        .username = row.username,
        .fullName = row.fullName,
        .avatarUrl = row.avatarUrl,
        .title = row.title,
        .team = row.team,
        .about = row.about,
        .role = row.role,
        .isActive = row.isActive,
        .isOnline = env.presence.isOnline(row.id),
        .lastSeen = env.presence.lastSeen(row.id),
        .status = statusOf(row, now),
        .createdAt = row.createdAt};
    if (!user.lastSeen)
        user.lastSeen = row.lastSeenAt;
    if (viewer.user == row.id || viewer.role >= UserRole::Admin)
        user.email = row.email;
    return user;
}

UserBrief toBrief(const store::UserRow &row)
{
    return {.id = row.id,
        .username = row.username,
        .fullName = row.fullName,
        .avatarUrl = row.avatarUrl};
}

} // namespace kith::core
