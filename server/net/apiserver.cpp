// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/apiserver.h"

#include "net/edgesocket.h"
#include "net/websocketconnection.h"

#include <QWebSocket>

namespace kith::net {

ApiServer::ApiServer(Options options, TimerWheel &wheel, ConnectionCensus &census, QObject *parent)
    : QAbstractHttpServer(parent), m_handlers(std::move(options.handlers)),
      m_edge(new EdgeServer(std::move(options.limits), std::move(options.hooks), wheel, census))
{
    m_edge->setParent(this);
    connect(this, &QAbstractHttpServer::newWebSocketConnection, this, &ApiServer::takeWebSockets);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    addWebSocketUpgradeVerifier(this, [this](const QHttpServerRequest &) {
        return handleDelivered() ? QHttpServerWebSocketUpgradeResponse::accept()
                                 : QHttpServerWebSocketUpgradeResponse::passToNext();
    });
#endif
}

bool ApiServer::listenOn(UniqueFd listener)
{
    if (!m_edge->listenOn(std::move(listener)))
        return false;
    bind(m_edge); // Qt wants a server that listens already
    return true;
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
// The responder is not used: the edge keeps request and socket apart and in order itself.
bool ApiServer::handleRequest(const QHttpServerRequest &, QHttpServerResponder &)
{
    return handleDelivered();
}

void ApiServer::missingHandler(const QHttpServerRequest &, QHttpServerResponder &) { }
#else
bool ApiServer::handleRequest(const QHttpServerRequest &, QTcpSocket *)
{
    return handleDelivered();
}

void ApiServer::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }
#endif

bool ApiServer::handleDelivered()
{
    EdgeSocket *socket = m_edge->delivering();
    if (!socket)
        return false;
    if (socket->phase() == EdgeSocket::Phase::Upgrading)
        return true; // accepted below; now Qt sees the upgrade and asks again
    HttpRequest request = socket->takeRequest();
    ReplyHandle handle(*socket, socket->requestNumber());
    if (!socket->wantsUpgrade()) {
        m_handlers.request(std::move(request), std::move(handle));
        return true;
    }
    const auto refusal = m_handlers.acceptUpgrade
        ? m_handlers.acceptUpgrade(request)
        : Reply{.status = 404, .contentType = {}, .body = {}, .headers = {}};
    if (refusal)
        handle.send(*refusal);
    else
        socket->acceptUpgrade(std::make_unique<HttpRequest>(std::move(request)));
    return true;
}

void ApiServer::takeWebSockets()
{
    while (auto webSocket = nextPendingWebSocketConnection()) {
        EdgeSocket *socket = m_edge->takeUpgraded();
        if (!socket)
            continue;
        auto connection = std::make_unique<WebSocketConnection>(
            *socket, std::move(webSocket), m_edge->limits(), m_edge->wheel());
        if (m_handlers.connected)
            m_handlers.connected(std::move(connection));
    }
}

} // namespace kith::net
