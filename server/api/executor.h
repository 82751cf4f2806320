// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "store/readers.h"
#include "store/workpool.h"
#include "store/writer.h"

#include <atomic>

namespace kith::api {

/// A write under an Idempotency-Key: kept with its answer for 24 hours, in the same transaction.
struct RequestKey
{
    QString key{};
    qint64 bodyHash = 0; ///< another body under the same key is a Conflict
    bool ownKeys = false; ///< Route::ownKeys
};

/// Work to run: the first step, for whom, from where.
struct Work
{
    std::shared_ptr<Step> step{};
    core::Actor actor{};
    core::Origin origin{};
    std::optional<RequestKey> key{};
    bool essential = false; ///< its writes go on while others are held
};

/// A write that was committed.
struct Commit
{
    core::SharedChanges changes{}; ///< never null
    std::chrono::nanoseconds took{}; ///< from the write's arrival here
};

/// When a listener is told: before or after the write's `done`.
enum class Told : quint8 { BeforeAnswer, AfterAnswer };

/// Somebody who learns of every committed write, on the writer's thread, in the order of commits.
struct CommitListener
{
    const char *name = nullptr;
    Told told = Told::AfterAnswer;
    std::function<void(const Commit &)> hear{};
};

/// Runs steps where they belong: reads on a reader, writes on the writer, slow work on the pool,
/// inline ones at once. Any thread. Outlives what it runs.
class Executor
{
public:
    /// Called once for each work, on the thread of its last step. For a write, after its COMMIT.
    using Done = std::function<void(Result<Answer>)>;

    Executor(const core::Environment &env, const Clock &clock, store::Writer &writer,
        store::Readers &readers, store::WorkPool &pool);

    void run(Work work, Done done);

    /// The disk is nearly full: writes are refused with Unavailable, but for essential ones.
    void holdWrites(bool hold) { m_holdsWrites = hold; }

    /// Told of every committed write, in this order. Set before anything runs.
    std::vector<CommitListener> listeners;

private:
    friend class StepJob;

    void runInline(Work work, Done done);
    void runRead(Work work, Done done);
    void runWrite(Work work, Done done);
    void runSlow(Work work, Done done);
    void proceed(StepResult result, Work work, Done done);
    void tell(Told told, const Commit &commit) const;

    const core::Environment &m_env;
    const Clock &m_clock;
    store::Writer &m_writer;
    store::Readers &m_readers;
    store::WorkPool &m_pool;
    std::atomic<bool> m_holdsWrites = false;
};

} // namespace kith::api
