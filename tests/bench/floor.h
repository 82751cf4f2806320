// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <sys/types.h>

namespace kith::bench {

/// The bytes that kithd sent for one message: what the floor sends too.
struct FloorFrames
{
    QByteArray event{};
    QByteArray ack{};
};

/// A bare epoll broadcaster in a process of its own: the least that any server must do for the same
/// deliveries. As many threads as kithd has reactors, each with its own listener on one port; every
/// frame that a client sends is acked and goes to all clients of all threads. A pass of the loop
/// writes what is pending to each socket in one send(): nothing waits in order to be coalesced.
/// It checks nothing, encodes nothing, stores nothing and knows one chat.
///
/// With a journal it does store, in the least way that a disk allows: the frames of a read go into
/// a file that has its size already, with one fdatasync() before their acks. What then still
/// separates kithd from it is not the disk.
class Floor
{
public:
    static Result<std::unique_ptr<Floor>> start(
        const FloorFrames &frames, int threads, const QString &journal = {});
    ~Floor();
    Floor(const Floor &) = delete;
    Floor &operator=(const Floor &) = delete;

    quint16 port() const { return m_port; }
    pid_t pid() const { return m_pid; }

private:
    Floor(quint16 port, pid_t pid) : m_port(port), m_pid(pid) { }

    quint16 m_port;
    pid_t m_pid;
};

} // namespace kith::bench
