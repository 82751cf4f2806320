// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/websocketconnection.h"

#include <atomic>

namespace kith::net {

namespace {

ConnectionId nextId()
{
    static std::atomic<qint64> last{0};
    return ConnectionId(last.fetch_add(1, std::memory_order_relaxed) + 1);
}

} // namespace

WebSocketConnection::WebSocketConnection(EdgeSocket &socket, std::unique_ptr<QWebSocket> webSocket,
    const EdgeLimits &limits, TimerWheel &wheel)
    : m_id(nextId()), m_socket(&socket), m_webSocket(webSocket.release()),
      m_request(socket.openWebSocket(*this)), m_limits(limits),
      m_heartbeat(wheel, [this] { beat(); })
{
    // The edge has checked sizes already; Qt's own limit is 2 GiB.
    m_webSocket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(limits.webSocket.message));
    m_webSocket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(limits.webSocket.message));
    QObject::connect(
        m_webSocket, &QWebSocket::textMessageReceived, m_webSocket, [this](const QString &message) {
            if (const auto call = onText)
                call(message.toUtf8());
        });
    QObject::connect(m_webSocket, &QWebSocket::binaryMessageReceived, m_webSocket,
        [this](const QByteArray &message) {
            if (const auto call = onBinary)
                call(message);
        });
    m_heartbeat.arm(limits.ping);
}

WebSocketConnection::~WebSocketConnection()
{
    m_webSocket->disconnect();
    if (m_socket) {
        m_socket->forgetEvents();
        m_socket->drop();
    }
    m_webSocket->deleteLater();
}

void WebSocketConnection::send(const SharedFrame &frame)
{
    if (m_socket)
        m_socket->queue(frame.bytes());
}

void WebSocketConnection::flush()
{
    if (m_socket)
        m_socket->flushOutput();
}

void WebSocketConnection::close(quint16 code, QByteArrayView reason)
{
    if (m_socket)
        m_socket->closeWebSocket(code, reason);
}

qsizetype WebSocketConnection::bytesQueued() const
{
    return m_socket ? static_cast<qsizetype>(m_socket->bytesToWrite()) : 0;
}

bool WebSocketConnection::isOpen() const
{
    return m_socket && m_socket->phase() == EdgeSocket::Phase::Open;
}

void WebSocketConnection::drained()
{
    if (const auto call = onDrained)
        call();
}

void WebSocketConnection::gone(quint16 code, const QByteArray &reason)
{
    m_heartbeat.cancel();
    m_socket = nullptr;
    if (const auto call = onClosed)
        call(code, reason);
}

void WebSocketConnection::beat()
{
    if (!isOpen())
        return;
    if (m_pinged && !m_heard)
        return m_socket->drop(1006, "no answer to a ping");
    if (m_pinged) {
        m_pinged = false;
        m_heartbeat.arm(std::max(m_limits.ping - m_limits.pong, m_limits.pong / 4));
        return;
    }
    static const QByteArray ping("\x89\x00", 2);
    m_heard = false;
    m_pinged = true;
    m_socket->queue(ping);
    m_socket->flushOutput();
    m_heartbeat.arm(m_limits.pong);
}

} // namespace kith::net
