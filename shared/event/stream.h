// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QString>

#include <compare>
#include <optional>

namespace kith {

/// A durable, gapless, ordered sequence of events.
struct StreamId
{
    enum class Kind : quint8 { Chat = 1, User = 2, Admin = 3, Directory = 4 };
    Kind kind = Kind::Chat;
    qint64 id = 0; ///< of the chat or the person; 0 for the admin stream

    friend constexpr auto operator<=>(StreamId, StreamId) = default;
    friend constexpr size_t qHash(StreamId s, size_t seed = 0) noexcept
    {
        return qHash(Id<StreamId>(s.id * 4 + static_cast<int>(s.kind)), seed);
    }
    static constexpr StreamId of(ChatId chat) { return {Kind::Chat, chat.value}; }
    static constexpr StreamId of(UserId user) { return {Kind::User, user.value}; }
    /// What consoles hear: users and chats that change, audit, metrics. For admins and owners.
    static constexpr StreamId admins() { return {Kind::Admin, 0}; }
    /// Public channels that come into being: state, for dialects whose clients are told of them.
    static constexpr StreamId directory() { return {Kind::Directory, 0}; }
};

/// "chat:12", "user" and "admin": names on the native socket. "user" is always the asker's own.
QString streamName(StreamId stream);
std::optional<StreamId> streamFromName(QStringView name, UserId asker);

} // namespace kith

template <> struct std::hash<kith::StreamId>
{
    size_t operator()(kith::StreamId id) const noexcept { return qHash(id); }
};
