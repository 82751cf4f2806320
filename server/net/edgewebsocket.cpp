// SPDX-License-Identifier: GPL-3.0-or-later
// What an EdgeSocket does once it is a WebSocket.
#include "net/edgesocket.h"

#include <QtEndian>

namespace kith::net {

namespace {

/// Qt's 101 without its CORS fields: it echoes any Origin, and CORS does not apply to WebSockets.
QByteArray withoutCors(QByteArrayView head)
{
    QByteArray kept;
    kept.reserve(head.size());
    for (qsizetype from = 0; from < head.size();) {
        qsizetype end = head.indexOf('\n', from);
        end = end < 0 ? head.size() : end + 1;
        const QByteArrayView line = head.sliced(from, end - from);
        if (!line.startsWith("Access-Control-"))
            kept.append(line);
        from = end;
    }
    return kept;
}

} // namespace

qint64 EdgeSocket::writeData(const char *data, qint64 size)
{
    switch (m_phase) {
    case Phase::Upgrading:
        m_output.append(withoutCors(QByteArrayView(data, size)));
        m_server.m_upgraded = this; // newWebSocketConnection() follows, which does not say whose
        flushSoon();
        break;
    case Phase::Open: // QWebSocket's pongs
        m_output.append(QByteArray(data, size));
        flushSoon();
        break;
    default: // Qt's closing words: the edge has its own
        break;
    }
    return size;
}

std::unique_ptr<HttpRequest> EdgeSocket::openWebSocket(WebSocketEvents &events)
{
    m_phase = Phase::Open;
    m_events = &events;
    m_http.reset();
    m_webSocket.emplace(m_server.limits().webSocket);
    m_readDeadline.cancel();
    // What the client sent right behind its request; later, when callbacks are in place.
    QMetaObject::invokeMethod(
        this, [this] { resumeInput(); }, Qt::QueuedConnection);
    return std::move(m_upgrade);
}

void EdgeSocket::takeWebSocket(QByteArrayView bytes)
{
    if (m_phase == Phase::Open && !hasRoom()) {
        m_stalled = true; // it sends pings or requests and does not read the answers
        return hold(bytes);
    }
    m_ready = {};
    m_readyAt = 0;
    const auto outcome = m_webSocket->read(bytes, m_ready);
    if (m_phase == Phase::Open) {
        if (!bytes.isEmpty() && m_events)
            m_events->traffic();
        if (!m_ready.isEmpty())
            Q_EMIT readyRead();
    }
    m_ready = {};
    m_readyAt = 0;
    if (m_phase != Phase::Open && m_phase != Phase::CloseSent)
        return;

    switch (outcome) {
    case WebSocketReader::Outcome::Open:
        // A message has as long as a body has; a drip of bytes does not hold memory for ever.
        if (m_phase == Phase::Open && m_webSocket->isPartial() != m_readDeadline.isArmed()) {
            if (m_webSocket->isPartial())
                m_readDeadline.arm(m_server.limits().body);
            else
                m_readDeadline.cancel();
        }
        break;
    case WebSocketReader::Outcome::Closed:
        if (m_phase == Phase::Open) {
            m_closeCode = m_webSocket->framing().closeCode();
            m_closeReason = m_webSocket->framing().closeReason();
            queueClose(m_closeCode, {});
        }
        startClosing();
        flushOutput();
        break;
    case WebSocketReader::Outcome::Refused:
        violated(m_webSocket->framing().refusal().code, m_webSocket->framing().refusal().reason);
        break;
    }
}

void EdgeSocket::violated(quint16 code, const char *reason)
{
    if (m_phase == Phase::Open) {
        m_closeCode = code;
        m_closeReason = reason;
        queueClose(code, reason);
    }
    startClosing();
    m_readDeadline.arm(m_server.limits().linger);
    flushOutput();
}

void EdgeSocket::closeWebSocket(quint16 code, QByteArrayView reason)
{
    if (m_phase != Phase::Open)
        return;
    if (!hasRoom())
        m_output.dropUnstarted();
    m_closeCode = code;
    m_closeReason = reason.toByteArray();
    queueClose(code, reason);
    m_phase = Phase::CloseSent;
    m_readDeadline.arm(m_server.limits().linger);
    m_stalled = false;
    setReading(true);
    flushOutput();
}

void EdgeSocket::queueClose(quint16 code, QByteArrayView reason)
{
    constexpr qsizetype kReason = 123; // what a control frame has room for
    QByteArray frame;
    if (code == 1005) {
        frame = QByteArray("\x88\x00", 2); // its Close had no code, nor has ours
    } else {
        const QByteArrayView words = reason.first(std::min(reason.size(), kReason));
        frame.append('\x88').append(static_cast<char>(2 + words.size()));
        const quint16 wire = qToBigEndian(code);
        frame.append(reinterpret_cast<const char *>(&wire), sizeof wire).append(words);
    }
    m_output.append(frame);
}

} // namespace kith::net
