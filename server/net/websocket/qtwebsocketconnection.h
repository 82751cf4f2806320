// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/websocket/websocketconnection.h"

#include <memory>

class QWebSocketServer;

namespace kith::net {

/// The engine "qt" of `websocket.engine`: QWebSocketServer takes an upgraded connection over, and
/// its QWebSocket writes and reads the frames. Between that and the plain socket stands the edge as
/// ever: what it is shown are whole messages that have passed, what it writes waits in the same
/// bounded queue. docs/decisions.md says what differs, and why this is not the default.
///
/// Lives on its reactor's thread; made there. Its connections may outlive it.
class QtWebSockets
{
public:
    QtWebSockets();
    ~QtWebSockets();

    /// Null if Qt refuses the handshake.
    std::unique_ptr<Connection> open(PlainSocket::Ptr plain, HttpRequest request,
        QByteArrayView early, const EdgeLimits &limits, TimerWheel &wheel);

private:
    std::unique_ptr<QWebSocketServer> m_server; // listens nowhere: it is given what we accept
};

} // namespace kith::net
