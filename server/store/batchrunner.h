// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/unit.h"
#include "store/writer.h"

#include <vector>

namespace kith::store {

/// The writer's knowledge of failures: runs a batch in one transaction, as often as it takes.
/// Lives on the writer's thread.
class BatchRunner
{
public:
    /// Waits before another attempt; false when there must be none (the writer is stopping).
    using Pause = std::function<bool(std::chrono::milliseconds)>;

    BatchRunner(Writer::Open open, const WriterOptions &options, Pause pause);
    ~BatchRunner();

    /// The database was lost, or is back. Set before the first run().
    std::function<void(bool isThere)> onDatabase;

    Result<void> open();
    /// An orderly end, on the thread that opened.
    void close();

    /// Runs jobs from the front until the batch's time is up. Afterwards outcomes says of each job
    /// that ran whether it is committed; at least one has.
    /// Answers the failure that the batch ended with: of interest is only Io.
    SqlFailure run(
        std::span<const std::unique_ptr<WriteJob>> jobs, std::vector<Result<void>> &outcomes);

private:
    SqlFailure pass(
        std::span<const std::unique_ptr<WriteJob>> jobs, std::vector<Result<void>> &outcomes);
    Result<void> runJob(WriteJob &job, UnitOfWork::Mode mode);
    SqlFailure sessionFailure() const;
    bool mayRunAgain(SqlFailure failure);
    bool waitForDatabase();
    void tell(bool isThere) const;
    void drop();

    Writer::Open m_open;
    WriterOptions m_options;
    Pause m_pause;
    IdBlocks m_ids;
    std::unique_ptr<SqlSession> m_session;
    std::unique_ptr<UnitOfWork> m_unit;
    UnitOfWork::Mode m_mode = UnitOfWork::Mode::Buffered;
    int m_retries = 0; ///< of this batch
    int m_lost = 0; ///< how often this batch lost the database
    std::chrono::steady_clock::time_point m_lostAt{}; ///< the epoch: it is not lost
    std::chrono::milliseconds m_backoff{};
};

} // namespace kith::store
