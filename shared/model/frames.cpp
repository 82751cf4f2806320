// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/frames.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<frames::Auth>)
{
    static const FieldList list = fieldList<frames::Auth>("AuthFrame",
        {field("type", &frames::Auth::type, required),
            field("token", &frames::Auth::token, required)});
    return list;
}

const FieldList &fieldsOf(Of<frames::Resume>)
{
    static const FieldList list = fieldList<frames::Resume>("ResumeFrame",
        {field("type", &frames::Resume::type, required),
            field(
                "streams", &frames::Resume::streams, required, length(0, limits::kResumeStreams))});
    return list;
}

const FieldList &fieldsOf(Of<frames::Send>)
{
    static const FieldList list = fieldList<frames::Send>("SendFrame",
        {field("type", &frames::Send::type, required),
            field("chat_id", &frames::Send::chatId, required),
            field("content", &frames::Send::content, required, length(1, limits::kContentChars)),
            field("client_id", &frames::Send::clientId, length(1, limits::kIdempotencyKeyBytes)),
            field("reply_to", &frames::Send::replyTo)});
    return list;
}

const FieldList &fieldsOf(Of<frames::Edit>)
{
    static const FieldList list = fieldList<frames::Edit>("EditFrame",
        {field("type", &frames::Edit::type, required),
            field("message_id", &frames::Edit::messageId, required),
            field("content", &frames::Edit::content, required, length(1, limits::kContentChars)),
            field("client_id", &frames::Edit::clientId, length(1, limits::kIdempotencyKeyBytes))});
    return list;
}

const FieldList &fieldsOf(Of<frames::Delete>)
{
    static const FieldList list = fieldList<frames::Delete>("DeleteFrame",
        {field("type", &frames::Delete::type, required),
            field("message_id", &frames::Delete::messageId, required),
            field(
                "client_id", &frames::Delete::clientId, length(1, limits::kIdempotencyKeyBytes))});
    return list;
}

const FieldList &fieldsOf(Of<frames::React>)
{
    static const FieldList list = fieldList<frames::React>("ReactFrame",
        {field("type", &frames::React::type, required),
            field("message_id", &frames::React::messageId, required),
            field("emoji", &frames::React::emoji, required, length(1, limits::kEmojiChars),
                format("emoji")),
            field("on", &frames::React::on),
            field("client_id", &frames::React::clientId, length(1, limits::kIdempotencyKeyBytes))});
    return list;
}

const FieldList &fieldsOf(Of<frames::Read>)
{
    static const FieldList list = fieldList<frames::Read>("ReadFrame",
        {field("type", &frames::Read::type, required),
            field("chat_id", &frames::Read::chatId, required),
            field("seq", &frames::Read::seq, required, range(0, 1LL << 53)),
            field("client_id", &frames::Read::clientId, length(1, limits::kIdempotencyKeyBytes))});
    return list;
}

const FieldList &fieldsOf(Of<frames::Typing>)
{
    static const FieldList list = fieldList<frames::Typing>("TypingFrame",
        {field("type", &frames::Typing::type, required),
            field("chat_id", &frames::Typing::chatId, required), field("on", &frames::Typing::on)});
    return list;
}

const FieldList &fieldsOf(Of<frames::Watch>)
{
    static const FieldList list = fieldList<frames::Watch>("WatchFrame",
        {field("type", &frames::Watch::type, required),
            field(
                "user_ids", &frames::Watch::userIds, required, length(0, limits::kWatchedUsers))});
    return list;
}

const FieldList &fieldsOf(Of<frames::Ping>)
{
    static const FieldList list =
        fieldList<frames::Ping>("PingFrame", {field("type", &frames::Ping::type, required)});
    return list;
}

const FieldList &fieldsOf(Of<frames::Ready>)
{
    static const FieldList list = fieldList<frames::Ready>("ReadyFrame",
        {field("type", &frames::Ready::type), field("session_id", &frames::Ready::sessionId),
            field("user", &frames::Ready::user), field("streams", &frames::Ready::streams)});
    return list;
}

const FieldList &fieldsOf(Of<frames::ResumedStream>)
{
    static const FieldList list = fieldList<frames::ResumedStream>("ResumedStream",
        {field("recovered", &frames::ResumedStream::recovered),
            field("from", &frames::ResumedStream::from),
            field("seq", &frames::ResumedStream::seq)});
    return list;
}

const FieldList &fieldsOf(Of<frames::Resumed>)
{
    static const FieldList list = fieldList<frames::Resumed>("ResumedFrame",
        {field("type", &frames::Resumed::type), field("streams", &frames::Resumed::streams)});
    return list;
}

const FieldList &fieldsOf(Of<frames::Ack>)
{
    static const FieldList list = fieldList<frames::Ack>("AckFrame",
        {field("type", &frames::Ack::type), field("client_id", &frames::Ack::clientId),
            field("message", &frames::Ack::message), field("result", &frames::Ack::result)});
    return list;
}

const FieldList &fieldsOf(Of<frames::MessageEvent>)
{
    static const FieldList list = fieldList<frames::MessageEvent>("MessageEvent",
        {field("type", &frames::MessageEvent::type), field("stream", &frames::MessageEvent::stream),
            field("seq", &frames::MessageEvent::seq),
            field("chat_id", &frames::MessageEvent::chatId),
            field("message", &frames::MessageEvent::message)});
    return list;
}

const FieldList &fieldsOf(Of<frames::ReactionEvent>)
{
    static const FieldList list = fieldList<frames::ReactionEvent>("ReactionEvent",
        {field("type", &frames::ReactionEvent::type),
            field("stream", &frames::ReactionEvent::stream),
            field("seq", &frames::ReactionEvent::seq),
            field("chat_id", &frames::ReactionEvent::chatId),
            field("message_id", &frames::ReactionEvent::messageId),
            field("user_id", &frames::ReactionEvent::userId),
            field("emoji", &frames::ReactionEvent::emoji),
            field("message", &frames::ReactionEvent::message)});
    return list;
}

const FieldList &fieldsOf(Of<frames::MemberEvent>)
{
    static const FieldList list = fieldList<frames::MemberEvent>("MemberEvent",
        {field("type", &frames::MemberEvent::type), field("stream", &frames::MemberEvent::stream),
            field("seq", &frames::MemberEvent::seq), field("chat_id", &frames::MemberEvent::chatId),
            field("user_id", &frames::MemberEvent::userId),
            field("actor_id", &frames::MemberEvent::actorId),
            field("member", &frames::MemberEvent::member),
            field("chat", &frames::MemberEvent::chat)});
    return list;
}

const FieldList &fieldsOf(Of<frames::ChatEvent>)
{
    static const FieldList list = fieldList<frames::ChatEvent>("ChatEvent",
        {field("type", &frames::ChatEvent::type), field("stream", &frames::ChatEvent::stream),
            field("seq", &frames::ChatEvent::seq), field("chat_id", &frames::ChatEvent::chatId),
            field("actor_id", &frames::ChatEvent::actorId),
            field("chat", &frames::ChatEvent::chat)});
    return list;
}

const FieldList &fieldsOf(Of<frames::UserEvent>)
{
    static const FieldList list = fieldList<frames::UserEvent>("UserEvent",
        {field("type", &frames::UserEvent::type), field("stream", &frames::UserEvent::stream),
            field("seq", &frames::UserEvent::seq), field("user", &frames::UserEvent::user)});
    return list;
}

const FieldList &fieldsOf(Of<frames::ReadEvent>)
{
    static const FieldList list = fieldList<frames::ReadEvent>("ReadEvent",
        {field("type", &frames::ReadEvent::type), field("chat_id", &frames::ReadEvent::chatId),
            field("user_id", &frames::ReadEvent::userId), field("seq", &frames::ReadEvent::seq)});
    return list;
}

const FieldList &fieldsOf(Of<frames::TypingEvent>)
{
    static const FieldList list = fieldList<frames::TypingEvent>("TypingEvent",
        {field("type", &frames::TypingEvent::type), field("chat_id", &frames::TypingEvent::chatId),
            field("user_id", &frames::TypingEvent::userId), field("on", &frames::TypingEvent::on)});
    return list;
}

const FieldList &fieldsOf(Of<frames::PresenceEvent>)
{
    static const FieldList list = fieldList<frames::PresenceEvent>("PresenceEvent",
        {field("type", &frames::PresenceEvent::type),
            field("user_id", &frames::PresenceEvent::userId),
            field("is_online", &frames::PresenceEvent::isOnline),
            field("last_seen", &frames::PresenceEvent::lastSeen),
            field("status", &frames::PresenceEvent::status)});
    return list;
}

const FieldList &fieldsOf(Of<frames::MetricsEvent>)
{
    static const FieldList list = fieldList<frames::MetricsEvent>("MetricsEvent",
        {field("type", &frames::MetricsEvent::type),
            field("sample", &frames::MetricsEvent::sample)});
    return list;
}

const FieldList &fieldsOf(Of<frames::AuditEvent>)
{
    static const FieldList list = fieldList<frames::AuditEvent>("AuditEvent",
        {field("type", &frames::AuditEvent::type), field("entry", &frames::AuditEvent::entry)});
    return list;
}

const FieldList &fieldsOf(Of<frames::Pong>)
{
    static const FieldList list =
        fieldList<frames::Pong>("PongFrame", {field("type", &frames::Pong::type)});
    return list;
}

const FieldList &fieldsOf(Of<frames::ErrorFrame>)
{
    static const FieldList list = fieldList<frames::ErrorFrame>("ErrorFrame",
        {field("type", &frames::ErrorFrame::type), field("code", &frames::ErrorFrame::code),
            field("detail", &frames::ErrorFrame::detail),
            field("errors", &frames::ErrorFrame::errors),
            field("client_id", &frames::ErrorFrame::clientId)});
    return list;
}

} // namespace kith
