// SPDX-License-Identifier: GPL-3.0-or-later
#include "loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace kith::bench {

namespace {

constexpr qsizetype kReadBytes = 256 * 1024;

} // namespace

Loop::Loop() : m_epoll(::epoll_create1(EPOLL_CLOEXEC)) { }

Loop::~Loop() { ::close(m_epoll); }

void Loop::add(int fd, uint32_t events, Watched *who)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = who;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
}

void Loop::change(int fd, uint32_t events, Watched *who)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = who;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
}

void Loop::remove(int fd) { ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr); }

void Loop::turn(std::chrono::nanoseconds atMost)
{
    constexpr auto kSecond = std::chrono::nanoseconds(std::chrono::seconds(1));
    const timespec wait{.tv_sec = atMost / kSecond, .tv_nsec = (atMost % kSecond).count()};
    std::array<epoll_event, 512> events{};
    const int ready =
        ::epoll_pwait2(m_epoll, events.data(), static_cast<int>(events.size()), &wait, nullptr);
    for (int i = 0; i < ready; ++i) {
        const epoll_event &event = events[static_cast<size_t>(i)];
        static_cast<Watched *>(event.data.ptr)->wake(event.events);
    }
}

bool Loop::runUntil(const std::function<bool()> &done, std::chrono::milliseconds limit)
{
    const Instant end = now() + limit;
    while (!done()) {
        const auto left = end - now();
        if (left.count() <= 0)
            return false;
        turn(left);
    }
    return true;
}

void Loop::runFor(std::chrono::milliseconds time)
{
    runUntil([] { return false; }, time);
}

bool TcpPeer::open(quint16 port, int host)
{
    drop();
    m_unsent.clear();
    m_unused.clear();
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (m_fd < 0)
        return false;
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(m_fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl((127u << 24) + static_cast<uint32_t>(host));
    const auto *any = reinterpret_cast<const sockaddr *>(&address);
    if (::bind(m_fd, any, sizeof address) != 0)
        return false;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(m_fd, any, sizeof address) != 0 && errno != EINPROGRESS)
        return false;
    m_connecting = true;
    m_loop.add(m_fd, EPOLLIN | EPOLLOUT, this);
    return true;
}

void TcpPeer::drop()
{
    if (m_fd >= 0)
        ::close(m_fd); // which takes it out of the loop
    m_fd = -1;
}

void TcpPeer::end()
{
    drop();
    closed();
}

void TcpPeer::send(QByteArrayView bytes)
{
    if (m_fd < 0)
        return;
    if (!m_unsent.isEmpty()) {
        m_unsent.append(bytes);
        return;
    }
    ssize_t sent = ::send(m_fd, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    if (sent == bytes.size())
        return;
    if (sent < 0 && errno != EAGAIN)
        return; // the loop tells of it as a hang-up
    m_unsent = bytes.sliced(std::max<ssize_t>(sent, 0)).toByteArray();
    m_loop.change(m_fd, EPOLLIN | EPOLLOUT, this);
}

void TcpPeer::flush()
{
    const QByteArray bytes = std::exchange(m_unsent, {});
    m_loop.change(m_fd, EPOLLIN, this);
    if (!bytes.isEmpty())
        send(bytes);
}

void TcpPeer::wake(uint32_t events)
{
    if (m_fd < 0)
        return;
    if (m_connecting) {
        if (events & (EPOLLERR | EPOLLHUP))
            return end();
        m_connecting = false;
        m_loop.change(m_fd, EPOLLIN, this);
        connected();
    } else if (events & EPOLLOUT) {
        flush();
    }
    if (m_fd >= 0 && (events & (EPOLLIN | EPOLLERR | EPOLLHUP)))
        readAll();
}

/// One buffer serves all peers: a socket that waits keeps only what is incomplete.
void TcpPeer::readAll()
{
    thread_local QByteArray buffer(kReadBytes, Qt::Uninitialized);
    const qsizetype kept = m_unused.size();
    if (kept > buffer.size() / 2)
        buffer.resize(4 * kept);
    std::memcpy(buffer.data(), m_unused.constData(), static_cast<size_t>(kept));
    const ssize_t got =
        ::recv(m_fd, buffer.data() + kept, static_cast<size_t>(buffer.size() - kept), 0);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        return end();
    if (got < 0)
        return;
    const QByteArrayView bytes(buffer.constData(), kept + got);
    const qsizetype used = consume(bytes);
    if (used < bytes.size())
        m_unused = bytes.sliced(used).toByteArray();
    else if (kept > 0)
        m_unused = QByteArray();
}

} // namespace kith::bench
