// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer.h"

#include "store/batchrunner.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace kith::store {

struct Writer::State
{
    State(Open open, Options limits)
        : options(limits), runner(std::move(open), limits, [this](std::chrono::milliseconds time) {
              std::unique_lock lock(mutex);
              return !wake.wait_for(lock, time, [this] { return stopping; });
          })
    {
    }

    bool takeJobs();
    void runBatch(Writer &writer);
    void failRest();

    const Options options;

    // Guards what follows: jobs come from every reactor, and a queue with one wake-up a batch costs
    // less than an event a job.
    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::unique_ptr<WriteJob>> queue;
    size_t wakeAt = 0; ///< the thread sleeps until so many jobs wait; 0: it does not sleep
    bool stopping = false;
    bool failed = false; ///< after SqlFailure::Io

    // The writer's thread only.
    BatchRunner runner;
    std::vector<std::unique_ptr<WriteJob>> taken; ///< at most a batch; what a batch leaves stays
    std::vector<Result<void>> outcomes;
    size_t underWay = 0; ///< jobs of the last batch, and those that came meanwhile
    std::thread thread;
};

/// Waits for jobs and takes a batch of them. False when there are none and never will be.
bool Writer::State::takeJobs()
{
    std::unique_lock lock(mutex);
    if (taken.empty()) {
        const auto haveCome = [this](size_t jobs) {
            wakeAt = jobs;
            return [this, jobs] { return stopping || queue.size() >= jobs; };
        };
        wake.wait(lock, haveCome(1));
        wake.wait_for(lock, options.gather, haveCome(std::min(underWay, options.batchLimit)));
        wakeAt = 0;
    }
    while (!queue.empty() && taken.size() < options.batchLimit) {
        taken.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    return !taken.empty();
}

void Writer::State::runBatch(Writer &writer)
{
    const SqlFailure failure = runner.run(taken, outcomes);
    {
        std::unique_lock lock(mutex);
        failed = failure == SqlFailure::Io;
        underWay = queue.size() + outcomes.size(); // before anyone is told and sends on
    }
    for (size_t i = 0; i < outcomes.size(); ++i)
        taken[i]->finish(std::move(outcomes[i]));
    if (writer.onBatch)
        writer.onBatch();
    // Jobs go when everybody is told: to destroy them takes time that nobody should wait for.
    taken.erase(taken.begin(), taken.begin() + static_cast<std::ptrdiff_t>(outcomes.size()));
    if (failure != SqlFailure::Io)
        return;
    failRest();
    if (writer.onFatal)
        writer.onFatal(errorOf(failure));
}

void Writer::State::failRest()
{
    std::deque<std::unique_ptr<WriteJob>> rest;
    {
        std::unique_lock lock(mutex);
        rest.swap(queue);
    }
    for (const auto &job : rest)
        job->finish(errorOf(SqlFailure::Io));
}

Writer::Writer(Open open, Options options)
    : m_state(std::make_unique<State>(std::move(open), options))
{
}

Writer::~Writer() { stop(); }

Result<void> Writer::start()
{
    std::promise<Result<void>> opened;
    m_state->thread = std::thread([this, &opened] {
        State &state = *m_state;
        state.runner.onDatabase = onDatabase;
        const Result<void> outcome = state.runner.open();
        const bool isOpen = outcome.ok();
        opened.set_value(outcome); // `opened` is gone after this
        while (isOpen && !state.failed && state.takeJobs())
            state.runBatch(*this);
        state.runner.close();
    });
    return opened.get_future().get();
}

bool Writer::submit(std::unique_ptr<WriteJob> &job)
{
    bool mustWake = false;
    {
        std::unique_lock lock(m_state->mutex);
        if (m_state->stopping || m_state->failed
            || m_state->queue.size() >= m_state->options.queueLimit)
            return false;
        m_state->queue.push_back(std::move(job));
        mustWake = m_state->queue.size() == m_state->wakeAt;
    }
    if (mustWake)
        m_state->wake.notify_one();
    return true;
}

void Writer::stop()
{
    {
        std::unique_lock lock(m_state->mutex);
        m_state->stopping = true;
    }
    m_state->wake.notify_all();
    if (m_state->thread.joinable())
        m_state->thread.join();
}

size_t Writer::depth() const
{
    std::unique_lock lock(m_state->mutex);
    return m_state->queue.size();
}

} // namespace kith::store
