// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/openapisocket.h"

#include "native/frames.h"
#include "native/openapiparts.h"
#include "shared/closecodes.h"

#include <QJsonArray>

namespace kith::api::openapi {

using namespace Qt::StringLiterals;

namespace {

struct CloseCode
{
    quint16 code;
    const char *meaning;
};
constexpr CloseCode kCloseCodes[] = {
    {closecodes::kGoingAway, "The server is going down; reconnect after the seconds in the reason"},
    {closecodes::kByAdmin, "Closed by an administrator"},
    {closecodes::kTooSlow, "Too slow to take what was sent; reconnect and resume"},
    {closecodes::kUnauthenticated, "The token or ticket is not valid, or the session has ended"},
    {closecodes::kForbidden, "Not allowed here"},
    {closecodes::kAuthTimeout, "No auth frame in time"},
    {closecodes::kTooMany, "Too many frames"},
};

template <class Frame> void add(QJsonObject &frames, SchemaSet &schemas, const char *type)
{
    frames.insert(QString::fromLatin1(type), schemas.ref<Frame>(Direction::Answer));
}

QJsonObject fromClients(SchemaSet &schemas)
{
    QJsonObject out;
    for (const FrameRow &row : clientFrames()) {
        QJsonObject schema = row.schema(schemas);
        schema.insert(u"description"_s, QString::fromUtf8(row.summary));
        out.insert(QString::fromLatin1(row.type), schema);
    }
    return out;
}

QJsonObject fromServer(SchemaSet &schemas)
{
    QJsonObject out;
    add<frames::Ready>(out, schemas, "ready");
    add<frames::Resumed>(out, schemas, "resumed");
    add<frames::Ack>(out, schemas, "ack");
    add<frames::Pong>(out, schemas, "pong");
    add<frames::ErrorFrame>(out, schemas, "error");
    for (const auto &event : enumNames<EventKind>) {
        switch (event.value) {
        case EventKind::MessageCreated:
        case EventKind::MessageUpdated:
        case EventKind::MessageDeleted:
            add<frames::MessageEvent>(out, schemas, event.name);
            break;
        case EventKind::ReactionAdded:
        case EventKind::ReactionRemoved:
            add<frames::ReactionEvent>(out, schemas, event.name);
            break;
        case EventKind::MemberAdded:
        case EventKind::MemberRemoved:
        case EventKind::MemberUpdated:
            add<frames::MemberEvent>(out, schemas, event.name);
            break;
        case EventKind::ChatUpdated:
            add<frames::ChatEvent>(out, schemas, event.name);
            break;
        case EventKind::UserUpdated:
            add<frames::UserEvent>(out, schemas, event.name);
            break;
        case EventKind::Read:
            add<frames::ReadEvent>(out, schemas, event.name);
            break;
        case EventKind::Typing:
            add<frames::TypingEvent>(out, schemas, event.name);
            break;
        case EventKind::Presence:
            add<frames::PresenceEvent>(out, schemas, event.name);
            break;
        case EventKind::Metrics:
            add<frames::MetricsEvent>(out, schemas, event.name);
            break;
        case EventKind::AuditAdded:
            add<frames::AuditEvent>(out, schemas, event.name);
            break;
        case EventKind::RoomEntered:
        case EventKind::RoomLeft:
        case EventKind::ChannelCreated:
            break; // of dialects
        }
    }
    return out;
}

} // namespace

QJsonObject socketOperation(SchemaSet &schemas)
{
    QJsonObject codes;
    for (const CloseCode &row : kCloseCodes)
        codes.insert(QString::number(row.code), QString::fromUtf8(row.meaning));
    const QJsonObject ticket{{u"in"_s, u"query"_s}, {u"name"_s, u"ticket"_s},
        {u"required"_s, false}, {u"description"_s, u"From POST auth/ws-ticket: single use, 30 s"_s},
        {u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}};
    const QString description =
        u"A WebSocket of JSON text frames. Sign in by the Authorization header, by ?ticket=, or by "
        "an auth frame within 5 seconds; the server answers ready. A refusal is 101 and then a "
        "close code, since browsers cannot see a status. Frames are listed under x-websocket by "
        "their type."_s;
    return {{u"operationId"_s, u"openSocket"_s}, {u"summary"_s, u"The realtime socket"_s},
        {u"description"_s, description}, {u"tags"_s, QJsonArray{u"realtime"_s}},
        {u"security"_s, QJsonArray{QJsonObject(), QJsonObject{{u"bearer"_s, QJsonArray()}}}},
        {u"parameters"_s, QJsonArray{ticket}},
        {u"responses"_s,
            QJsonObject{{u"101"_s, QJsonObject{{u"description"_s, u"Switching protocols"_s}}}}},
        {u"x-access"_s, u"public"_s},
        {u"x-websocket"_s,
            QJsonObject{{u"client"_s, fromClients(schemas)}, {u"server"_s, fromServer(schemas)},
                {u"closeCodes"_s, codes}}}};
}

} // namespace kith::api::openapi
