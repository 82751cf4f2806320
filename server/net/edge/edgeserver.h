// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/edge/httpframing.h"
#include "net/loop/census.h"
#include "net/loop/listener.h"
#include "net/loop/plainsocket.h"
#include "net/loop/timerwheel.h"
#include "net/websocket/wsframing.h"

#include <QTcpServer>

#include <chrono>
#include <unordered_set>

class QWebSocketServer;

namespace kith::net {

class Connection;
class EdgeSocket;
struct HandedOver;
struct HttpRequest;

/// Who writes and reads the frames of WebSockets. What they have in common, and why the default is
/// what it is: docs/decisions.md.
enum class WebSocketEngine {
    Kith, ///< net/websocket/websocketconnection
    Qt, ///< QWebSocketServer, by net/websocket/qtwebsocketconnection
};

/// Every bound of the edge in one place. Tests shrink them. The rules: docs/security.md.
struct EdgeLimits
{
    using milliseconds = std::chrono::milliseconds;

    HttpRules http;
    WebSocketRules webSocket;
    WebSocketEngine engine = WebSocketEngine::Kith;

    milliseconds head = std::chrono::seconds(10); ///< from the first byte to the empty line
    /// A body may take `body`, and longer only while it arrives at `bodyRate` or faster.
    milliseconds body = std::chrono::seconds(60);
    qint64 bodyRate = 16 * 1024; ///< bytes a second
    milliseconds idle = std::chrono::seconds(75); ///< between two requests
    milliseconds write = std::chrono::seconds(30); ///< without any byte taken by the peer
    milliseconds linger = std::chrono::seconds(2); ///< between our last byte and a hard close
    milliseconds ping = std::chrono::seconds(25);
    milliseconds pong = std::chrono::seconds(20);

    /// Input is not read while that much of one connection's waits to be worked on or sent.
    qsizetype pipelined = 64 * 1024;
    qsizetype unsent = 256 * 1024;
};

/// What the edge asks the server behind it. All optional, all called on the reactor thread.
struct EdgeHooks
{
    /// Fields to add to the edge's own error answers, such as CORS. `origin` is the request's
    /// Origin field, null if it has none or its head never got that far.
    std::function<std::vector<HeaderField>(QByteArrayView origin)> errorFields;
    /// A trusted proxy: many clients come from its address, so the cap per address is not for it.
    std::function<bool(const QHostAddress &)> isProxy;
};

/// Accepts the connections of one reactor and owns them: each becomes an EdgeSocket that Qt's HTTP
/// server behind is given. It stops accepting for a moment when the process is out of descriptors
/// (Qt would stop for ever) and answers 503 to connections above the caps.
/// Lives on its reactor's thread; made there, dies there.
class EdgeServer : public QTcpServer
{
    Q_OBJECT
public:
    EdgeServer(EdgeLimits limits, EdgeHooks hooks, TimerWheel &wheel, ConnectionCensus &census);
    ~EdgeServer() override;

    /// Takes over a socket of openListeners().
    bool listenOn(UniqueFd listener);

    /// Begins a graceful end: accepts nothing more, closes idle connections now and the others
    /// after the answer under way. WebSockets stay: whoever owns them says good-bye.
    void drain();
    bool isDraining() const { return m_draining; }
    /// The WebSocket that a connection becomes which was answered 101, by the engine that the
    /// limits name. Null: Qt's does not want it.
    std::unique_ptr<Connection> open(
        PlainSocket::Ptr plain, HttpRequest request, QByteArrayView early);
    /// The same of one that another reactor has answered.
    std::unique_ptr<Connection> open(HandedOver handed, HttpRequest request);
    /// Connections of this reactor that speak HTTP.
    size_t count() const { return m_sockets.size(); }

    const EdgeLimits &limits() const { return m_limits; }
    const EdgeHooks &hooks() const { return m_hooks; }
    TimerWheel &wheel() { return m_wheel; }

    /// The socket that is being shown to Qt right now: Qt 6.8 does not tell its handlers.
    EdgeSocket *delivering() const { return m_delivering; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class EdgeSocket;
    void forget(EdgeSocket &socket);

    const EdgeLimits m_limits;
    const EdgeHooks m_hooks;
    TimerWheel &m_wheel;
    ConnectionCensus &m_census;
    Deadline m_acceptAgain;
    std::unordered_set<EdgeSocket *> m_sockets;
    EdgeSocket *m_delivering = nullptr;
    std::unique_ptr<QWebSocketServer> m_qtServer; // of the engine Qt
    bool m_draining = false;
};

} // namespace kith::net
