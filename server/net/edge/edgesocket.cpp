// SPDX-License-Identifier: GPL-3.0-or-later
// The socket itself: reading, writing, closing, and the face that it shows to Qt.
// edgehttp.cpp holds what it does with the bytes.
#include "net/edge/edgesocket.h"

#include <algorithm>
#include <cstring>

namespace kith::net {

EdgeSocket::EdgeSocket(
    PlainSocket::Ptr plain, const QHostAddress &peer, quint16 peerPort, EdgeServer &server)
    : QTcpSocket(&server), m_server(server), m_plain(std::move(plain)), m_peer(peer),
      m_peerPort(peerPort), m_http(server.limits().http),
      m_readDeadline(server.wheel(), [this] { readingTookTooLong(); })
{
    m_plain->setOwner(*this);
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
    m_server.forget(*this);
    setSocketState(UnconnectedState); // or QAbstractSocket would try to close what it never had
}

// Reading

void EdgeSocket::arrived(QByteArrayView bytes)
{
    if (m_phase == Phase::Answering)
        return hold(bytes);
    if (m_phase != Phase::Reading)
        return;
    if (m_held.isEmpty())
        return takeHttp(bytes);
    const QByteArray all = std::exchange(m_held, {}).append(bytes); // what waits comes first
    takeHttp(all);
}

void EdgeSocket::hold(QByteArrayView bytes)
{
    m_held.append(bytes);
    if (m_stalled || m_held.size() >= m_server.limits().pipelined)
        m_plain->setReading(false);
}

void EdgeSocket::resumeInput()
{
    if (m_phase != Phase::Reading)
        return;
    m_stalled = false;
    m_plain->setReading(true);
    arrived({});
    if (m_peerLeft && m_phase == Phase::Reading && m_held.isEmpty()) {
        startClosing();
        flushOutput();
    }
}

void EdgeSocket::inputEnded()
{
    m_peerLeft = true;
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
        if (!m_plain || m_plain->bytesQueued() == 0)
            finish();
        break;
    case Phase::Gone:
        break;
    }
}

// Writing

bool EdgeSocket::hasRoom()
{
    if (m_plain->bytesQueued() >= m_server.limits().unsent)
        flushOutput();
    return m_plain && m_plain->bytesQueued() < m_server.limits().unsent;
}

void EdgeSocket::flushOutput()
{
    if (m_plain && m_plain->flush())
        allSent();
}

void EdgeSocket::allSent()
{
    if (m_phase != Phase::Closing || std::exchange(m_halfClosed, true))
        return;
    m_plain->finishSending();
    if (m_peerLeft)
        return finishSoon();
    m_readDeadline.arm(m_server.limits().linger);
    m_plain->setReading(true);
}

void EdgeSocket::moved()
{
    if (m_plain->bytesQueued() == 0)
        allSent();
    if (m_stalled && m_plain && hasRoom())
        resumeInput();
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

void EdgeSocket::drain()
{
    if (m_phase == Phase::Reading && m_http.isIdle()) {
        startClosing();
        flushOutput();
    }
}

/// For callers who are not in the event loop: Qt is told on a later turn.
void EdgeSocket::finishSoon()
{
    startClosing();
    m_halfClosed = true;
    m_plain.reset();
    QMetaObject::invokeMethod(
        this, [this] { finish(); }, Qt::QueuedConnection);
}

void EdgeSocket::finish()
{
    if (m_phase == Phase::Gone)
        return;
    startClosing();
    m_phase = Phase::Gone;
    m_readDeadline.cancel();
    m_plain.reset();
    m_server.forget(*this);
    setSocketState(UnconnectedState);
    Q_EMIT stateChanged(UnconnectedState);
    Q_EMIT disconnected();
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
