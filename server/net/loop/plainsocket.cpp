// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/plainsocket.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace kith::net {

PlainSocket::Ptr PlainSocket::make(UniqueFd descriptor, ConnectionCensus::Seat seat,
    TimerWheel &wheel, std::chrono::milliseconds patience)
{
    return Ptr(new PlainSocket(std::move(descriptor), std::move(seat), wheel, patience));
}

PlainSocket::PlainSocket(UniqueFd descriptor, ConnectionCensus::Seat seat, TimerWheel &wheel,
    std::chrono::milliseconds patience)
    : m_descriptor(std::move(descriptor)), m_seat(std::move(seat)),
      m_readable(m_descriptor.fd(), QSocketNotifier::Read),
      m_patience(wheel, [this] { m_owner->broken(); }), m_patienceTime(patience)
{
    connect(&m_readable, &QSocketNotifier::activated, this, [this] { read(); });
}

PlainSocket::Parts PlainSocket::handOver()
{
    // A copy of the descriptor: this reactor's poll still knows the old one until it is closed.
    return {.descriptor = UniqueFd(::fcntl(m_descriptor.fd(), F_DUPFD_CLOEXEC, 0)),
        .seat = std::exchange(m_seat, std::nullopt)};
}

void PlainSocket::close()
{
    m_owner = nullptr;
    m_readable.setEnabled(false);
    if (m_writable)
        m_writable->setEnabled(false);
    m_patience.cancel();
    m_output = {};
    m_descriptor.reset();
    m_seat.reset();
    deleteLater();
}

void PlainSocket::read()
{
    // One buffer a thread: a connection holds only what it cannot use yet. What is left in the
    // kernel wakes us again, after others have had their turn.
    static thread_local std::array<char, 64 * 1024> buffer;
    const ssize_t got = ::recv(m_descriptor.fd(), buffer.data(), buffer.size(), 0);
    if (got > 0)
        return m_owner->arrived(QByteArrayView(buffer.data(), got));
    if (got == 0) {
        m_ended = true;
        setReading(false);
        return m_owner->inputEnded();
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
        m_owner->broken();
}

bool PlainSocket::flush()
{
    switch (m_output.send(m_descriptor.fd())) {
    case OutputQueue::Outcome::Sent:
        m_patience.cancel();
        return true;
    case OutputQueue::Outcome::Blocked:
        waitForRoom();
        break;
    case OutputQueue::Outcome::Broken:
        m_output = {};
        setReading(false);
        later([this] { m_owner->broken(); });
        break;
    }
    return false;
}

void PlainSocket::waitForRoom()
{
    if (!m_writable) {
        m_writable = std::make_unique<QSocketNotifier>(m_descriptor.fd(), QSocketNotifier::Write);
        connect(m_writable.get(), &QSocketNotifier::activated, this, [this] { kernelHasRoom(); });
    }
    m_writable->setEnabled(true);
    if (!m_patience.isArmed() || m_output.sent() != m_sentBefore) {
        m_sentBefore = m_output.sent();
        m_patience.arm(m_patienceTime);
    }
}

void PlainSocket::kernelHasRoom()
{
    if (flush())
        m_writable->setEnabled(false);
    m_owner->moved();
}

void PlainSocket::finishSending() { ::shutdown(m_descriptor.fd(), SHUT_WR); }

void PlainSocket::later(std::function<void()> call)
{
    QMetaObject::invokeMethod(
        this,
        [this, call = std::move(call)] {
            if (m_owner)
                call();
        },
        Qt::QueuedConnection);
}

} // namespace kith::net
