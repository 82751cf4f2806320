// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A change, as it travels inside the server after its COMMIT. Codecs turn it into frames; the
// native frames are in model/frames.h. Immutable and shared by all threads once published.

#include "shared/model/chat.h"

#include <memory>
#include <optional>

namespace kith {

struct AuditEntry;
struct MetricsSample;

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

struct Event
{
    EventKind kind = EventKind::MessageCreated;
    StreamId stream{}; ///< also the audience: its subscribers
    qint64 seq = 0; ///< 0: state, without a place in the stream
    ChatId chat{};
    UserId actor{}; ///< who caused it
    UserId user{}; ///< whom it is about: member, reader, typist
    Timestamp at{};
    QString emoji{};
    bool on = false; ///< typing started; the person came online
    qint64 readSeq = 0;
    qint64 readFrom = 0; ///< where the cursor was before
    qint64 readCount = 0; ///< messages that it passed
    std::optional<MessageId> readMessage{}; ///< up to which, where the reader named one
    std::optional<Timestamp> lastSeen{};
    std::optional<UserStatus> status{};
    std::shared_ptr<const Message> message{};
    std::shared_ptr<const Member> member{};
    std::shared_ptr<const Chat> chatInfo{};
    std::shared_ptr<const User> userInfo{};
    /// `user`, and of a deletion whoever deleted, where it is known: dialects name people.
    std::shared_ptr<const UserBrief> person{};
    QString reason{}; ///< of a deletion by a moderator
    std::shared_ptr<const AuditEntry> audit{};
    std::shared_ptr<const MetricsSample> metrics{};
};

using SharedEvent = std::shared_ptr<const Event>;

} // namespace kith

template <> struct std::hash<kith::StreamId>
{
    size_t operator()(kith::StreamId id) const noexcept { return qHash(id); }
};
