// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/writer.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace kith::store {

/// Threads that read, each with a read-only session of its own. Every job sees one fresh snapshot,
/// which ends with it.
class Readers
{
public:
    using Job = std::function<void(SqlSession &)>;

    Readers(Writer::Open open, int threads, size_t queueLimit);
    ~Readers();

    /// Opens the sessions on their threads; the first error if one cannot be opened.
    Result<void> start();

    /// Any thread. False when the queue is full (answer 503) or the readers are stopping.
    bool submit(Job job);

    /// Runs what is queued, then ends the threads.
    void stop();
    size_t depth() const; ///< jobs waiting, for metrics

private:
    void work(std::unique_ptr<SqlSession> session);
    void runOne(std::unique_ptr<SqlSession> &session, const Job &job);

    const Writer::Open m_open;
    const int m_count;
    const size_t m_limit;
    mutable std::mutex m_mutex; // guards the queue and m_stopping: it is the message queue itself
    std::condition_variable m_wake;
    std::deque<Job> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace kith::store
