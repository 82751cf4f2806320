// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/websocket/websocketconnection.h"

#include <memory>

class QWebSocketServer;

namespace kith::net {

/// What the engine "qt" of `websocket.engine` makes of an upgraded connection: a Connection whose
/// frames a QWebSocket writes and reads, which `server` has made. Between it and the plain socket
/// stands the edge as ever: what QWebSocket is shown are whole messages that have passed, what it
/// writes waits in the same bounded queue. docs/decisions.md says what differs, and why this is not
/// the default.
///
/// `server` lives on the reactor's thread and listens nowhere. Null if it refuses the handshake.
std::unique_ptr<Connection> makeQtWebSocket(QWebSocketServer &server, PlainSocket::Ptr plain,
    HttpRequest request, QByteArrayView early, const EdgeLimits &limits, TimerWheel &wheel);

} // namespace kith::net
