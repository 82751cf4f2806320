// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "shared/event/event.h"
#include "shared/limits.h"

/// Events as the native API tells of them: over its socket, and over REST.
namespace kith::api {

/// The frame of an event, for every native subscriber alike. Empty: it has no frame any more,
/// because what it was about is purged. Any thread.
QByteArray encodeNative(const Event &event);

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
