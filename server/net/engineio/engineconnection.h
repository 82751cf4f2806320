// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"
#include "net/connection.h"
#include "net/edge/reply.h"
#include "net/engineio/enginepackets.h"
#include "net/loop/census.h"
#include "net/loop/timerwheel.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace kith::net {

/// An Engine.IO v4 session as a Connection: to whoever owns it, messages come and go, whether they
/// travel by polling or over a WebSocket, and while one takes the other's place. A text frame that
/// is sent is a whole packet ("4…"), so that one made for all is the same bytes on each WebSocket;
/// what comes in is the message alone.
///
/// Heartbeat: a ping each pingInterval, a pong within pingTimeout, or it ends.
/// Lives on its reactor's thread, on which all requests of its session are handled.
class EngineConnection final : public Connection
{
public:
    /// Answers an HTTP request, once. False: nobody waits for the answer any more.
    using Answer = std::function<bool(const Reply &)>;

    struct Options
    {
        QByteArray sid{};
        HttpRequest opening{};
        const api::EngineTimes &times;
        TimerWheel &wheel;
        std::function<void(const QByteArray &sid)> gone{}; ///< it is destroyed
        /// By polling: counts it while no connection does.
        std::optional<ConnectionCensus::Seat> seat{};
    };
    /// By polling: `answer` is the first GET's. Without: over `socket`.
    EngineConnection(Options options, Answer answer);
    EngineConnection(Options options, std::unique_ptr<Connection> socket);
    ~EngineConnection() override;

    // Requests of its session
    void poll(Answer answer);
    void post(QByteArrayView body, const Answer &answer);
    /// The client of the poll that waits is gone: its connection is let go.
    void pollLeft();
    /// A WebSocket that wants to take polling's place.
    void probe(std::unique_ptr<Connection> socket);
    bool isPolling() const { return !m_socket; }

    void send(const SharedFrame &frame) override;
    void flush() override;
    void close(quint16 code, QByteArrayView reason) override;
    qsizetype bytesQueued() const override;
    bool isOpen() const override { return m_open; }
    ConnectionId id() const override { return m_id; }
    const HttpRequest &request() const override { return m_options.opening; }

private:
    void listenTo(Connection &socket);
    /// Packets of the client, whatever brought them. False: the session has ended.
    bool take(engine::Packet packet);
    void takeFrame(const QByteArray &text);
    bool deliver(const std::function<void(QByteArray)> &call, QByteArray payload);
    void probeSays(const QByteArray &text);
    void upgraded();
    void sendPing();
    void answerPoll();
    QByteArray takePayload();
    void closedByClient();
    void end(quint16 code, QByteArrayView reason);

    Options m_options;
    const ConnectionId m_id;
    std::unique_ptr<Connection> m_socket; // once it is a WebSocket
    std::unique_ptr<Connection> m_probe; // that wants to become it
    bool m_probed = false; // it has said "2probe"
    Answer m_poll; // a GET that waits
    bool m_pollIsLate = false; // it came after the probe
    std::vector<SharedFrame> m_queue; // for the next poll, or for the WebSocket that comes
    qsizetype m_queued = 0;
    bool m_corked = false; // a POST is being worked through: one answer for all of it
    bool m_open = true;
    bool m_saysClose = false; // "1" is for the next poll
    bool m_told = false; // onClosed
    bool m_pinged = false;
    bool *m_destroyed = nullptr; // of the callback on the stack
    Deadline m_heartbeat;
    Deadline m_upgradeDeadline;
    Deadline m_overtaking; // until a late poll is told that there is nothing
};

/// "0{…}": `sid` and the promises, as a client reads them.
QByteArray openPacket(const QByteArray &sid, const api::EngineTimes &times, bool mayUpgrade);

} // namespace kith::net
