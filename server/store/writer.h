// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/required.h"
#include "store/sqlsession.h"

#include <chrono>
#include <functional>
#include <memory>

namespace kith::store {

class UnitOfWork;

/// One change to the database. The writer owns it, runs it on its thread, and may run it again
/// from its const input when a batch failed: run() must have no effect outside the unit.
class WriteJob
{
public:
    virtual ~WriteJob() = default;
    virtual Result<void> run(UnitOfWork &unit) = 0;
    /// After COMMIT, or after the failure: `outcome` is an error when nothing of it was kept (after
    /// a lost connection: when nobody knows whether it was kept).
    /// Called in the order of the batch, on the writer's thread.
    virtual void finish(Result<void> outcome) = 0;
};

/// Made from the configuration by config::writerOptionsOf(), which has the defaults of settings.
struct WriterOptions
{
    Required<size_t> queueLimit; ///< jobs waiting; more are refused
    size_t batchLimit; ///< jobs in one transaction

    // Facts of the writer, not settings
    std::chrono::milliseconds batchTime{50}; ///< a batch takes no further job after this
    /// A batch waits so long for as many jobs as were under way at the end of the last one: who was
    /// acknowledged then sends on now, and a COMMIT costs the same for all of them as for one.
    std::chrono::microseconds gather{100};
    int retries = 5; ///< of a batch after deadlocks and busy locks, then its jobs fail
    std::chrono::milliseconds lostPatience{30'000}; ///< for a lost database to come back
};

/// The one writer of the database, on a thread of its own: it drains its bounded queue into one
/// transaction (group commit), each job under a savepoint of its own where it needs one, COMMITs,
/// and then tells the jobs. Only then may anyone acknowledge anything. A job that comes alone
/// commits at once.
///
/// What a failure does (SqlFailure): a job's own failure undoes that job alone. Duplicate when the
/// batch is written: all jobs run again one by one. Retry: the batch runs again. Full: the jobs of
/// the batch fail with Unavailable, later ones are tried anew. Lost: the session is opened again
/// with backoff and the batch runs again; jobs tell a repeat by their keys. Io: see onFatal.
class Writer
{
public:
    using Options = WriterOptions;
    /// Opens the session on the writer's thread.
    using Open = std::function<Result<std::unique_ptr<SqlSession>>()>;

    Writer(Open open, Options options);
    ~Writer();

    /// Starts the thread; returns once the session is open, or its error.
    Result<void> start();

    /// Any thread. False when the queue is full (answer 503) or the writer is stopping or has
    /// failed; the job is then left with the caller.
    bool submit(std::unique_ptr<WriteJob> &job);

    /// Called on the writer's thread after the jobs of a batch were told: the place to publish what
    /// they gathered, once a batch. Set before start().
    std::function<void()> onBatch;
    /// The disk failed (SqlFailure::Io): called once, on the writer's thread; nothing is
    /// acknowledged any more and the process should end with status 74. Set before start().
    std::function<void(const Error &)> onFatal;

    /// The database was lost, or is back: called on the writer's thread. Set before start().
    std::function<void(bool isThere)> onDatabase;

    /// Runs what is queued, then ends the thread. Waits no longer for a lost database.
    void stop();

    size_t depth() const; ///< jobs waiting, for metrics

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace kith::store
