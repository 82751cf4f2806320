// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/edge/apiserver.h"

#include "net/edge/edgesocket.h"

namespace kith::net {

ApiServer::ApiServer(Options options, TimerWheel &wheel, ConnectionCensus &census, QObject *parent)
    : QAbstractHttpServer(parent), m_handlers(std::move(options.handlers)),
      m_edge(new EdgeServer(std::move(options.limits), std::move(options.hooks), wheel, census))
{
    m_edge->setParent(this);
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
    HttpRequest request = socket->takeRequest();
    ReplyHandle handle(*socket, socket->requestNumber());
    if (!socket->wantsUpgrade())
        m_handlers.request(std::move(request), std::move(handle));
    else if (m_handlers.upgrade)
        m_handlers.upgrade(std::move(request), std::move(handle));
    else
        handle.send({.status = 404, .contentType = {}, .body = {}, .headers = {}});
    return true;
}

} // namespace kith::net
