// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "core/replay.h"
#include "shared/model/frames.h"

/// The native dialect of the realtime stream: events to frames, and frames to steps.
namespace kith::api {

/// The frame of an event, for every native subscriber alike. Empty: it has no frame any more,
/// because what it was about is purged. Any thread.
QByteArray encodeNative(const Event &event);

/// A frame from a client that changes something: a step for the writer whose answer is an ack.
struct FrameWork
{
    std::shared_ptr<Step> step{};
    std::optional<QString> clientId{}; ///< none: the client wants no ack
    Limiter limiter = Limiter::Frames;
};

/// One row a kind of client frame; OpenAPI lists them, and the realtime session dispatches on them.
struct FrameRow
{
    const char *type = nullptr;
    const char *summary = nullptr;
    QJsonObject (*schema)(SchemaSet &) = nullptr;
    /// Null: the session answers it itself (auth, resume, typing, watch, ping).
    Result<FrameWork> (*decode)(const JsonValue &frame) = nullptr;
};
std::span<const FrameRow> clientFrames();
/// The schemas of what the server sends, for OpenAPI.
std::vector<QJsonObject> serverFrameSchemas(SchemaSet &set);

QByteArray encodeError(const Error &error, const std::optional<QString> &clientId);

// ---- The same events over REST --------------------------------------------------------------

struct EventsQuery
{
    qint64 after = 0;
    qint64 limit = limits::kPageMax;
};

/// A page of a stream: frames as the socket sends them.
struct EventPage
{
    std::vector<QByteArray> items{};
    std::optional<qint64> next{}; ///< `after` of the next page
    qint64 lastSeq = 0;
    bool recovered = true;
};
Result<EventPage> eventsAfter(core::ReadTx &tx, ChatId chat, const EventsQuery &query);

/// Found by route.h through its argument's namespace, before the template for models.
Answer toAnswer(const EventPage &page);

namespace detail {
template <> struct AnswerShape<EventPage>
{
    static void into(RouteShape &shape, SchemaSet &set);
};
} // namespace detail

} // namespace kith::api

namespace kith {

const FieldList &fieldsOf(Of<api::EventsQuery>);

} // namespace kith
