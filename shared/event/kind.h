// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"

namespace kith {

/// Numbers are stored in the database: never reuse one.
enum class EventKind : quint8 {
    MessageCreated = 1,
    MessageUpdated = 2,
    MessageDeleted = 3,
    ReactionAdded = 4,
    ReactionRemoved = 5,
    MemberAdded = 6,
    MemberRemoved = 7,
    MemberUpdated = 8,
    ChatUpdated = 9,
    UserUpdated = 10,
    // Sent live and never stored:
    Read = 100,
    Typing = 101,
    Presence = 102,
    Metrics = 103,
    AuditAdded = 104, ///< the audit log itself is what lasts
    // Of dialects, which tell who has a chat open; without a native name, since native sockets
    // have all chats open. `user` entered or left.
    RoomEntered = 105,
    RoomLeft = 106,
    ChannelCreated = 107, ///< on the directory; `chatInfo`
};

template <>
inline constexpr auto enumNames<EventKind> = std::to_array<EnumName<EventKind>>({
    {EventKind::MessageCreated, "message_created"},
    {EventKind::MessageUpdated, "message_updated"},
    {EventKind::MessageDeleted, "message_deleted"},
    {EventKind::ReactionAdded, "reaction_added"},
    {EventKind::ReactionRemoved, "reaction_removed"},
    {EventKind::MemberAdded, "member_added"},
    {EventKind::MemberRemoved, "member_removed"},
    {EventKind::MemberUpdated, "member_updated"},
    {EventKind::ChatUpdated, "chat_updated"},
    {EventKind::UserUpdated, "user_updated"},
    {EventKind::Read, "read"},
    {EventKind::Typing, "typing"},
    {EventKind::Presence, "presence"},
    {EventKind::Metrics, "metrics"},
    {EventKind::AuditAdded, "audit_added"},
});

} // namespace kith
