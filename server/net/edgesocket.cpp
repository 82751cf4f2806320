// SPDX-License-Identifier: GPL-3.0-or-later
// The socket itself: reading, writing, closing, and the face that it shows to Qt.
// edgehttp.cpp and edgewebsocket.cpp hold what it does with the bytes.
#include "net/edgesocket.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace kith::net {

EdgeSocket::EdgeSocket(UniqueFd descriptor, const QHostAddress &peer, quint16 peerPort,
    bool isProxy, EdgeServer &server)
    : QTcpSocket(&server), m_server(server), m_descriptor(std::move(descriptor)), m_peer(peer),
      m_peerPort(peerPort), m_isProxy(isProxy),
      m_readable(m_descriptor.fd(), QSocketNotifier::Read),
      m_http(std::in_place, server.limits().http),
      m_readDeadline(server.wheel(), [this] { readingTookTooLong(); }),
      m_writeDeadline(server.wheel(), [this] { finish(); })
{
    connect(&m_readable, &QSocketNotifier::activated, this, [this] { readInput(); });
    setOpenMode(QIODevice::ReadWrite);
    setPeerAddress(peer);
    setPeerPort(peerPort);
    setLocalPort(server.serverPort());
    setSocketState(ConnectedState);
    m_readDeadline.arm(server.limits().head);
    m_wait = Wait::Head;
}

EdgeSocket::~EdgeSocket()
{
    if (m_phase != Phase::Gone)
        m_server.forget(*this);
    setSocketState(UnconnectedState); // or QAbstractSocket would try to close what it never had
}

// Reading

void EdgeSocket::readInput()
{
    // One buffer a thread: a connection holds only what it cannot use yet.
    static thread_local std::array<char, 64 * 1024> buffer;
    constexpr int kRounds = 4; // then others have their turn
    for (int round = 0; round < kRounds && m_readable.isEnabled(); ++round) {
        const ssize_t got = ::recv(m_descriptor.fd(), buffer.data(), buffer.size(), 0);
        if (got == 0)
            return inputEnded();
        if (got < 0) {
            if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
                return;
            return finish();
        }
        takeInput(QByteArrayView(buffer.data(), got));
        if (static_cast<size_t>(got) < buffer.size())
            return;
    }
}

void EdgeSocket::takeInput(QByteArrayView bytes)
{
    if (m_phase == Phase::Answering || m_phase == Phase::Upgrading)
        return hold(bytes);
    if (m_phase >= Phase::Closing)
        return;
    QByteArray held;
    if (!m_held.isEmpty()) { // what waits comes first
        held = std::exchange(m_held, {});
        bytes = held.append(bytes);
    }
    if (m_phase == Phase::Reading)
        takeHttp(bytes);
    else
        takeWebSocket(bytes);
}

void EdgeSocket::hold(QByteArrayView bytes)
{
    m_held.append(bytes);
    if (m_stalled || m_held.size() >= m_server.limits().pipelined)
        setReading(false);
}

void EdgeSocket::resumeInput()
{
    if (m_phase != Phase::Reading && m_phase != Phase::Open && m_phase != Phase::CloseSent)
        return;
    m_stalled = false;
    setReading(true);
    takeInput({});
    if (m_peerLeft && m_phase == Phase::Reading && m_held.isEmpty()) {
        startClosing();
        flushOutput();
    }
}

void EdgeSocket::inputEnded()
{
    m_peerLeft = true;
    setReading(false);
    switch (m_phase) {
    case Phase::Reading:
        if (m_held.isEmpty()) {
            startClosing();
            flushOutput();
        }
        break;
    case Phase::Answering:
        // It may have closed its half only and wait for the answer: that is still sent.
        if (const auto left = std::exchange(m_onPeerLeft, {}))
            left();
        break;
    case Phase::Closing:
        if (m_output.isEmpty())
            finish();
        break;
    case Phase::Upgrading:
    case Phase::Open:
    case Phase::CloseSent:
        finish();
        break;
    case Phase::Gone:
        break;
    }
}

void EdgeSocket::setReading(bool on)
{
    if (m_phase != Phase::Gone)
        m_readable.setEnabled(on && !m_peerLeft);
}

// Writing

bool EdgeSocket::hasRoom()
{
    if (m_output.bytes() >= m_server.limits().unsent)
        flushOutput();
    return m_output.bytes() < m_server.limits().unsent;
}

void EdgeSocket::queue(QByteArray bytes)
{
    if (m_phase == Phase::Open)
        m_output.append(std::move(bytes));
}

void EdgeSocket::flushOutput()
{
    if (m_phase == Phase::Gone)
        return;
    switch (m_output.send(m_descriptor.fd())) {
    case OutputQueue::Outcome::Sent:
        allSent();
        break;
    case OutputQueue::Outcome::Blocked:
        m_wasBlocked = true;
        if (!m_writable) {
            m_writable =
                std::make_unique<QSocketNotifier>(m_descriptor.fd(), QSocketNotifier::Write);
            connect(
                m_writable.get(), &QSocketNotifier::activated, this, [this] { kernelHasRoom(); });
        }
        m_writable->setEnabled(true);
        if (!m_writeDeadline.isArmed() || m_output.sent() != m_sentBefore) {
            m_sentBefore = m_output.sent();
            m_writeDeadline.arm(m_server.limits().write);
        }
        break;
    case OutputQueue::Outcome::Broken:
        finishSoon();
        break;
    }
}

void EdgeSocket::allSent()
{
    m_writeDeadline.cancel();
    if (m_phase != Phase::Closing || m_halfClosed)
        return;
    // Our FIN now, the descriptor later: closing it with unread input would reset the connection
    // and take the answer away from a client that has not read it yet.
    m_halfClosed = true;
    ::shutdown(m_descriptor.fd(), SHUT_WR);
    if (m_peerLeft)
        return finishSoon();
    m_readDeadline.arm(m_server.limits().linger);
    setReading(true);
}

void EdgeSocket::kernelHasRoom()
{
    flushOutput();
    if (m_phase == Phase::Gone)
        return;
    if (m_output.isEmpty()) {
        m_writable->setEnabled(false);
        if (std::exchange(m_wasBlocked, false) && m_events)
            m_events->drained();
    }
    if (m_stalled && hasRoom())
        resumeInput();
}

void EdgeSocket::flushSoon()
{
    if (std::exchange(m_flushAsked, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_flushAsked = false;
            flushOutput();
        },
        Qt::QueuedConnection);
}

// Closing

void EdgeSocket::startClosing()
{
    if (m_phase >= Phase::Closing)
        return;
    m_phase = Phase::Closing;
    m_held = {};
    m_body = {};
    m_ready = {};
    m_readyAt = 0;
    m_onPeerLeft = {};
    m_readDeadline.cancel();
    setSocketState(ClosingState);
    Q_EMIT stateChanged(ClosingState);
}

void EdgeSocket::drop(quint16 code, const QByteArray &reason)
{
    m_closeCode = code;
    m_closeReason = reason;
    finishSoon();
}

void EdgeSocket::drain()
{
    if (m_phase == Phase::Reading && m_http->isIdle()) {
        startClosing();
        flushOutput();
    }
}

void EdgeSocket::finishSoon()
{
    if (m_phase == Phase::Gone)
        return;
    startClosing();
    m_halfClosed = true;
    m_output = {};
    setReading(false);
    QMetaObject::invokeMethod(
        this, [this] { finish(); }, Qt::QueuedConnection);
}

void EdgeSocket::finish()
{
    if (m_phase == Phase::Gone)
        return;
    startClosing();
    m_phase = Phase::Gone;
    m_readable.setEnabled(false);
    m_writable.reset();
    m_readDeadline.cancel();
    m_writeDeadline.cancel();
    m_output = {};
    m_descriptor.reset();
    m_server.forget(*this);
    setSocketState(UnconnectedState);
    Q_EMIT stateChanged(UnconnectedState);
    Q_EMIT disconnected();
    if (WebSocketEvents *events = std::exchange(m_events, nullptr))
        events->gone(m_closeCode, m_closeReason);
    deleteLater();
}

// What Qt sees

void EdgeSocket::disconnectFromHost()
{
    startClosing();
    flushOutput();
}

qint64 EdgeSocket::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_ready.size() - m_readyAt;
}

qint64 EdgeSocket::readData(char *data, qint64 most)
{
    const qsizetype take = std::min<qsizetype>(most, m_ready.size() - m_readyAt);
    if (take > 0)
        std::memcpy(data, m_ready.constData() + m_readyAt, static_cast<size_t>(take));
    m_readyAt += take;
    return take;
}

qint64 EdgeSocket::skipData(qint64 most)
{
    const qsizetype take = std::min<qsizetype>(most, m_ready.size() - m_readyAt);
    m_readyAt += take;
    return take;
}

} // namespace kith::net
