// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Sign-ins and open sockets of everybody, for admins: /api/v2/admin/sessions and
// /api/v2/admin/connections.

#include "shared/model/adminlists.h"
#include "shared/model/session.h"

namespace kith {

/// Unique in the process that holds the socket, for as long as it runs.
using SocketId = Id<struct SocketTag>;

/// GET admin/sessions: live ones, latest use first.
struct AdminSessionQuery
{
    std::optional<UserId> user{};
    std::optional<QString> search{};
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;

    bool operator==(const AdminSessionQuery &) const = default;
};

template <>
inline constexpr auto fields<AdminSessionQuery> = fieldList("AdminSessionQuery",
    field("user", &AdminSessionQuery::user),
    field("search", &AdminSessionQuery::search, length(1, limits::kNameChars),
        doc("Part of a username, name, client or address")),
    field("cursor", &AdminSessionQuery::cursor, length(1, 1000)),
    field("limit", &AdminSessionQuery::limit, doc("1 to 100; clamps")));

struct AdminSession
{
    SessionId id{};
    UserBrief user{};
    QString dialect{}; ///< the API that it signed in to
    QString client{}; ///< the User-Agent it signed in with, cut
    QString address{};
    Timestamp createdAt{};
    Timestamp lastUsedAt{};
    Timestamp expiresAt{};
    int connections = 0; ///< open sockets
    bool isCurrent = false; ///< the asker's own

    bool operator==(const AdminSession &) const = default;
};

template <>
inline constexpr auto fields<AdminSession> = fieldList("AdminSession",
    field("id", &AdminSession::id), field("user", &AdminSession::user),
    field("dialect", &AdminSession::dialect), field("client", &AdminSession::client),
    field("address", &AdminSession::address), field("created_at", &AdminSession::createdAt),
    field("last_used_at", &AdminSession::lastUsedAt), field("expires_at", &AdminSession::expiresAt),
    field("connections", &AdminSession::connections),
    field("is_current", &AdminSession::isCurrent));

/// How many sessions were ended.
struct EndedSessions
{
    qint64 ended = 0;
};

template <>
inline constexpr auto fields<EndedSessions> = fieldList(
    "EndedSessions", field("ended", &EndedSessions::ended));

/// One open socket, as it was when it was asked for.
struct ClientConnection
{
    SocketId id{};
    UserBrief user{};
    SessionId sessionId{};
    QString dialect{};
    QString client{};
    QString address{};
    Timestamp connectedAt{};
    std::optional<double> roundTripMs{}; ///< of the last ping; null before the first answer
    qint64 bytesQueued = 0; ///< waiting for the reader
    qint64 framesSent = 0;
    qint64 framesReceived = 0;
    int streams = 0; ///< that it hears

    bool operator==(const ClientConnection &) const = default;
};

template <>
inline constexpr auto fields<ClientConnection> = fieldList("ClientConnection",
    field("id", &ClientConnection::id), field("user", &ClientConnection::user),
    field("session_id", &ClientConnection::sessionId), field("dialect", &ClientConnection::dialect),
    field("client", &ClientConnection::client), field("address", &ClientConnection::address),
    field("connected_at", &ClientConnection::connectedAt),
    field("round_trip_ms", &ClientConnection::roundTripMs),
    field("bytes_queued", &ClientConnection::bytesQueued),
    field("frames_sent", &ClientConnection::framesSent),
    field("frames_received", &ClientConnection::framesReceived),
    field("streams", &ClientConnection::streams));

/// GET admin/connections: by id, newest first.
struct ConnectionQuery
{
    std::optional<UserId> user{};
    std::optional<QString> search{};
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;

    bool operator==(const ConnectionQuery &) const = default;
};

template <>
inline constexpr auto fields<ConnectionQuery> = fieldList("ConnectionQuery",
    field("user", &ConnectionQuery::user),
    field("search", &ConnectionQuery::search, length(1, limits::kNameChars),
        doc("Part of a username, client or address")),
    field("cursor", &ConnectionQuery::cursor, length(1, 1000)),
    field("limit", &ConnectionQuery::limit, doc("1 to 100; clamps")));

} // namespace kith
