// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/connections.h"

#include "core/access.h"
#include "core/accounts/userchange.h"
#include "core/audit/audit.h"
#include "core/lists/folding.h"
#include "core/lists/listquery.h"
#include "core/live/roster.h"
#include "core/people/users.h"

#include <unordered_set>

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;
using store::UserRow;

namespace {

/// What a search for people may find; more would be no search.
constexpr qint64 kPeopleFound = 1'000;

using People = std::unordered_set<UserId>;

Result<People> peopleLike(ReadTx &tx, const QString &search)
{
    constexpr Sql kLike(R"(
        SELECT id
        FROM users
        WHERE search_key LIKE :pattern ESCAPE '!'
        LIMIT :limit)");
    People people;
    TRY(tx.sql.query(kLike, {{":pattern", likePattern(search)}, {":limit", kPeopleFound}},
        [&](const store::SqlRow &row) { people.insert(UserId(row.integer(0))); }));
    return people;
}

bool matches(const SocketInfo &socket, const ConnectionQuery &query, const People &found)
{
    if (query.user && socket.user != *query.user)
        return false;
    return !query.search || found.contains(socket.user)
        || socket.client.contains(*query.search, Qt::CaseInsensitive)
        || socket.address.contains(*query.search, Qt::CaseInsensitive);
}

Result<ClientConnection> connectionRowOf(ReadTx &tx, const SocketInfo &socket)
{
    TRY_ASSIGN(const auto person, store::loadRow<UserRow>(tx.sql, socket.user));
    ClientConnection row{.id = socket.id,
        .user = person ? toBrief(*person) : UserBrief{.id = socket.user},
        .sessionId = socket.session,
        .dialect = socket.dialect,
        .client = socket.client,
        .address = socket.address,
        .connectedAt = socket.connectedAt,
        .bytesQueued = socket.bytesQueued.load(std::memory_order_relaxed),
        .framesSent = socket.framesSent.load(std::memory_order_relaxed),
        .framesReceived = socket.framesReceived.load(std::memory_order_relaxed),
        .streams = socket.streams.load(std::memory_order_relaxed)};
    if (const qint64 micros = socket.roundTripMicros.load(std::memory_order_relaxed); micros >= 0)
        row.roundTripMs = static_cast<double>(micros) / 1000;
    return row;
}

} // namespace

Result<Page<ClientConnection>> listConnections(ReadTx &tx, const ConnectionQuery &query)
{
    TRY(access::asAdmin(tx));
    TRY_ASSIGN(const qint64 after, idAfter({.cursor = query.cursor, .limit = query.limit}));
    const auto limit = static_cast<size_t>(clampLimit(query.limit));
    People found;
    if (query.search) {
        TRY_ASSIGN(found, peopleLike(tx, *query.search));
    }
    Page<ClientConnection> page;
    for (const auto &socket : tx.env.roster.all()) {
        if ((after > 0 && socket->id.value >= after) || !matches(*socket, query, found))
            continue;
        if (page.items.size() == limit) {
            page.next = QString::number(page.items.back().id.value);
            break;
        }
        TRY_ASSIGN(ClientConnection row, connectionRowOf(tx, *socket));
        page.items.push_back(std::move(row));
    }
    return page;
}

Result<void> closeConnection(Tx &tx, SocketId id)
{
    TRY(tx.unit.writing());
    TRY(access::asAdmin(tx)); // before anything is said about what is there
    const auto socket = tx.env.roster.find(id);
    if (!socket)
        return notFound(u"There is no such connection."_s);
    TRY_ASSIGN(const UserRow person, userForAdmin(tx, socket->user));
    tx.changes.closedSockets.push_back(id);
    return appendAudit(tx,
        {.action = u"connection.close"_s,
            .targetKind = u"connection"_s,
            .targetId = id.value,
            .targetName = person.username,
            .changes = {{.field = u"client"_s, .before = socket->client, .after = {}}}});
}

} // namespace kith::core
