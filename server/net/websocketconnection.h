// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/edgesocket.h"

#include <QPointer>
#include <QWebSocket>

#include <memory>

namespace kith::net {

/// A Connection whose incoming messages are QWebSocket's and whose outgoing frames go straight to
/// the EdgeSocket: QWebSocket would encode and copy each for each receiver. Frames do not
/// interleave, since both write whole ones on one thread.
/// Heartbeat: a ping each EdgeLimits::ping; silence for EdgeLimits::pong after it ends the
/// connection.
class WebSocketConnection final : public Connection, private WebSocketEvents
{
public:
    WebSocketConnection(EdgeSocket &socket, std::unique_ptr<QWebSocket> webSocket,
        const EdgeLimits &limits, TimerWheel &wheel);
    ~WebSocketConnection() override;

    void send(const SharedFrame &frame) override;
    void flush() override;
    void close(quint16 code, QByteArrayView reason) override;
    qsizetype bytesQueued() const override;
    bool isOpen() const override;
    ConnectionId id() const override { return m_id; }
    const HttpRequest &request() const override { return *m_request; }

private:
    void traffic() override { m_heard = true; }
    void drained() override;
    void gone(quint16 code, const QByteArray &reason) override;
    void beat();

    const ConnectionId m_id;
    QPointer<EdgeSocket> m_socket;
    QWebSocket *m_webSocket; // deleted later: we may be destroyed inside its signals
    std::unique_ptr<HttpRequest> m_request;
    const EdgeLimits &m_limits;
    Deadline m_heartbeat;
    bool m_pinged = false;
    bool m_heard = false;
};

} // namespace kith::net
