// SPDX-License-Identifier: GPL-3.0-or-later
#include "flood.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace kith::floods {

namespace {

constexpr qsizetype kKept = 4096; // of what a client received

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void sendNow(int socket, QByteArrayView bytes)
{
    // A full or closed connection is what floods are about: read() sees its end.
    [[maybe_unused]] const ssize_t sent = ::send(
        socket, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// Size of the whole frame that begins a server's bytes; -1: it is not all there.
qsizetype frameSize(const QByteArray &bytes)
{
    if (bytes.size() < 2)
        return -1;
    const auto length = static_cast<quint8>(bytes.at(1));
    if (length == 127)
        return -1; // no frame of these tests is as long
    const qsizetype header = length == 126 ? 4 : 2;
    if (bytes.size() < header)
        return -1;
    const qsizetype payload =
        length == 126 ? qFromBigEndian<quint16>(bytes.constData() + 2) : length;
    return bytes.size() < header + payload ? -1 : header + payload;
}

} // namespace

bool Flood::open(const Manner &manner, int count)
{
    const sockaddr_in address = loopback(m_port);
    m_clients.reserve(m_clients.size() + static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
        net::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (!socket
            || ::connect(socket.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address)
                != 0)
            return false;
        sendNow(socket.fd(), manner.opening);
        m_clients.push_back({.socket = std::move(socket), .manner = &manner});
    }
    return true;
}

void Flood::drip()
{
    for (const Client &client : m_clients) {
        if (!client.closed && !client.manner->drip.isEmpty())
            sendNow(client.socket.fd(), client.manner->drip);
    }
}

void Flood::read(int milliseconds)
{
    std::vector<pollfd> waiting;
    waiting.reserve(m_clients.size());
    for (const Client &client : m_clients)
        waiting.push_back({client.closed ? -1 : client.socket.fd(), POLLIN, 0});
    if (::poll(waiting.data(), waiting.size(), milliseconds) <= 0)
        return;
    for (size_t i = 0; i < waiting.size(); ++i) {
        if (waiting[i].revents != 0)
            readOne(m_clients[i]);
    }
}

void Flood::readOne(Client &client)
{
    std::array<char, 16384> buffer{};
    const ssize_t got = ::recv(client.socket.fd(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) {
        client.closed = true;
        client.socket.reset();
        return;
    }
    if (client.received.size() < kKept)
        client.received.append(buffer.data(), got);
    if (client.manner->answersPings)
        takeFrames(client);
}

void Flood::takeFrames(Client &client)
{
    static const QByteArray pong("\x8a\x80\0\0\0\0", 6);
    if (!client.upgraded) {
        const qsizetype end = client.received.indexOf("\r\n\r\n");
        client.upgraded = end >= 0 && client.received.startsWith("HTTP/1.1 101");
        if (!client.upgraded)
            return;
        client.received.remove(0, end + 4);
    }
    for (qsizetype size = 0; (size = frameSize(client.received)) > 0;
         client.received.remove(0, size)) {
        if ((client.received.at(0) & 0x0F) == 9)
            sendNow(client.socket.fd(), pong);
    }
}

int Flood::openCount() const
{
    return static_cast<int>(std::count_if(
        m_clients.begin(), m_clients.end(), [](const Client &each) { return !each.closed; }));
}

} // namespace kith::floods
