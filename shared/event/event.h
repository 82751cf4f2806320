// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A change, as it travels inside the server after its COMMIT: a head that every change has, and one
// body a kind. Codecs turn it into frames; the native frames are in model/frames.h. Immutable and
// shared by all threads once published.

#include "shared/event/kind.h"
#include "shared/event/stream.h"
#include "shared/model/user.h"

#include <array>
#include <memory>
#include <optional>
#include <variant>

namespace kith {

struct AuditEntry;
struct Chat;
struct Member;
struct Message;
struct MetricsSample;

/// What each kind of change has of its own. A pointer is null where what it was about is purged, or
/// is not known to whoever made the event: dialects name people, and an event that is read again
/// from the database does not.
namespace events {

template <EventKind of> struct OfMessage
{
    static constexpr EventKind kind = of;
    std::shared_ptr<const Message> message{};
};
using MessageCreated = OfMessage<EventKind::MessageCreated>;
using MessageUpdated = OfMessage<EventKind::MessageUpdated>;

struct MessageDeleted
{
    static constexpr EventKind kind = EventKind::MessageDeleted;
    std::shared_ptr<const Message> message{};
    std::shared_ptr<const UserBrief> person{}; ///< who deleted it
    QString reason{}; ///< of a moderator
};

template <EventKind of> struct OfReaction
{
    static constexpr EventKind kind = of;
    std::shared_ptr<const Message> message{};
    std::shared_ptr<const UserBrief> person{}; ///< who reacted
    QString emoji{};
};
using ReactionAdded = OfReaction<EventKind::ReactionAdded>;
using ReactionRemoved = OfReaction<EventKind::ReactionRemoved>;

struct MemberAdded
{
    static constexpr EventKind kind = EventKind::MemberAdded;
    std::shared_ptr<const Member> member{};
    std::shared_ptr<const Chat> chat{}; ///< on the person's own stream, who learns of it there
};
struct MemberRemoved
{
    static constexpr EventKind kind = EventKind::MemberRemoved;
    std::shared_ptr<const UserBrief> person{}; ///< who is gone
};
struct MemberUpdated
{
    static constexpr EventKind kind = EventKind::MemberUpdated;
    std::shared_ptr<const Member> member{};
};

/// ChannelCreated is on the directory.
template <EventKind of> struct OfChat
{
    static constexpr EventKind kind = of;
    std::shared_ptr<const Chat> chat{};
};
using ChatUpdated = OfChat<EventKind::ChatUpdated>;
using ChannelCreated = OfChat<EventKind::ChannelCreated>;

struct UserUpdated
{
    static constexpr EventKind kind = EventKind::UserUpdated;
    std::shared_ptr<const User> user{};
};

struct Read
{
    static constexpr EventKind kind = EventKind::Read;
    qint64 seq = 0;
    qint64 from = 0; ///< where the cursor was before
    qint64 count = 0; ///< messages that it passed
    std::optional<MessageId> upTo{}; ///< where the reader named one
};

struct Typing
{
    static constexpr EventKind kind = EventKind::Typing;
    bool on = false; ///< it started
    std::shared_ptr<const UserBrief> person{};
};

struct Presence
{
    static constexpr EventKind kind = EventKind::Presence;
    bool isOnline = false;
    std::optional<Timestamp> lastSeen{};
    std::optional<UserStatus> status{};
};

struct Metrics
{
    static constexpr EventKind kind = EventKind::Metrics;
    std::shared_ptr<const MetricsSample> sample{};
};

struct AuditAdded
{
    static constexpr EventKind kind = EventKind::AuditAdded;
    std::shared_ptr<const AuditEntry> entry{};
};

struct RoomEntered
{
    static constexpr EventKind kind = EventKind::RoomEntered;
    std::shared_ptr<const UserBrief> person{};
};
struct RoomLeft
{
    static constexpr EventKind kind = EventKind::RoomLeft;
    std::shared_ptr<const UserBrief> person{};
    bool isDeliberate = false; ///< the client said so, and its connection stays
};

/// One a kind.
using Body = std::variant<MessageCreated, MessageUpdated, MessageDeleted, ReactionAdded,
    ReactionRemoved, MemberAdded, MemberRemoved, MemberUpdated, ChatUpdated, UserUpdated, Read,
    Typing, Presence, Metrics, AuditAdded, RoomEntered, RoomLeft, ChannelCreated>;

} // namespace events

/// The head, and a body that says the kind.
struct Event
{
    StreamId stream{}; ///< also the audience: its subscribers
    qint64 seq = 0; ///< 0: state, without a place in the stream
    ChatId chat{};
    UserId actor{}; ///< who caused it
    UserId user{}; ///< whom it is about: member, reader, typist
    Timestamp at{};
    events::Body body{};

    EventKind kind() const;
    /// Its body, which is known to be of this kind.
    template <class Body> const Body &as() const
    {
        const Body *found = std::get_if<Body>(&body);
        Q_ASSERT(found);
        return *found;
    }
    /// The message that it is about; null: it is about none, or about one that is purged.
    const Message *message() const;
    /// `user`, or of a deletion who deleted, where it is known.
    const UserBrief *person() const;
};

using SharedEvent = std::shared_ptr<const Event>;

inline EventKind Event::kind() const
{
    static constexpr auto kinds = []<class... Bodies>(std::type_identity<std::variant<Bodies...>>) {
        return std::array{Bodies::kind...};
    }(std::type_identity<events::Body>());
    return kinds[body.index()];
}

inline const Message *Event::message() const
{
    return std::visit(
        [](const auto &its) -> const Message * {
            if constexpr (requires { its.message; })
                return its.message.get();
            else
                return nullptr;
        },
        body);
}

inline const UserBrief *Event::person() const
{
    return std::visit(
        [](const auto &its) -> const UserBrief * {
            if constexpr (requires { its.person; })
                return its.person.get();
            else
                return nullptr;
        },
        body);
}

} // namespace kith
