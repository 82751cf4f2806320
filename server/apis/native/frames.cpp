// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/frames.h"

#include "shared/type.h"

#include "core/chats/members.h"
#include "core/lists/listquery.h"
#include "core/messages/messages.h"

#include <QJsonArray>

namespace kith {

const FieldList &fieldsOf(Of<api::EventsQuery>)
{
    static const FieldList list = fieldList<api::EventsQuery>("EventsQuery",
        {field("after", &api::EventsQuery::after, range(0, 1LL << 53),
             doc("The last seq already seen")),
            field("limit", &api::EventsQuery::limit, doc("1 to 100; clamps"))});
    return list;
}

} // namespace kith

namespace kith::api {

using namespace Qt::StringLiterals;

namespace {

QByteArray messageFrame(const Event &event)
{
    if (!event.message)
        return {};
    return toJson(frames::MessageEvent{.type = event.kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .message = *event.message});
}

QByteArray reactionFrame(const Event &event)
{
    if (!event.message)
        return {};
    return toJson(frames::ReactionEvent{.type = event.kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .messageId = event.message->id,
        .userId = event.user,
        .emoji = event.emoji,
        .message = *event.message});
}

QByteArray memberFrame(const Event &event)
{
    frames::MemberEvent frame{.type = event.kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .userId = event.user,
        .actorId = event.actor};
    if (event.member)
        frame.member = *event.member;
    if (event.chatInfo)
        frame.chat = *event.chatInfo;
    return toJson(frame);
}

QByteArray chatFrame(const Event &event)
{
    if (!event.chatInfo)
        return {};
    return toJson(frames::ChatEvent{.type = event.kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .actorId = event.actor,
        .chat = *event.chatInfo});
}

QByteArray userFrame(const Event &event)
{
    if (!event.userInfo)
        return {};
    return toJson(frames::UserEvent{.type = event.kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .user = *event.userInfo});
}

// ---- Client frames ------------------------------------------------------------------------

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

QByteArray encodeNative(const Event &event)
{
    switch (event.kind) {
    case EventKind::MessageCreated:
    case EventKind::MessageUpdated:
    case EventKind::MessageDeleted:
        return messageFrame(event);
    case EventKind::ReactionAdded:
    case EventKind::ReactionRemoved:
        return reactionFrame(event);
    case EventKind::MemberAdded:
    case EventKind::MemberRemoved:
    case EventKind::MemberUpdated:
        return memberFrame(event);
    case EventKind::ChatUpdated:
        return chatFrame(event);
    case EventKind::UserUpdated:
        return userFrame(event);
    case EventKind::Read:
        return toJson(
            frames::ReadEvent{.chatId = event.chat, .userId = event.user, .seq = event.readSeq});
    case EventKind::Typing:
        return toJson(
            frames::TypingEvent{.chatId = event.chat, .userId = event.user, .on = event.on});
    case EventKind::Presence:
        return toJson(frames::PresenceEvent{.userId = event.user,
            .isOnline = event.on,
            .lastSeen = event.lastSeen,
            .status = event.status});
    case EventKind::Metrics:
        return event.metrics ? toJson(frames::MetricsEvent{.sample = *event.metrics})
                             : QByteArray();
    case EventKind::AuditAdded:
        return event.audit ? toJson(frames::AuditEvent{.entry = *event.audit}) : QByteArray();
    case EventKind::RoomEntered:
    case EventKind::RoomLeft:
    case EventKind::ChannelCreated:
        break;
    }
    return {};
}

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

Result<EventPage> eventsAfter(core::ReadTx &tx, ChatId chat, const EventsQuery &query)
{
    TRY_ASSIGN(const core::StreamPage read,
        core::replay(tx, StreamId::of(chat), query.after, core::clampLimit(query.limit)));
    EventPage page{.lastSeq = read.lastSeq, .recovered = read.recovered};
    for (const SharedEvent &event : read.events) {
        if (const QByteArray frame = encodeNative(*event); !frame.isEmpty())
            page.items.push_back(frame);
    }
    if (!read.isLast && !read.events.empty())
        page.next = read.events.back()->seq;
    return page;
}

Answer toAnswer(const EventPage &page)
{
    QByteArray body = "{\"items\":[";
    for (size_t i = 0; i < page.items.size(); ++i) {
        if (i > 0)
            body += ',';
        body += page.items[i];
    }
    body += "],\"next\":";
    json::append(body, page.next);
    body += ",\"last_seq\":";
    json::append(body, page.lastSeq);
    body += ",\"recovered\":";
    json::append(body, page.recovered);
    body += '}';
    return Answer{.body = body};
}

namespace detail {

void AnswerShape<EventPage>::into(RouteShape &shape, SchemaSet &set)
{
    const auto type = [](const QJsonValue &name) { return QJsonObject{{u"type"_s, name}}; };
    constexpr auto answer = Direction::Answer;
    const QJsonArray kinds{set.ref<frames::MessageEvent>(answer),
        set.ref<frames::ReactionEvent>(answer), set.ref<frames::MemberEvent>(answer),
        set.ref<frames::ChatEvent>(answer)};
    const QJsonObject items{
        {u"type"_s, u"array"_s}, {u"items"_s, QJsonObject{{u"anyOf"_s, kinds}}}};
    shape.statuses = {200};
    shape.answerSchema = {{u"type"_s, u"object"_s}, {u"additionalProperties"_s, false},
        {u"required"_s, QJsonArray{u"items"_s, u"next"_s, u"last_seq"_s, u"recovered"_s}},
        {u"properties"_s,
            QJsonObject{{u"items"_s, items}, {u"next"_s, type(QJsonArray{u"integer"_s, u"null"_s})},
                {u"last_seq"_s, type(u"integer"_s)}, {u"recovered"_s, type(u"boolean"_s)}}}};
}

} // namespace detail

} // namespace kith::api
