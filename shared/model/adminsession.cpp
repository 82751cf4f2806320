// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/adminsession.h"

#include "shared/model/page.h"
#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<AdminSessionQuery>)
{
    static const FieldList list = fieldList<AdminSessionQuery>("AdminSessionQuery",
        {field("user", &AdminSessionQuery::user),
            field("search", &AdminSessionQuery::search, length(1, limits::kNameChars),
                doc("Part of a username, name, client or address")),
            field("cursor", &AdminSessionQuery::cursor, length(1, limits::kCursorChars)),
            field("limit", &AdminSessionQuery::limit, doc(kPageLimitDoc))});
    return list;
}

const FieldList &fieldsOf(Of<AdminSession>)
{
    static const FieldList list = fieldList<AdminSession>("AdminSession",
        {field("id", &AdminSession::id), field("user", &AdminSession::user),
            field("dialect", &AdminSession::dialect), field("client", &AdminSession::client),
            field("address", &AdminSession::address), field("created_at", &AdminSession::createdAt),
            field("last_used_at", &AdminSession::lastUsedAt),
            field("expires_at", &AdminSession::expiresAt),
            field("connections", &AdminSession::connections),
            field("is_current", &AdminSession::isCurrent)});
    return list;
}

const FieldList &fieldsOf(Of<EndedSessions>)
{
    static const FieldList list =
        fieldList<EndedSessions>("EndedSessions", {field("ended", &EndedSessions::ended)});
    return list;
}

const FieldList &fieldsOf(Of<ClientConnection>)
{
    static const FieldList list = fieldList<ClientConnection>("ClientConnection",
        {field("id", &ClientConnection::id), field("user", &ClientConnection::user),
            field("session_id", &ClientConnection::sessionId),
            field("dialect", &ClientConnection::dialect),
            field("client", &ClientConnection::client),
            field("address", &ClientConnection::address),
            field("connected_at", &ClientConnection::connectedAt),
            field("round_trip_ms", &ClientConnection::roundTripMs),
            field("bytes_queued", &ClientConnection::bytesQueued),
            field("frames_sent", &ClientConnection::framesSent),
            field("frames_received", &ClientConnection::framesReceived),
            field("streams", &ClientConnection::streams)});
    return list;
}

const FieldList &fieldsOf(Of<ConnectionQuery>)
{
    static const FieldList list = fieldList<ConnectionQuery>("ConnectionQuery",
        {field("user", &ConnectionQuery::user),
            field("search", &ConnectionQuery::search, length(1, limits::kNameChars),
                doc("Part of a username, client or address")),
            field("cursor", &ConnectionQuery::cursor, length(1, limits::kCursorChars)),
            field("limit", &ConnectionQuery::limit, doc(kPageLimitDoc))});
    return list;
}

} // namespace kith
