// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/edge/edgeserver.h"

#include "net/edge/edgesocket.h"
#include "net/websocket/qtwebsocketconnection.h"

#include <QWebSocketServer>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace kith::net {

namespace {

// Out of descriptors or memory: others close meanwhile.
constexpr std::chrono::milliseconds kAcceptPause{200};

constexpr QByteArrayView kTooMany = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
                                    "Retry-After: 5\r\nConnection: close\r\n\r\n";

struct Peer
{
    QHostAddress address;
    quint16 port = 0;
};

Peer peerOf(int socket)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getpeername(socket, reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return {};
    Peer peer;
    peer.address.setAddress(reinterpret_cast<const sockaddr *>(&storage));
    peer.port = ntohs(storage.ss_family == AF_INET6
            ? reinterpret_cast<const sockaddr_in6 *>(&storage)->sin6_port
            : reinterpret_cast<const sockaddr_in *>(&storage)->sin_port);
    bool isV4 = false;
    if (const quint32 v4 = peer.address.toIPv4Address(&isV4); isV4)
        peer.address = QHostAddress(v4); // not ::ffff:… on a dual-stack listener
    return peer;
}

} // namespace

EdgeServer::EdgeServer(
    EdgeLimits limits, EdgeHooks hooks, TimerWheel &wheel, ConnectionCensus &census)
    : m_limits(std::move(limits)), m_hooks(std::move(hooks)), m_wheel(wheel), m_census(census),
      m_acceptAgain(wheel, [this] { resumeAccepting(); })
{
    connect(this, &QTcpServer::acceptError, this, [this] {
        if (!m_draining)
            m_acceptAgain.arm(kAcceptPause);
    });
    if (m_limits.engine == WebSocketEngine::Qt)
        m_qtServer = std::make_unique<QWebSocketServer>(QString(),
            QWebSocketServer::NonSecureMode); // never listens: it is given what we accept
}

EdgeServer::~EdgeServer()
{
    // All of them, also those that are over and wait to be deleted: they know us until they are
    // gone.
    qDeleteAll(findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly));
}

bool EdgeServer::listenOn(UniqueFd listener) { return setSocketDescriptor(listener.release()); }

void EdgeServer::incomingConnection(qintptr descriptor)
{
    UniqueFd socket(static_cast<int>(descriptor));
    const Peer peer = peerOf(socket.fd());
    const bool isProxy = m_hooks.isProxy && m_hooks.isProxy(peer.address);
    auto seat = m_draining ? std::nullopt : m_census.enter(peer.address, isProxy);
    if (!seat) {
        [[maybe_unused]] const ssize_t sent = ::send(socket.fd(), kTooMany.data(),
            static_cast<size_t>(kTooMany.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        return;
    }
    ::fcntl(socket.fd(), F_SETFL, ::fcntl(socket.fd(), F_GETFL) | O_NONBLOCK);
    const int on = 1;
    ::setsockopt(socket.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto plain = PlainSocket::make(std::move(socket), std::move(*seat), m_wheel, m_limits.write);
    auto *edge = new EdgeSocket(std::move(plain), peer.address, peer.port, *this);
    m_sockets.insert(edge);
    addPendingConnection(edge);
}

std::unique_ptr<Connection> EdgeServer::open(
    PlainSocket::Ptr plain, HttpRequest request, QByteArrayView early)
{
    if (m_qtServer)
        return makeQtWebSocket(
            *m_qtServer, std::move(plain), std::move(request), early, m_limits, m_wheel);
    return std::make_unique<WebSocketConnection>(
        std::move(plain), std::move(request), early, m_limits, m_wheel);
}

std::unique_ptr<Connection> EdgeServer::open(HandedOver handed, HttpRequest request)
{
    auto plain = PlainSocket::make(
        std::move(handed.plain.descriptor), std::move(*handed.plain.seat), m_wheel, m_limits.write);
    return open(std::move(plain), std::move(request), handed.early);
}

void EdgeServer::forget(EdgeSocket &socket) { m_sockets.erase(&socket); }

void EdgeServer::drain()
{
    m_draining = true;
    m_acceptAgain.cancel();
    close();
    const std::vector<EdgeSocket *> sockets(m_sockets.begin(), m_sockets.end());
    for (EdgeSocket *socket : sockets)
        socket->drain();
}

} // namespace kith::net
