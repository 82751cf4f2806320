// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/monitorrows.h"

#include "core/admin/connections.h"
#include "core/admin/overview.h"

namespace kith::api {

Routes monitorRoutes(MonitorInfo given)
{
    const auto info = std::make_shared<const MonitorInfo>(std::move(given));
    return {
        get("/api/v2/admin/overview", Access::Admin, "How the server is, and what to do about it",
            [info](core::ReadTx &tx) { return core::overview(tx, info->facts()); })
            .limitedBy(Limiter::Admin),
        get("/api/v2/admin/metrics", Access::Admin, "One sample a second, oldest first",
            [info](const Inline &, const Query<MetricsQuery> &query) {
                return Result<Items<MetricsSample>>({.items = info->history(query.seconds)});
            })
            .limitedBy(Limiter::Admin),
        get("/api/v2/admin/connections", Access::Admin, "Open sockets of this node, newest first",
            [](core::ReadTx &tx, const Query<ConnectionQuery> &query) {
                return core::listConnections(tx, query);
            })
            .limitedBy(Limiter::Admin),
        del("/api/v2/admin/connections/{connection_id}", Access::Admin, "Close a socket",
            [](core::Tx &tx, SocketId socket) { return core::closeConnection(tx, socket); })
            .limitedBy(Limiter::Admin),
    };
}

} // namespace kith::api
