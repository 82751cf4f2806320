// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// net/: the sockets of kithd. The edge checks every byte before Qt's parsers see it, this server
// turns requests into values, connections carry WebSocket frames. Each object lives on the thread
// of its reactor and is called from there; other threads talk to a reactor through a Mailbox.
// Nothing else in Kith includes QtHttpServer.

#include "net/connection.h"
#include "net/edge/edgeserver.h"
#include "net/edge/reply.h"

#include <QtHttpServer/QAbstractHttpServer>

#include <functional>

namespace kith::net {

/// What the HTTP server asks its owner; all on the reactor thread.
struct ApiHandlers
{
    /// Each request, HEAD and OPTIONS too. It may answer at once or keep the handle; the
    /// connection's next request waits for it.
    std::function<void(HttpRequest, ReplyHandle)> request;
    /// Each right upgrade request: ReplyHandle::upgrade() accepts it, now or later, an answer
    /// refuses it. Set the connection's callbacks at once: what the client sent along with its
    /// request comes next. Unset: 404 to all.
    std::function<void(HttpRequest, ReplyHandle)> upgrade;
};

/// The HTTP and WebSocket server of one reactor: an EdgeServer, and behind it Qt's
/// QAbstractHttpServer, whose differences between Qt 6.4 and 6.8 end here. Upgrades to WebSockets
/// never reach that one.
/// Make it on the reactor's thread (Qt's WebSocket half cannot be moved) and destroy it there,
/// after the Connections it gave out.
class ApiServer final : public QAbstractHttpServer
{
    Q_OBJECT
public:
    struct Options
    {
        EdgeLimits limits;
        EdgeHooks hooks;
        ApiHandlers handlers;
    };

    ApiServer(
        Options options, TimerWheel &wheel, ConnectionCensus &census, QObject *parent = nullptr);

    /// Serves one socket of openListeners(). False if the descriptor cannot listen.
    bool listenOn(UniqueFd listener);
    EdgeServer &edge() { return *m_edge; }

private:
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &, QHttpServerResponder &) override;
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override;
#else
    bool handleRequest(const QHttpServerRequest &, QTcpSocket *) override;
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override;
#endif
    bool handleDelivered();

    const ApiHandlers m_handlers;
    EdgeServer *m_edge; // our child
};

} // namespace kith::net
