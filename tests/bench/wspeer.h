// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loop.h"
#include "shared/result.h"

#include <memory>
#include <optional>
#include <vector>

namespace kith::bench {

/// What a frame of the native socket is, told by its first bytes: the load parses no JSON.
enum class FrameKind { Ready, Ack, Created, Pong, Resumed, Error, Other };
FrameKind kindOf(QByteArrayView text);

/// A text frame as a client sends it, masked.
QByteArray clientFrame(QByteArrayView text);

/// A frame `send` with the next of all client_ids of this process. `content` needs no escapes.
QByteArray sendFrame(qint64 chat, QByteArrayView content);

class WsPeer;

/// How another API's socket is opened, and what its frames begin with.
struct Speech
{
    QByteArray path{}; ///< with its query
    QByteArray hello{}; ///< sent when it is open; empty: nothing
    QByteArray live{}; ///< the frame behind which every event is heard
    QByteArray created{}; ///< that of a message
};

/// Sockets that are being opened together.
struct Crowd
{
    qint64 live = 0;
    std::vector<WsPeer *> failed{};
};

/// One native WebSocket that signs in by its Authorization header. It is live when the server has
/// answered a ping behind `ready`: from then on it hears every event.
class WsPeer : public TcpPeer
{
public:
    WsPeer(Loop &loop, quint16 port, QByteArray token);
    /// Of another API; only FrameKind::Created and Other are told apart.
    WsPeer(Loop &loop, quint16 port, Speech speech);

    /// Tells `crowd` what becomes of it, for as long as that is set.
    bool connect(int host, Crowd *crowd = nullptr);
    void forgetCrowd() { m_crowd = nullptr; }
    const QByteArray &token() const { return m_token; }
    /// For the next connect(): an access token lives for minutes.
    void setToken(QByteArray token) { m_token = std::move(token); }
    bool isReady() const { return m_ready; }
    bool isLive() const { return m_live; }
    bool failed() const { return m_failed; }
    quint16 closeCode() const { return m_closeCode; }
    /// Sent once `ready` has come, in front of the ping: a resume frame.
    void setGreeting(QByteArray frame) { m_greeting = std::move(frame); }

protected:
    /// Every text but the ones that made it live. Valid during the call.
    virtual void frame(FrameKind kind, QByteArrayView text) = 0;
    void connected() override;
    qsizetype consume(QByteArrayView bytes) override;
    void closed() override;

private:
    qsizetype takeUpgrade(QByteArrayView bytes);
    void take(int opcode, QByteArrayView payload);
    void takeText(QByteArrayView text);
    void takeForeign(QByteArrayView text);
    void goLive();
    void fail(quint16 code);

    const quint16 m_port;
    QByteArray m_token;
    const std::optional<Speech> m_speech;
    QByteArray m_greeting;
    Crowd *m_crowd = nullptr;
    bool m_upgraded = false;
    bool m_ready = false;
    bool m_live = false;
    bool m_failed = false;
    quint16 m_closeCode = 0;
};

struct OpenOptions
{
    size_t window = 256; ///< under way at once
    bool retries = false; ///< a refused one tries again; otherwise it is an error
};
/// Connects all and waits until all are live; answers how many had to try again. Errors: the first
/// that failed, and how; not all within two minutes.
Result<qint64> openAll(
    Loop &loop, const std::vector<WsPeer *> &peers, const OpenOptions &options = {});

} // namespace kith::bench
