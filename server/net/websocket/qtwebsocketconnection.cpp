// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/websocket/qtwebsocketconnection.h"

#include <QCoreApplication>
#include <QWebSocket>
#include <QWebSocketServer>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace kith::net {

namespace {

/// What QWebSocketServer gets to see of the handshake. The edge has checked and answered the
/// client's own; of this one only the result counts.
constexpr QByteArrayView kHandshake = "GET / HTTP/1.1\r\nHost: kith\r\nUpgrade: websocket\r\n"
                                      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

Opcode opcodeOf(WebSocketReader::Event event)
{
    switch (event) {
    case WebSocketReader::Event::Text:
        return Opcode::Text;
    case WebSocketReader::Event::Binary:
        return Opcode::Binary;
    case WebSocketReader::Event::Ping:
        return Opcode::Ping;
    default:
        return Opcode::Pong;
    }
}

/// A whole message as the one frame of a client. Clients' frames are masked: these by zeros, which
/// change nothing.
QByteArray clientFrame(Opcode opcode, QByteArrayView payload)
{
    constexpr char kMasked = '\x80';
    QByteArray frame;
    frame.reserve(14 + payload.size());
    frame.append(static_cast<char>(0x80 | static_cast<quint8>(opcode)));
    const auto appendLength = [&frame](char code, auto length) {
        length = qToBigEndian(length);
        frame.append(static_cast<char>(kMasked | code));
        frame.append(reinterpret_cast<const char *>(&length), sizeof length);
    };
    if (payload.size() < 126)
        frame.append(static_cast<char>(kMasked | static_cast<char>(payload.size())));
    else if (payload.size() <= 0xFFFF)
        appendLength(126, static_cast<quint16>(payload.size()));
    else
        appendLength(127, static_cast<quint64>(payload.size()));
    return frame.append(4, '\0').append(payload);
}

/// To Qt the client's connection: what it reads is what it is shown, what it writes is taken from
/// it. It has no descriptor; closing it closes nothing.
class ShownSocket final : public QTcpSocket
{
public:
    ShownSocket()
    {
        forgetBuffers();
        setSocketState(ConnectedState);
    }
    ~ShownSocket() override { setSocketState(UnconnectedState); } // there is nothing to abort

    void show(QByteArray bytes)
    {
        m_shown = std::move(bytes);
        m_at = 0;
        Q_EMIT readyRead();
    }
    /// QIODevice's own: one that was used stays, with 16 KiB.
    void forgetBuffers()
    {
        setOpenMode(QIODevice::NotOpen);
        setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
    }
    QByteArray takeWritten() { return std::exchange(m_written, {}); }

    qint64 bytesAvailable() const override
    {
        return QIODevice::bytesAvailable() + m_shown.size() - m_at;
    }
    qint64 bytesToWrite() const override { return m_written.size(); }
    void disconnectFromHost() override { }
    void close() override { }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qsizetype take = std::min<qsizetype>(most, m_shown.size() - m_at);
        if (take > 0)
            std::memcpy(data, m_shown.constData() + m_at, static_cast<size_t>(take));
        return skipData(take);
    }
    qint64 skipData(qint64 most) override
    {
        const qsizetype take = std::min<qsizetype>(most, m_shown.size() - m_at);
        m_at += take;
        if (m_at == m_shown.size())
            m_shown = {};
        if (m_shown.isEmpty())
            m_at = 0;
        return take;
    }
    qint64 writeData(const char *data, qint64 size) override
    {
        m_written.append(data, size);
        return size;
    }

private:
    QByteArray m_shown;
    qsizetype m_at = 0;
    QByteArray m_written;
};

/// QWebSocket is deleted later, since we may be destroyed inside of its signals.
struct Later
{
    void operator()(QWebSocket *socket) const
    {
        socket->disconnect();
        socket->deleteLater();
    }
};

class QtWebSocketConnection final : public WebSocketConnection
{
public:
    QtWebSocketConnection(std::unique_ptr<QWebSocket, Later> socket, ShownSocket &shown,
        PlainSocket::Ptr plain, HttpRequest request, QByteArrayView early, const EdgeLimits &limits,
        TimerWheel &wheel)
        : WebSocketConnection(std::move(plain), std::move(request), early, limits, wheel),
          m_socket(std::move(socket)), m_shown(shown)
    {
        // The edge has checked sizes; Qt's own limit is 2 GiB. What it sends is never cut up.
        const auto most = static_cast<quint64>(limits.webSocket.message);
        m_socket->setMaxAllowedIncomingFrameSize(most);
        m_socket->setMaxAllowedIncomingMessageSize(most);
        m_socket->setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize());
        listen();
    }

    void send(const SharedFrame &frame) override
    {
        if (!isOpen())
            return;
        if (frame.isBinary())
            m_socket->sendBinaryMessage(frame.payload().toByteArray());
        else
            m_socket->sendTextMessage(QString::fromUtf8(frame.payload()));
        queueWritten();
    }

private:
    void received(WebSocketReader::Event event, QByteArray payload) override
    {
        m_shown.show(clientFrame(opcodeOf(event), payload));
        if (event == WebSocketReader::Event::Ping)
            queueWritten(); // the pong; the others end in callbacks, which may have destroyed us
    }
    void queuePing() override
    {
        m_socket->ping();
        queueWritten();
    }
    void queueClose(quint16 code, QByteArrayView reason) override
    {
        m_closed = true;
        if (code == 1005) // for Qt a number like others, which must not travel
            return WebSocketConnection::queueClose(code, reason);
        m_socket->close(
            static_cast<QWebSocketProtocol::CloseCode>(code), QString::fromUtf8(reason));
        queueWritten();
    }
    void queueWritten() { queue(m_shown.takeWritten()); }

    void listen()
    {
        QWebSocket *const socket = m_socket.get();
        QObject::connect(
            socket, &QWebSocket::textMessageReceived, socket, [this](const QString &text) {
                if (const auto call = onText)
                    call(text.toUtf8());
            });
        QObject::connect(
            socket, &QWebSocket::binaryMessageReceived, socket, [this](const QByteArray &bytes) {
                if (const auto call = onBinary)
                    call(bytes);
            });
        QObject::connect(socket, &QWebSocket::pong, socket, [this] { ponged(); });
        // Qt refuses what the edge lets pass. That must not happen; it must not hang.
        QObject::connect(socket, &QWebSocket::aboutToClose, socket, [this] {
            if (!m_closed)
                violated(m_socket->closeCode(), m_socket->closeReason().toUtf8());
        });
    }

    const std::unique_ptr<QWebSocket, Later> m_socket;
    ShownSocket &m_shown; // the QWebSocket's child
    bool m_closed = false;
};

} // namespace

std::unique_ptr<Connection> makeQtWebSocket(QWebSocketServer &server, PlainSocket::Ptr plain,
    HttpRequest request, QByteArrayView early, const EdgeLimits &limits, TimerWheel &wheel)
{
    auto shown = std::make_unique<ShownSocket>();
    shown->show(kHandshake.toByteArray());
    server.handleConnection(shown.get());
    // Qt looks at the handshake on a later turn, for the sake of TLS. Here nothing is to be waited
    // for, and whoever upgrades wants the connection now.
    QCoreApplication::sendPostedEvents(&server, QEvent::MetaCall);
    std::unique_ptr<QWebSocket, Later> socket(server.nextPendingConnection());
    if (!socket)
        return nullptr;
    shown->takeWritten(); // Qt's answer: the edge has given its own
    shown->forgetBuffers();
    shown->setParent(socket.get());
    ShownSocket &child = *shown.release();
    return std::make_unique<QtWebSocketConnection>(
        std::move(socket), child, std::move(plain), std::move(request), early, limits, wheel);
}

} // namespace kith::net
