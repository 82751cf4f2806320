// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The load's own event loop: epoll and nothing else, because it shares the machine with what it
// measures. All of a scenario's sockets live on the thread that runs its loop.

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace kith::bench {

using Instant = std::chrono::steady_clock::time_point;
inline Instant now() { return std::chrono::steady_clock::now(); }
inline double secondsSince(Instant start)
{
    return std::chrono::duration<double>(now() - start).count();
}

/// What the loop wakes. It must outlive its registration.
class Watched
{
public:
    virtual ~Watched() = default;
    virtual void wake(uint32_t events) = 0;
};

/// Not shared: one a thread.
class Loop
{
public:
    Loop();
    ~Loop();
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    void add(int fd, uint32_t events, Watched *who);
    void change(int fd, uint32_t events, Watched *who);
    void remove(int fd);

    /// Waits once, at most so long, and wakes whoever has something.
    void turn(std::chrono::nanoseconds atMost);
    /// Turns until `done` is true or the time is over; answers the last `done`.
    bool runUntil(const std::function<bool()> &done, std::chrono::milliseconds limit);
    void runFor(std::chrono::milliseconds time);

private:
    int m_epoll = -1;
};

/// A TCP connection to loopback: connects without blocking, keeps what the kernel does not take at
/// once, and hands over what came in.
class TcpPeer : public Watched
{
public:
    explicit TcpPeer(Loop &loop) : m_loop(loop) { }
    ~TcpPeer() override { drop(); }
    TcpPeer(const TcpPeer &) = delete;
    TcpPeer &operator=(const TcpPeer &) = delete;

    /// From 127.0.0.`host`, so that ports do not run out. False: the system refuses a socket.
    bool open(quint16 port, int host = 1);
    void send(QByteArrayView bytes);
    /// Closes at once; closed() is not called.
    void drop();
    bool isOpen() const { return m_fd >= 0; }

    void wake(uint32_t events) override;

protected:
    virtual void connected() = 0;
    /// Answers how many bytes were used; the others are given again with what follows them.
    virtual qsizetype consume(QByteArrayView bytes) = 0;
    /// The other side closed, or the connection broke.
    virtual void closed() = 0;

private:
    void readAll();
    void flush();
    void end();

    Loop &m_loop;
    int m_fd = -1;
    bool m_connecting = false;
    QByteArray m_unsent;
    QByteArray m_unused;
};

} // namespace kith::bench
