// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/websocket/websocketconnection.h"

#include <QtEndian>

#include <atomic>

namespace kith::net {

namespace {

/// A control frame as a server sends it: FIN, no mask, at most 125 bytes.
QByteArray controlFrame(Opcode opcode, QByteArrayView payload)
{
    QByteArray frame;
    frame.reserve(2 + payload.size());
    frame.append(static_cast<char>(0x80 | static_cast<quint8>(opcode)));
    return frame.append(static_cast<char>(payload.size())).append(payload);
}

} // namespace

WebSocketConnection::WebSocketConnection(PlainSocket::Ptr plain, HttpRequest request,
    QByteArrayView early, const EdgeLimits &limits, TimerWheel &wheel)
    : m_id(nextConnectionId()), m_limits(limits), m_plain(std::move(plain)),
      m_request(std::move(request)), m_reader(limits.webSocket), m_held(early.toByteArray()),
      m_heartbeat(wheel, [this] { beat(); }), m_deadline(wheel, [this] { end(); })
{
    m_plain->setOwner(*this);
    m_heartbeat.arm(limits.ping);
    if (!m_held.isEmpty())
        m_plain->later([this] { resumeInput(); });
}

WebSocketConnection::~WebSocketConnection()
{
    if (m_destroyed)
        *m_destroyed = true;
}

// Sending

void WebSocketConnection::send(const SharedFrame &frame)
{
    if (m_phase == Phase::Open)
        m_plain->queue(frame.bytes());
}

void WebSocketConnection::flush()
{
    if (m_plain && m_plain->flush() && m_phase == Phase::Closing)
        finishSending();
}

bool WebSocketConnection::hasRoom()
{
    if (m_plain->bytesQueued() >= m_limits.unsent)
        m_plain->flush();
    return m_plain->bytesQueued() < m_limits.unsent;
}

void WebSocketConnection::moved()
{
    const bool isDrained = m_plain->bytesQueued() == 0;
    if (isDrained && m_phase == Phase::Closing)
        return finishSending();
    const bool isStalled = !m_held.isEmpty() && m_phase == Phase::Open;
    if (isStalled && hasRoom())
        m_plain->later([this] { resumeInput(); });
    if (const auto call = isDrained ? onDrained : nullptr)
        call();
}

// Receiving

void WebSocketConnection::arrived(QByteArrayView bytes)
{
    if (m_phase >= Phase::Closing)
        return;
    m_heard = true;
    const bool isStalled = m_phase == Phase::Open && !hasRoom();
    if (isStalled || !m_held.isEmpty())
        m_held.append(bytes);
    if (isStalled) // it sends pings or requests and does not read the answers
        m_plain->setReading(false);
    else if (m_held.isEmpty())
        take(bytes);
}

void WebSocketConnection::resumeInput()
{
    if (m_phase >= Phase::Closing)
        return;
    m_plain->setReading(true);
    take(std::exchange(m_held, {}));
}

void WebSocketConnection::take(QByteArrayView bytes)
{
    WebSocketReader::Step step;
    do {
        step = m_reader.feed(bytes);
        bytes = bytes.sliced(step.used);
        if (!tell(step.event))
            return;
    } while (m_phase < Phase::Closing && step.event != WebSocketReader::Event::NeedMore);
    if (m_phase == Phase::Open)
        watchPartial();
    flush(); // pongs
}

bool WebSocketConnection::tell(WebSocketReader::Event event)
{
    switch (event) {
    case WebSocketReader::Event::NeedMore:
        return true;
    case WebSocketReader::Event::Closed:
        peerCloses();
        return true;
    case WebSocketReader::Event::Refused: {
        const WebSocketFraming::Refusal refusal = m_reader.framing().refusal();
        violated(refusal.code, refusal.reason);
        return true;
    }
    case WebSocketReader::Event::Text:
    case WebSocketReader::Event::Binary:
    case WebSocketReader::Event::Ping:
    case WebSocketReader::Event::Pong:
        break;
    }
    QByteArray payload = m_reader.takePayload();
    if (m_phase != Phase::Open)
        return true;
    bool destroyed = false;
    m_destroyed = &destroyed;
    received(event, std::move(payload));
    if (destroyed)
        return false;
    m_destroyed = nullptr;
    return true;
}

void WebSocketConnection::received(WebSocketReader::Event event, QByteArray payload)
{
    if (event == WebSocketReader::Event::Ping)
        return queue(controlFrame(Opcode::Pong, payload));
    if (event == WebSocketReader::Event::Pong)
        return ponged();
    if (const auto call = event == WebSocketReader::Event::Text ? onText : onBinary)
        call(std::move(payload));
}

void WebSocketConnection::ponged()
{
    if (const auto call = m_pinged ? onRoundTrip : nullptr)
        call(std::chrono::steady_clock::now() - m_pingedAt);
}

/// A message has as long as a body has; a drip of bytes does not hold memory for ever.
void WebSocketConnection::watchPartial()
{
    if (m_reader.isPartial() == m_deadline.isArmed())
        return;
    if (m_reader.isPartial())
        m_deadline.arm(m_limits.body);
    else
        m_deadline.cancel();
}

void WebSocketConnection::beat()
{
    if (m_pinged && !m_heard) {
        m_closeReason = "no answer to a ping";
        return end();
    }
    if (m_pinged) {
        m_pinged = false;
        m_heartbeat.arm(std::max(m_limits.ping - m_limits.pong, m_limits.pong / 4));
        return;
    }
    m_heard = false;
    m_pinged = true;
    m_pingedAt = std::chrono::steady_clock::now();
    queuePing();
    m_plain->flush();
    m_heartbeat.arm(m_limits.pong);
}

void WebSocketConnection::queuePing()
{
    static const QByteArray ping = controlFrame(Opcode::Ping, {});
    queue(ping);
}

// Closing

void WebSocketConnection::close(quint16 code, QByteArrayView reason)
{
    if (m_phase != Phase::Open)
        return;
    if (!hasRoom())
        m_plain->dropUnstarted();
    m_closeCode = code;
    m_closeReason = reason.toByteArray();
    queueClose(code, reason);
    m_phase = Phase::CloseSent;
    m_heartbeat.cancel();
    m_deadline.arm(m_limits.linger);
    if (!m_held.isEmpty()) // the peer's Close may be behind it
        m_plain->later([this] { resumeInput(); });
    m_plain->setReading(true);
    m_plain->flush();
}

void WebSocketConnection::peerCloses()
{
    if (m_phase == Phase::Open) {
        m_closeCode = m_reader.framing().closeCode();
        m_closeReason = m_reader.framing().closeReason();
        queueClose(m_closeCode, {});
    }
    startClosing();
    flush();
}

void WebSocketConnection::violated(quint16 code, QByteArrayView reason)
{
    if (m_phase == Phase::Open) {
        m_closeCode = code;
        m_closeReason = reason.toByteArray();
        queueClose(code, reason);
    }
    startClosing();
    m_deadline.arm(m_limits.linger); // whether or not it takes the Close
    flush();
}

void WebSocketConnection::queueClose(quint16 code, QByteArrayView reason)
{
    constexpr qsizetype kReason = 123; // what a control frame has room for
    QByteArray payload;
    if (code != closecodes::kNoCode) { // its Close had no code: nor has ours
        const quint16 sent = qToBigEndian(code);
        payload.append(reinterpret_cast<const char *>(&sent), sizeof sent);
        payload.append(reason.first(std::min(reason.size(), kReason)));
    }
    queue(controlFrame(Opcode::Close, payload));
}

void WebSocketConnection::startClosing()
{
    m_phase = Phase::Closing;
    m_held = {};
    m_heartbeat.cancel();
    m_deadline.cancel();
}

/// Everything has left: now our FIN, and the peer's or the end of our patience.
void WebSocketConnection::finishSending()
{
    if (std::exchange(m_halfClosed, true))
        return;
    m_plain->finishSending();
    if (m_peerLeft)
        return m_plain->later([this] { end(); });
    m_deadline.arm(m_limits.linger);
    m_plain->setReading(true);
}

void WebSocketConnection::inputEnded()
{
    m_peerLeft = true;
    if (m_phase != Phase::Closing || m_plain->bytesQueued() == 0)
        end();
}

void WebSocketConnection::end()
{
    if (m_phase == Phase::Gone)
        return;
    startClosing();
    m_phase = Phase::Gone;
    m_plain.reset();
    if (const auto call = onClosed)
        call(m_closeCode, m_closeReason);
}

} // namespace kith::net
