// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/frames.h"

#include "core/chats/members.h"
#include "core/messages/messages.h"
#include "shared/type.h"

#include <QJsonArray>

namespace kith::api {

using namespace Qt::StringLiterals;

namespace {

/// A step for the writer, with the ack that its answer becomes.
template <class Frame, class F> Result<FrameWork> writes(const JsonValue &value, F function)
{
    TRY_ASSIGN(Frame frame, fromJson<Frame>(value));
    FrameWork work{.clientId = frame.clientId};
    work.step = std::make_shared<Step>();
    work.step->runs = Runs::Write;
    work.step->write = [function, frame = std::move(frame)](core::Tx &tx) -> StepResult {
        frames::Ack ack{.clientId = frame.clientId.value_or(QString())};
        if (auto done = function(tx, frame, ack); !done)
            return std::move(done.error());
        return Answer{.body = frame.clientId ? toJson(ack) : QByteArray()};
    };
    return work;
}

Result<FrameWork> decodeSend(const JsonValue &value)
{
    auto work = writes<frames::Send>(
        value, [](core::Tx &tx, const frames::Send &frame, frames::Ack &ack) -> Result<void> {
            TRY_ASSIGN(auto posted,
                core::postMessage(tx, frame.chatId,
                    {.content = frame.content,
                        .replyTo = frame.replyTo,
                        .clientId = frame.clientId}));
            ack.message = std::move(posted.message);
            return {};
        });
    if (work)
        work->limiter = Limiter::Messages;
    return work;
}

Result<FrameWork> decodeEdit(const JsonValue &value)
{
    return writes<frames::Edit>(
        value, [](core::Tx &tx, const frames::Edit &frame, frames::Ack &ack) -> Result<void> {
            TRY_ASSIGN(
                ack.message, core::editMessage(tx, frame.messageId, {.content = frame.content}));
            return {};
        });
}

Result<FrameWork> decodeDelete(const JsonValue &value)
{
    return writes<frames::Delete>(
        value, [](core::Tx &tx, const frames::Delete &frame, frames::Ack &) {
            return core::deleteMessage(tx, frame.messageId);
        });
}

Result<FrameWork> decodeReact(const JsonValue &value)
{
    return writes<frames::React>(
        value, [](core::Tx &tx, const frames::React &frame, frames::Ack &ack) -> Result<void> {
            TRY_ASSIGN(ack.message,
                core::react(tx, frame.messageId, frame.emoji,
                    frame.on ? core::ReactionChange::Add : core::ReactionChange::Remove));
            return {};
        });
}

Result<FrameWork> decodeRead(const JsonValue &value)
{
    return writes<frames::Read>(
        value, [](core::Tx &tx, const frames::Read &frame, frames::Ack &ack) -> Result<void> {
            TRY_ASSIGN(ack.result, core::markRead(tx, frame.chatId, {.seq = frame.seq}));
            return {};
        });
}

template <class Frame> QJsonObject requestSchema(SchemaSet &set)
{
    return set.ref<Frame>(Direction::Request);
}

constexpr FrameRow kClientFrames[] = {
    {"auth", "Signs the socket in, within 5 s, unless a header or ticket did",
        requestSchema<frames::Auth>, nullptr},
    {"delete", "Deletes a message for everybody", requestSchema<frames::Delete>, decodeDelete},
    {"edit", "Edits one's own message", requestSchema<frames::Edit>, decodeEdit},
    {"ping", "Answered with pong", requestSchema<frames::Ping>, nullptr},
    {"react", "Adds a reaction or takes it back", requestSchema<frames::React>, decodeReact},
    {"read", "Moves my read cursor forward", requestSchema<frames::Read>, decodeRead},
    {"resume", "Names the last seq seen of each stream; what follows is sent without a gap",
        requestSchema<frames::Resume>, nullptr},
    {"send", "Sends a message, exactly once", requestSchema<frames::Send>, decodeSend},
    {"typing", "Tells the chat that I am typing", requestSchema<frames::Typing>, nullptr},
    {"watch", "Names people whose presence this socket is told of", requestSchema<frames::Watch>,
        nullptr},
};

} // namespace

std::span<const FrameRow> clientFrames() { return kClientFrames; }

std::vector<QJsonObject> serverFrameSchemas(SchemaSet &set)
{
    constexpr auto answer = Direction::Answer;
    return {set.ref<frames::Ready>(answer), set.ref<frames::Resumed>(answer),
        set.ref<frames::Ack>(answer), set.ref<frames::MessageEvent>(answer),
        set.ref<frames::ReactionEvent>(answer), set.ref<frames::MemberEvent>(answer),
        set.ref<frames::ChatEvent>(answer), set.ref<frames::UserEvent>(answer),
        set.ref<frames::ReadEvent>(answer), set.ref<frames::TypingEvent>(answer),
        set.ref<frames::PresenceEvent>(answer), set.ref<frames::MetricsEvent>(answer),
        set.ref<frames::AuditEvent>(answer), set.ref<frames::Pong>(answer),
        set.ref<frames::ErrorFrame>(answer)};
}

QByteArray encodeError(const Error &error, const std::optional<QString> &clientId)
{
    return toJson(frames::ErrorFrame{
        .code = error.code, .detail = error.detail, .errors = error.fields, .clientId = clientId});
}

} // namespace kith::api
