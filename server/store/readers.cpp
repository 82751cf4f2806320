// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/readers.h"

#include <future>

namespace kith::store {

Readers::Readers(Writer::Open open, int threads, size_t queueLimit)
    : m_open(std::move(open)), m_count(threads), m_limit(queueLimit)
{
}

Readers::~Readers() { stop(); }

Result<void> Readers::start()
{
    for (int i = 0; i < m_count; ++i) {
        std::promise<Result<void>> opened;
        auto result = opened.get_future();
        m_threads.emplace_back([this, &opened] {
            auto session = m_open();
            if (!session) {
                opened.set_value(std::move(session.error()));
                return;
            }
            opened.set_value({});
            work(std::move(*session));
        });
        TRY(result.get());
    }
    return {};
}

bool Readers::submit(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_queue.size() >= m_limit)
            return false;
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void Readers::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

size_t Readers::depth() const
{
    const std::lock_guard lock(m_mutex);
    return m_queue.size();
}

void Readers::work(std::unique_ptr<SqlSession> session)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const Job job = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        runOne(session, job);
        lock.lock();
    }
}

/// A lost session is opened again before the next job; the job that met the loss answers the
/// session's own error, Unavailable.
void Readers::runOne(std::unique_ptr<SqlSession> &session, const Job &job)
{
    if (!session->begin(Access::ReadOnly) && session->lastFailure() == SqlFailure::Lost) {
        if (auto again = m_open()) {
            session = std::move(*again);
            (void)session->begin(Access::ReadOnly);
        }
    }
    job(*session);
    session->rollback();
}

} // namespace kith::store
