// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/services.h"

#include <QThread>

#include <future>
#include <memory>

namespace kith::net {

/// One thread that serves sockets: its listener, its HTTP server, its hub and its timer wheel, all
/// made and destroyed on it. The object itself belongs to the thread that made it; its functions
/// are called from there.
class Reactor
{
public:
    Reactor(Services &services, size_t index);
    ~Reactor();

    /// Starts the thread and attaches its mailbox to the switchboard. Returns when it turns.
    void start();
    /// Begins to serve. False: the listener cannot be used.
    bool serve(UniqueFd listener);
    /// One more port, with a surface of its own, which must outlive the reactor. Once.
    bool serveDoor(UniqueFd listener, const Surface &surface);
    /// Accepts nothing more, closes idle connections, and tells sockets to come back in a moment.
    void drain();
    /// Connections and sockets left.
    size_t open() const { return m_open.load(std::memory_order_relaxed); }
    /// Runs this on the thread, at its next turn.
    void post(Call call);
    /// Ends the thread.
    void stop();

private:
    class Body;
    class Thread;

    Services &m_services;
    const size_t m_index;
    std::unique_ptr<Thread> m_thread;
    Body *m_body = nullptr; // lives on the thread; used here only to post to it
    std::atomic<size_t> m_open{0};
};

} // namespace kith::net
