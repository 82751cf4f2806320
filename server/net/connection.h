// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"
#include "shared/closecodes.h"
#include "shared/model/adminsession.h"

#include <QByteArray>

#include <chrono>
#include <functional>

namespace kith::net {

/// Over all reactors: what other threads, and consoles, name a connection by.
using ConnectionId = SocketId;
/// The next free one. Any thread.
ConnectionId nextConnectionId();

/// The bytes of one whole WebSocket frame as a server sends it (FIN, no mask), made once and sent
/// to any number of connections. Immutable and reference-counted: copy it freely, on any thread.
class SharedFrame
{
public:
    SharedFrame() = default;
    static SharedFrame text(QByteArrayView utf8);
    static SharedFrame binary(QByteArrayView payload);

    bool isEmpty() const { return m_bytes.isEmpty(); }
    const QByteArray &bytes() const { return m_bytes; }
    /// What is in it, for transports that frame otherwise. Borrowed from the frame.
    QByteArrayView payload() const;
    bool isBinary() const { return !isEmpty() && m_bytes.at(0) == '\x82'; }
    qsizetype size() const { return m_bytes.size(); }

private:
    explicit SharedFrame(QByteArray bytes) : m_bytes(std::move(bytes)) { }
    QByteArray m_bytes;
};

/// One WebSocket client after its upgrade. Lives on its reactor's thread and is used there only.
/// Whoever is given one owns it; destroying it ends the connection at once (a peer still gets what
/// was flushed). It may be destroyed inside any of its own callbacks.
///
/// The edge has checked what comes in: masked, unfragmented for us, text is UTF-8, a message is at
/// most EdgeLimits::wsMessage. Pings are sent and answered inside.
class Connection
{
public:
    virtual ~Connection() = default;

    /// Queues a frame. Nothing leaves before flush(), so append a whole batch first: a send() a
    /// frame costs more than everything else together. Does nothing once closing.
    virtual void send(const SharedFrame &frame) = 0;
    virtual void flush() = 0;
    /// Begins the close handshake; onClosed() follows within 2 s whatever the peer does. Frames
    /// queued before leave first, unless the peer reads so slowly that they are dropped.
    virtual void close(quint16 code, QByteArrayView reason) = 0;

    /// Bytes that the kernel has not taken yet. The owner closes with 4008 what grows too large.
    virtual qsizetype bytesQueued() const = 0;
    virtual bool isOpen() const = 0;
    virtual ConnectionId id() const = 0;
    /// The upgrade request: path, query, headers, peer.
    virtual const HttpRequest &request() const = 0;

    std::function<void(QByteArray utf8)> onText;
    std::function<void(QByteArray payload)> onBinary;
    /// Once, last. `code` is the peer's, or ours when we closed; 1005 a close without a code, 1006
    /// no close frame at all.
    std::function<void(quint16 code, QByteArray reason)> onClosed;
    /// All that was queued has gone to the kernel, after some of it could not go at once.
    std::function<void()> onDrained;
    /// A ping was answered, so long after it left.
    std::function<void(std::chrono::nanoseconds)> onRoundTrip;
};

} // namespace kith::net
