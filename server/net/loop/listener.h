// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QHostAddress>

#include <utility>
#include <vector>

namespace kith::net {

/// Owns a file descriptor.
class UniqueFd
{
public:
    UniqueFd() = default;
    explicit UniqueFd(int fd) : m_fd(fd) { }
    UniqueFd(UniqueFd &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) { }
    UniqueFd &operator=(UniqueFd &&other) noexcept
    {
        if (this != &other)
            reset(std::exchange(other.m_fd, -1));
        return *this;
    }
    ~UniqueFd() { reset(); }

    int fd() const { return m_fd; }
    explicit operator bool() const { return m_fd >= 0; }
    int release() { return std::exchange(m_fd, -1); }
    void reset(int fd = -1);

private:
    int m_fd = -1;
};

/// Sockets that listen on one address: the kernel spreads new connections over them.
struct Listeners
{
    quint16 port = 0; ///< the real one, when 0 was asked for
    std::vector<UniqueFd> sockets; ///< one a reactor
};

/// Opens `count` SO_REUSEPORT listeners (backlog 4096) on an IPv4 or IPv6 address; "localhost" is
/// 127.0.0.1, "" and "*" are every address. Port 0 takes any free one. The port is probed without
/// SO_REUSEPORT first, or a second kithd of the same user would share it silently. Errors say what
/// to do. Any thread.
Result<Listeners> openListeners(const QString &host, quint16 port, int count);

} // namespace kith::net
