// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kith::net {

namespace {

constexpr int kBacklog = 4096;

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;
    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&storage); }
    sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
};

SocketAddress toNative(const QHostAddress &host, quint16 port)
{
    SocketAddress address;
    if (host.protocol() == QAbstractSocket::IPv4Protocol) {
        auto *v4 = reinterpret_cast<sockaddr_in *>(&address.storage);
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        v4->sin_addr.s_addr = htonl(host.toIPv4Address());
        address.size = sizeof *v4;
    } else {
        auto *v6 = reinterpret_cast<sockaddr_in6 *>(&address.storage);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        std::memcpy(&v6->sin6_addr, &bytes, sizeof bytes);
        address.size = sizeof *v6;
    }
    return address;
}

std::optional<QHostAddress> parseHost(const QString &host)
{
    if (host.isEmpty() || host == u"*")
        return QHostAddress(QHostAddress::Any);
    if (host == u"localhost")
        return QHostAddress(QHostAddress::LocalHost);
    QHostAddress address;
    if (!address.setAddress(host))
        return {};
    return address;
}

Error explain(int error, const QString &host, quint16 port)
{
    const QString where = QStringLiteral("port %1 on %2").arg(port).arg(host);
    switch (error) {
    case EADDRINUSE:
        return conflict(QStringLiteral("Another program listens on %1: stop it (`ss -ltnp` names "
                                       "it) or set another port.")
                            .arg(where));
    case EACCES:
        return forbidden(QStringLiteral("No permission for %1: ports below 1024 need "
                                        "CAP_NET_BIND_SERVICE; set a higher port behind a proxy.")
                             .arg(where));
    case EADDRNOTAVAIL:
        return invalidInput(QStringLiteral("host"),
            QStringLiteral("This machine has no address %1; `ip addr` lists those it has.")
                .arg(host));
    default:
        return internalError(QStringLiteral("Cannot listen on %1: %2.")
                                 .arg(where, QString::fromLocal8Bit(::strerror(error))));
    }
}

/// A bound socket, or nothing with errno set.
UniqueFd bound(const QHostAddress &host, quint16 port, bool shared)
{
    const bool dual = host.protocol() == QAbstractSocket::AnyIPProtocol;
    const SocketAddress address = toNative(host, port);
    UniqueFd socket(
        ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    const int only6 = dual ? 0 : 1;
    if (!socket)
        return {};
    ::setsockopt(socket.fd(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address.storage.ss_family == AF_INET6)
        ::setsockopt(socket.fd(), IPPROTO_IPV6, IPV6_V6ONLY, &only6, sizeof only6);
    if (shared && ::setsockopt(socket.fd(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
        return {};
    if (::bind(socket.fd(), address.get(), address.size) != 0)
        return {};
    return socket;
}

quint16 portOf(int socket)
{
    SocketAddress address;
    address.size = sizeof address.storage;
    if (::getsockname(socket, address.get(), &address.size) != 0)
        return 0;
    return ntohs(address.storage.ss_family == AF_INET6
            ? reinterpret_cast<const sockaddr_in6 *>(&address.storage)->sin6_port
            : reinterpret_cast<const sockaddr_in *>(&address.storage)->sin_port);
}

} // namespace

void UniqueFd::reset(int fd)
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = fd;
}

Result<Listeners> openListeners(const QString &host, quint16 port, int count)
{
    auto address = parseHost(host);
    if (!address) {
        return invalidInput(QStringLiteral("host"),
            QStringLiteral("\"%1\" is not an IP address; give one, such as 127.0.0.1 or ::.")
                .arg(host));
    }
    // A machine without IPv6 still has every IPv4 address.
    if (address->protocol() == QAbstractSocket::AnyIPProtocol && !bound(*address, 0, false))
        address = QHostAddress(QHostAddress::AnyIPv4);
    if (port != 0 && !bound(*address, port, false))
        return explain(errno, address->toString(), port);

    Listeners listeners{.port = port, .sockets = {}};
    for (int i = 0; i < count; ++i) {
        UniqueFd socket = bound(*address, listeners.port, true);
        if (!socket || ::listen(socket.fd(), kBacklog) != 0)
            return explain(errno, address->toString(), listeners.port);
        listeners.port = portOf(socket.fd());
        listeners.sockets.push_back(std::move(socket));
    }
    return listeners;
}

} // namespace kith::net
