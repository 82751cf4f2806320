// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kith::store {

/// Threads for pure work that takes long, such as password hashes: no session, no transaction. Its
/// size bounds the memory that hashing takes, its queue the wait (docs/security.md).
class WorkPool
{
public:
    WorkPool(int threads, size_t queueLimit);
    ~WorkPool();

    /// Any thread. False when the queue is full (answer 503) or the pool is stopping.
    bool submit(std::function<void()> job);

    /// Runs what is queued, then ends the threads.
    void stop();
    size_t depth() const; ///< jobs waiting, for metrics

private:
    void work();

    mutable std::mutex m_mutex; // guards the queue and m_stopping: it is the message queue itself
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    const size_t m_limit;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace kith::store
