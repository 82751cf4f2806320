// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"

#include <QtEndian>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace kith::net {

RawClient::RawClient(quint16 port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(m_socket.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(m_socket.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        m_closed = true;
}

bool RawClient::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t sent =
            ::send(m_socket.fd(), bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
        if (sent < 0)
            return false;
        bytes = bytes.sliced(sent);
    }
    return true;
}

void RawClient::finishSending() { ::shutdown(m_socket.fd(), SHUT_WR); }

void RawClient::reset()
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_socket.fd(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_socket.reset();
}

void RawClient::shrinkReceiveBuffer(int bytes)
{
    ::setsockopt(m_socket.fd(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

bool RawClient::readMore(milliseconds patience)
{
    if (m_closed)
        return false;
    pollfd ready{m_socket.fd(), POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0)
        return false;
    std::array<char, 65536> buffer{};
    const ssize_t got = ::recv(m_socket.fd(), buffer.data(), buffer.size(), 0);
    if (got <= 0) {
        m_closed = true;
        return false;
    }
    m_buffer.append(buffer.data(), got);
    return true;
}

QByteArray RawClient::Answer::field(QByteArrayView name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon == name.size() && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

std::optional<RawClient::Answer> RawClient::answer(bool toHead, milliseconds patience)
{
    qsizetype end = -1;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!readMore(patience))
            return {};
    }
    Answer answer{.status = m_buffer.sliced(9, 3).toInt(), .head = m_buffer.first(end), .body = {}};
    const qsizetype length = toHead ? 0 : answer.field("content-length").toLongLong();
    while (m_buffer.size() < end + 4 + length) {
        if (!readMore(patience))
            return {};
    }
    answer.body = m_buffer.sliced(end + 4, length);
    m_buffer.remove(0, end + 4 + length);
    return answer;
}

QByteArray RawClient::rest(milliseconds patience)
{
    while (readMore(patience)) { }
    return std::exchange(m_buffer, {});
}

int RawClient::Frame::closeCode() const
{
    return payload.size() < 2 ? 1005 : qFromBigEndian<quint16>(payload.constData());
}

std::optional<RawClient::Frame> RawClient::frame(milliseconds patience)
{
    const auto need = [&](qsizetype size) {
        while (m_buffer.size() < size) {
            if (!readMore(patience))
                return false;
        }
        return true;
    };
    if (!need(2))
        return {};
    const auto second = static_cast<quint8>(m_buffer.at(1));
    qsizetype header = 2;
    qint64 length = second;
    if (second == 126) {
        header = 4;
        if (!need(header))
            return {};
        length = qFromBigEndian<quint16>(m_buffer.constData() + 2);
    } else if (second == 127) {
        header = 10;
        if (!need(header))
            return {};
        length = qFromBigEndian<qint64>(m_buffer.constData() + 2);
    }
    if (!need(header + length))
        return {};
    Frame frame{.opcode = static_cast<quint8>(m_buffer.at(0) & 0x0F),
        .payload = m_buffer.sliced(header, length)};
    m_buffer.remove(0, header + length);
    return frame;
}

bool RawClient::upgrade(const QByteArray &path)
{
    send("GET " + path
        + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    const auto reply = answer();
    return reply && reply->status == 101;
}

} // namespace kith::net
