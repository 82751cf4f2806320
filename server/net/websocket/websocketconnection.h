// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/edge/edgeserver.h"
#include "net/loop/plainsocket.h"
#include "net/websocket/wsreader.h"

namespace kith::net {

/// A Connection on the plain socket of an upgraded HTTP connection: the server's side of RFC 6455.
/// Why it is ours and not QWebSocket's: docs/decisions.md. Where QWebSocket is wished for
/// nevertheless (net/websocket/qtwebsocketconnection), this is what the two have in common: limits,
/// deadlines, closing. Heartbeat: a ping each EdgeLimits::ping; silence for EdgeLimits::pong after
/// it ends the connection.
class WebSocketConnection : public Connection, private PlainSocket::Owner
{
public:
    /// `early`: what the client sent right behind its upgrade request. It is looked at on a later
    /// turn, when callbacks are in place.
    WebSocketConnection(PlainSocket::Ptr plain, HttpRequest request, QByteArrayView early,
        const EdgeLimits &limits, TimerWheel &wheel);
    ~WebSocketConnection() override;

    void send(const SharedFrame &frame) override;
    void flush() override;
    void close(quint16 code, QByteArrayView reason) override;
    qsizetype bytesQueued() const override { return m_plain ? m_plain->bytesQueued() : 0; }
    bool isOpen() const override { return m_phase == Phase::Open; }
    ConnectionId id() const override { return m_id; }
    const HttpRequest &request() const override { return m_request; }

protected:
    // What a codec does
    /// A message or a control frame of an open socket, which the edge finds right: Text, Binary,
    /// Ping or Pong. May be destroyed in it.
    virtual void received(WebSocketReader::Event event, QByteArray payload);
    virtual void queuePing();
    virtual void queueClose(quint16 code, QByteArrayView reason);

    // What it does that with
    void queue(QByteArray frame) { m_plain->queue(std::move(frame)); }
    void ponged();
    /// Closes for what the client has sent.
    void violated(quint16 code, QByteArrayView reason);

private:
    enum class Phase {
        Open,
        CloseSent, ///< waits for the peer's Close, 2 s at most
        Closing, ///< the last bytes leave, what comes is dropped
        Gone,
    };

    void arrived(QByteArrayView bytes) override;
    void inputEnded() override;
    void moved() override;
    void broken() override { end(); }

    void take(QByteArrayView bytes);
    void resumeInput();
    /// False when a callback destroyed us.
    bool tell(WebSocketReader::Event event);
    bool hasRoom();
    void watchPartial();
    void peerCloses();
    void startClosing();
    void finishSending();
    void end();
    void beat();

    const ConnectionId m_id;
    const EdgeLimits &m_limits;
    PlainSocket::Ptr m_plain; // none once gone
    const HttpRequest m_request;
    WebSocketReader m_reader;
    QByteArray m_held; // arrived while the peer did not read what it asked for
    Phase m_phase = Phase::Open;
    quint16 m_closeCode = closecodes::kLost;
    QByteArray m_closeReason;
    Deadline m_heartbeat;
    Deadline m_deadline; // of a message under way, or of closing
    bool *m_destroyed = nullptr; // of received() on the stack
    std::chrono::steady_clock::time_point m_pingedAt{};
    bool m_pinged = false;
    bool m_heard = false;
    bool m_peerLeft = false;
    bool m_halfClosed = false; // we have sent our FIN
};

} // namespace kith::net
