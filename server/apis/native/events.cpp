// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/events.h"

#include "core/lists/listquery.h"
#include "core/replay.h"
#include "shared/model/frames.h"
#include "shared/model/page.h"
#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<api::EventsQuery>)
{
    static const FieldList list = fieldList<api::EventsQuery>("EventsQuery",
        {field("after", &api::EventsQuery::after, range(0, limits::kLargestNumber),
             doc("The last seq already seen")),
            field("limit", &api::EventsQuery::limit, doc(kPageLimitDoc))});
    return list;
}

} // namespace kith

namespace kith::api {

using namespace Qt::StringLiterals;

namespace {

QByteArray messageFrame(const Event &event, const Message *message)
{
    if (!message)
        return {};
    return toJson(frames::MessageEvent{.type = event.kind(),
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .message = *message});
}

frames::MemberEvent memberFrame(const Event &event)
{
    return {.type = event.kind(),
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .userId = event.user,
        .actorId = event.actor};
}

// The frame of each kind of event: one that has none here does not compile.

template <EventKind kind>
QByteArray frameOf(const Event &event, const events::OfMessage<kind> &body)
{
    return messageFrame(event, body.message.get());
}
QByteArray frameOf(const Event &event, const events::MessageDeleted &body)
{
    return messageFrame(event, body.message.get());
}

template <EventKind kind>
QByteArray frameOf(const Event &event, const events::OfReaction<kind> &body)
{
    if (!body.message)
        return {};
    return toJson(frames::ReactionEvent{.type = kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .messageId = body.message->id,
        .userId = event.user,
        .emoji = body.emoji,
        .message = *body.message});
}

QByteArray frameOf(const Event &event, const events::MemberAdded &body)
{
    frames::MemberEvent frame = memberFrame(event);
    if (body.member)
        frame.member = *body.member;
    if (body.chat)
        frame.chat = *body.chat;
    return toJson(frame);
}
QByteArray frameOf(const Event &event, const events::MemberUpdated &body)
{
    frames::MemberEvent frame = memberFrame(event);
    if (body.member)
        frame.member = *body.member;
    return toJson(frame);
}
QByteArray frameOf(const Event &event, const events::MemberRemoved &)
{
    return toJson(memberFrame(event));
}

QByteArray frameOf(const Event &event, const events::ChatUpdated &body)
{
    if (!body.chat)
        return {};
    return toJson(frames::ChatEvent{.type = body.kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .chatId = event.chat,
        .actorId = event.actor,
        .chat = *body.chat});
}

QByteArray frameOf(const Event &event, const events::UserUpdated &body)
{
    if (!body.user)
        return {};
    return toJson(frames::UserEvent{.type = body.kind,
        .stream = streamName(event.stream),
        .seq = event.seq,
        .user = *body.user});
}

QByteArray frameOf(const Event &event, const events::Read &body)
{
    return toJson(frames::ReadEvent{.chatId = event.chat, .userId = event.user, .seq = body.seq});
}
QByteArray frameOf(const Event &event, const events::Typing &body)
{
    return toJson(frames::TypingEvent{.chatId = event.chat, .userId = event.user, .on = body.on});
}
QByteArray frameOf(const Event &event, const events::Presence &body)
{
    return toJson(frames::PresenceEvent{.userId = event.user,
        .isOnline = body.isOnline,
        .lastSeen = body.lastSeen,
        .status = body.status});
}
QByteArray frameOf(const Event &, const events::Metrics &body)
{
    return body.sample ? toJson(frames::MetricsEvent{.sample = *body.sample}) : QByteArray();
}
QByteArray frameOf(const Event &, const events::AuditAdded &body)
{
    return body.entry ? toJson(frames::AuditEvent{.entry = *body.entry}) : QByteArray();
}

// Of dialects: native sockets have all chats open, and no native client asks for new channels.
QByteArray frameOf(const Event &, const events::RoomEntered &) { return {}; }
QByteArray frameOf(const Event &, const events::RoomLeft &) { return {}; }
QByteArray frameOf(const Event &, const events::ChannelCreated &) { return {}; }

} // namespace

QByteArray encodeNative(const Event &event)
{
    return std::visit([&event](const auto &body) { return frameOf(event, body); }, event.body);
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
