// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/events.h"

#include "core/lists/listquery.h"
#include "core/replay.h"
#include "shared/model/frames.h"
#include "shared/type.h"

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
