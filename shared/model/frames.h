// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Frames of the native socket, WS /api/v2/ws (docs/protocol.md). The server's codec, the typed
// client and the published schemas all read these field lists.

#include "shared/event/kind.h"
#include "shared/model/chat.h"
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

const FieldList &fieldsOf(Of<frames::Auth>);
const FieldList &fieldsOf(Of<frames::Resume>);
const FieldList &fieldsOf(Of<frames::Send>);
const FieldList &fieldsOf(Of<frames::Edit>);
const FieldList &fieldsOf(Of<frames::Delete>);
const FieldList &fieldsOf(Of<frames::React>);
const FieldList &fieldsOf(Of<frames::Read>);
const FieldList &fieldsOf(Of<frames::Typing>);
const FieldList &fieldsOf(Of<frames::Watch>);
const FieldList &fieldsOf(Of<frames::Ping>);
const FieldList &fieldsOf(Of<frames::Ready>);
const FieldList &fieldsOf(Of<frames::ResumedStream>);
const FieldList &fieldsOf(Of<frames::Resumed>);
const FieldList &fieldsOf(Of<frames::Ack>);
const FieldList &fieldsOf(Of<frames::MessageEvent>);
const FieldList &fieldsOf(Of<frames::ReactionEvent>);
const FieldList &fieldsOf(Of<frames::MemberEvent>);
const FieldList &fieldsOf(Of<frames::ChatEvent>);
const FieldList &fieldsOf(Of<frames::UserEvent>);
const FieldList &fieldsOf(Of<frames::ReadEvent>);
const FieldList &fieldsOf(Of<frames::TypingEvent>);
const FieldList &fieldsOf(Of<frames::PresenceEvent>);
const FieldList &fieldsOf(Of<frames::MetricsEvent>);
const FieldList &fieldsOf(Of<frames::AuditEvent>);
const FieldList &fieldsOf(Of<frames::Pong>);
const FieldList &fieldsOf(Of<frames::ErrorFrame>);

} // namespace kith
