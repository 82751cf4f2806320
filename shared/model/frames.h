// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Frames of the native socket, WS /api/v2/ws (api.md, "Realtime"). The server's codec, the typed
// client and the published schemas all read these field lists.

#include "shared/event.h"
#include "shared/model/metrics.h"
#include "shared/model/session.h"
#include "shared/problem.h"

#include <map>

namespace kith::frames {

// ---- From clients -------------------------------------------------------------------------

struct Auth
{
    QString type{};
    QString token{};
};

struct Resume
{
    QString type{};
    std::map<QString, qint64> streams{}; ///< the last seq that the client has seen of each
};

struct Send
{
    QString type{};
    ChatId chatId{};
    QString content{};
    std::optional<QString> clientId{};
    std::optional<MessageId> replyTo{};
};

struct Edit
{
    QString type{};
    MessageId messageId{};
    QString content{};
    std::optional<QString> clientId{};
};

struct Delete
{
    QString type{};
    MessageId messageId{};
    std::optional<QString> clientId{};
};

struct React
{
    QString type{};
    MessageId messageId{};
    QString emoji{};
    bool on = true;
    std::optional<QString> clientId{};
};

struct Read
{
    QString type{};
    ChatId chatId{};
    qint64 seq = 0;
    std::optional<QString> clientId{};
};

struct Typing
{
    QString type{};
    ChatId chatId{};
    bool on = true;
};

/// Replaces the people whose presence this socket is told of, besides direct partners.
struct Watch
{
    QString type{};
    std::vector<UserId> userIds{};
};

struct Ping
{
    QString type{};
};

// ---- From the server ----------------------------------------------------------------------

struct Ready
{
    QString type = QStringLiteral("ready");
    SessionId sessionId{};
    User user{};
    std::map<QString, qint64> streams{}; ///< where each stream of this person now ends
};

struct ResumedStream
{
    bool recovered = true; ///< false: what came before `from` is purged
    qint64 from = 0;
    qint64 seq = 0; ///< where the stream now ends
};

struct Resumed
{
    QString type = QStringLiteral("resumed");
    std::map<QString, ResumedStream> streams{};
};

/// After COMMIT, before the sender's own event, only when a client_id was given.
struct Ack
{
    QString type = QStringLiteral("ack");
    QString clientId{};
    std::optional<Message> message{};
    std::optional<ReadState> result{}; ///< of a `read`
};

/// message_created, message_updated, message_deleted
struct MessageEvent
{
    EventKind type = EventKind::MessageCreated;
    QString stream{};
    qint64 seq = 0;
    ChatId chatId{};
    Message message{};
};

/// reaction_added, reaction_removed
struct ReactionEvent
{
    EventKind type = EventKind::ReactionAdded;
    QString stream{};
    qint64 seq = 0;
    ChatId chatId{};
    MessageId messageId{};
    UserId userId{};
    QString emoji{};
    Message message{};
};

/// member_added, member_removed, member_updated
struct MemberEvent
{
    EventKind type = EventKind::MemberAdded;
    QString stream{};
    qint64 seq = 0;
    ChatId chatId{};
    UserId userId{};
    UserId actorId{};
    std::optional<Member> member{};
    std::optional<Chat> chat{}; ///< on the person's own stream, when added
};

struct ChatEvent
{
    EventKind type = EventKind::ChatUpdated;
    QString stream{};
    qint64 seq = 0;
    ChatId chatId{};
    UserId actorId{};
    Chat chat{};
};

/// user_updated, on the person's own stream: profile, role or status changed.
struct UserEvent
{
    EventKind type = EventKind::UserUpdated;
    QString stream{};
    qint64 seq = 0;
    User user{};
};

struct ReadEvent
{
    EventKind type = EventKind::Read;
    ChatId chatId{};
    UserId userId{};
    qint64 seq = 0;
};

struct TypingEvent
{
    EventKind type = EventKind::Typing;
    ChatId chatId{};
    UserId userId{};
    bool on = false;
};

struct PresenceEvent
{
    EventKind type = EventKind::Presence;
    UserId userId{};
    bool isOnline = false;
    std::optional<Timestamp> lastSeen{};
    std::optional<UserStatus> status{};
};

/// metrics, once a second on the stream `admin`.
struct MetricsEvent
{
    EventKind type = EventKind::Metrics;
    MetricsSample sample{};
};

/// audit_added, on the stream `admin`. Without a place in it: the audit log has its own `seq`.
struct AuditEvent
{
    EventKind type = EventKind::AuditAdded;
    AuditEntry entry{};
};

struct Pong
{
    QString type = QStringLiteral("pong");
};

struct ErrorFrame
{
    QString type = QStringLiteral("error");
    ErrorCode code = ErrorCode::Internal;
    QString detail{};
    std::vector<FieldError> errors{};
    std::optional<QString> clientId{};
};

} // namespace kith::frames

namespace kith {

template <>
inline constexpr auto fields<frames::Auth> = fieldList("AuthFrame",
    field("type", &frames::Auth::type, required), field("token", &frames::Auth::token, required));
template <>
inline constexpr auto fields<frames::Resume> = fieldList("ResumeFrame",
    field("type", &frames::Resume::type, required),
    field("streams", &frames::Resume::streams, required, length(0, limits::kResumeStreams)));
template <>
inline constexpr auto fields<frames::Send> = fieldList("SendFrame",
    field("type", &frames::Send::type, required), field("chat_id", &frames::Send::chatId, required),
    field("content", &frames::Send::content, required, length(1, limits::kContentChars)),
    field("client_id", &frames::Send::clientId, length(1, limits::kIdempotencyKeyBytes)),
    field("reply_to", &frames::Send::replyTo));
template <>
inline constexpr auto fields<frames::Edit> = fieldList("EditFrame",
    field("type", &frames::Edit::type, required),
    field("message_id", &frames::Edit::messageId, required),
    field("content", &frames::Edit::content, required, length(1, limits::kContentChars)),
    field("client_id", &frames::Edit::clientId, length(1, limits::kIdempotencyKeyBytes)));
template <>
inline constexpr auto fields<frames::Delete> = fieldList("DeleteFrame",
    field("type", &frames::Delete::type, required),
    field("message_id", &frames::Delete::messageId, required),
    field("client_id", &frames::Delete::clientId, length(1, limits::kIdempotencyKeyBytes)));
template <>
inline constexpr auto fields<frames::React> = fieldList("ReactFrame",
    field("type", &frames::React::type, required),
    field("message_id", &frames::React::messageId, required),
    field(
        "emoji", &frames::React::emoji, required, length(1, limits::kEmojiChars), format("emoji")),
    field("on", &frames::React::on),
    field("client_id", &frames::React::clientId, length(1, limits::kIdempotencyKeyBytes)));
template <>
inline constexpr auto fields<frames::Read> = fieldList("ReadFrame",
    field("type", &frames::Read::type, required), field("chat_id", &frames::Read::chatId, required),
    field("seq", &frames::Read::seq, required, range(0, 1LL << 53)),
    field("client_id", &frames::Read::clientId, length(1, limits::kIdempotencyKeyBytes)));
template <>
inline constexpr auto fields<frames::Typing> = fieldList("TypingFrame",
    field("type", &frames::Typing::type, required),
    field("chat_id", &frames::Typing::chatId, required), field("on", &frames::Typing::on));
template <>
inline constexpr auto fields<frames::Watch> = fieldList("WatchFrame",
    field("type", &frames::Watch::type, required),
    field("user_ids", &frames::Watch::userIds, required, length(0, limits::kWatchedUsers)));
template <>
inline constexpr auto fields<frames::Ping> = fieldList(
    "PingFrame", field("type", &frames::Ping::type, required));

template <>
inline constexpr auto fields<frames::Ready> = fieldList("ReadyFrame",
    field("type", &frames::Ready::type), field("session_id", &frames::Ready::sessionId),
    field("user", &frames::Ready::user), field("streams", &frames::Ready::streams));
template <>
inline constexpr auto fields<frames::ResumedStream> = fieldList("ResumedStream",
    field("recovered", &frames::ResumedStream::recovered),
    field("from", &frames::ResumedStream::from), field("seq", &frames::ResumedStream::seq));
template <>
inline constexpr auto fields<frames::Resumed> = fieldList("ResumedFrame",
    field("type", &frames::Resumed::type), field("streams", &frames::Resumed::streams));
template <>
inline constexpr auto fields<frames::Ack> = fieldList("AckFrame", field("type", &frames::Ack::type),
    field("client_id", &frames::Ack::clientId), field("message", &frames::Ack::message),
    field("result", &frames::Ack::result));
template <>
inline constexpr auto fields<frames::MessageEvent> = fieldList("MessageEvent",
    field("type", &frames::MessageEvent::type), field("stream", &frames::MessageEvent::stream),
    field("seq", &frames::MessageEvent::seq), field("chat_id", &frames::MessageEvent::chatId),
    field("message", &frames::MessageEvent::message));
template <>
inline constexpr auto fields<frames::ReactionEvent> = fieldList("ReactionEvent",
    field("type", &frames::ReactionEvent::type), field("stream", &frames::ReactionEvent::stream),
    field("seq", &frames::ReactionEvent::seq), field("chat_id", &frames::ReactionEvent::chatId),
    field("message_id", &frames::ReactionEvent::messageId),
    field("user_id", &frames::ReactionEvent::userId), field("emoji", &frames::ReactionEvent::emoji),
    field("message", &frames::ReactionEvent::message));
template <>
inline constexpr auto fields<frames::MemberEvent> = fieldList("MemberEvent",
    field("type", &frames::MemberEvent::type), field("stream", &frames::MemberEvent::stream),
    field("seq", &frames::MemberEvent::seq), field("chat_id", &frames::MemberEvent::chatId),
    field("user_id", &frames::MemberEvent::userId),
    field("actor_id", &frames::MemberEvent::actorId), field("member", &frames::MemberEvent::member),
    field("chat", &frames::MemberEvent::chat));
template <>
inline constexpr auto fields<frames::ChatEvent> = fieldList("ChatEvent",
    field("type", &frames::ChatEvent::type), field("stream", &frames::ChatEvent::stream),
    field("seq", &frames::ChatEvent::seq), field("chat_id", &frames::ChatEvent::chatId),
    field("actor_id", &frames::ChatEvent::actorId), field("chat", &frames::ChatEvent::chat));
template <>
inline constexpr auto fields<frames::UserEvent> = fieldList("UserEvent",
    field("type", &frames::UserEvent::type), field("stream", &frames::UserEvent::stream),
    field("seq", &frames::UserEvent::seq), field("user", &frames::UserEvent::user));
template <>
inline constexpr auto fields<frames::ReadEvent> = fieldList("ReadEvent",
    field("type", &frames::ReadEvent::type), field("chat_id", &frames::ReadEvent::chatId),
    field("user_id", &frames::ReadEvent::userId), field("seq", &frames::ReadEvent::seq));
template <>
inline constexpr auto fields<frames::TypingEvent> = fieldList("TypingEvent",
    field("type", &frames::TypingEvent::type), field("chat_id", &frames::TypingEvent::chatId),
    field("user_id", &frames::TypingEvent::userId), field("on", &frames::TypingEvent::on));
template <>
inline constexpr auto fields<frames::PresenceEvent> = fieldList("PresenceEvent",
    field("type", &frames::PresenceEvent::type), field("user_id", &frames::PresenceEvent::userId),
    field("is_online", &frames::PresenceEvent::isOnline),
    field("last_seen", &frames::PresenceEvent::lastSeen),
    field("status", &frames::PresenceEvent::status));
template <>
inline constexpr auto fields<frames::MetricsEvent> = fieldList("MetricsEvent",
    field("type", &frames::MetricsEvent::type), field("sample", &frames::MetricsEvent::sample));
template <>
inline constexpr auto fields<frames::AuditEvent> = fieldList("AuditEvent",
    field("type", &frames::AuditEvent::type), field("entry", &frames::AuditEvent::entry));
template <>
inline constexpr auto fields<frames::Pong> = fieldList(
    "PongFrame", field("type", &frames::Pong::type));
template <>
inline constexpr auto fields<frames::ErrorFrame> = fieldList("ErrorFrame",
    field("type", &frames::ErrorFrame::type), field("code", &frames::ErrorFrame::code),
    field("detail", &frames::ErrorFrame::detail), field("errors", &frames::ErrorFrame::errors),
    field("client_id", &frames::ErrorFrame::clientId));

} // namespace kith
