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

const FieldList &fieldsOf(Of<AdminSessionQuery>);

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

const FieldList &fieldsOf(Of<AdminSession>);

/// How many sessions were ended.
struct EndedSessions
{
    qint64 ended = 0;
};

const FieldList &fieldsOf(Of<EndedSessions>);

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

const FieldList &fieldsOf(Of<ClientConnection>);

/// GET admin/connections: by id, newest first.
struct ConnectionQuery
{
    std::optional<UserId> user{};
    std::optional<QString> search{};
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;

    bool operator==(const ConnectionQuery &) const = default;
};

const FieldList &fieldsOf(Of<ConnectionQuery>);

} // namespace kith
