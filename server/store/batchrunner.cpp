// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/batchrunner.h"

#include "ops/log.h"
#include "ops/seeded.h"

#include <algorithm>

namespace kith::store {

using namespace std::chrono_literals;
using Mode = UnitOfWork::Mode;

namespace {

constexpr qint64 kIdsOfOneJob = IdBlocks::kReserve / 4;
constexpr std::chrono::milliseconds kFirstBackoff = 20ms;
constexpr std::chrono::milliseconds kLongestBackoff = 1000ms;

} // namespace

BatchRunner::BatchRunner(Writer::Open open, const WriterOptions &options, Pause pause)
    : m_open(std::move(open)), m_options(options), m_pause(std::move(pause))
{
}

BatchRunner::~BatchRunner() = default;

void BatchRunner::close()
{
    if (m_session)
        m_ids.giveBack(*m_session);
    drop();
}

void BatchRunner::drop()
{
    m_unit.reset();
    m_session.reset();
}

Result<void> BatchRunner::open()
{
    drop();
    TRY_ASSIGN(m_session, m_open());
    // Nobody else writes a SQLite database while we hold its folder.
    m_unit = std::make_unique<UnitOfWork>(*m_session, m_ids, m_session->dialect().isSqlite());
    return {};
}

SqlFailure BatchRunner::run(
    std::span<const std::unique_ptr<WriteJob>> jobs, std::vector<Result<void>> &outcomes)
{
    m_mode = Mode::Buffered;
    m_retries = m_lost = 0;
    SqlFailure failure = SqlFailure::None;
    do {
        failure = m_session ? pass(jobs, outcomes) : SqlFailure::Lost;
    } while (failure != SqlFailure::None && mayRunAgain(failure));
    if (failure == SqlFailure::None && m_lostAt != std::chrono::steady_clock::time_point{}) {
        tell(true);
        m_lostAt = {};
    }
    if (failure != SqlFailure::None)
        outcomes.assign(jobs.size(), errorOf(failure));
    return failure;
}

/// One attempt: one transaction.
SqlFailure BatchRunner::pass(
    std::span<const std::unique_ptr<WriteJob>> jobs, std::vector<Result<void>> &outcomes)
{
    outcomes.clear();
    if (!m_ids.refill(*m_session))
        return sessionFailure();
    m_unit->setCareful(m_mode == Mode::Direct);
    if (!m_unit->beginBatch()) {
        const SqlFailure failure = sessionFailure();
        m_unit->abandonBatch();
        return failure;
    }
    const auto enough = std::chrono::steady_clock::now() + m_options.batchTime;
    for (const auto &job : jobs) {
        const bool isFull =
            m_ids.left() < kIdsOfOneJob || std::chrono::steady_clock::now() >= enough;
        if (isFull && !outcomes.empty())
            break;
        outcomes.push_back(runJob(*job, m_mode));
        if (const SqlFailure failure = m_unit->batchFailure(); failure != SqlFailure::None) {
            m_unit->abandonBatch();
            return failure;
        }
    }
    if (!m_unit->commit()) {
        const SqlFailure failure = m_unit->batchFailure();
        m_unit->abandonBatch();
        const bool isAssumed = failure == SqlFailure::Lost && ops::seeded(ops::Bug::CommitAssumed);
        return isAssumed ? SqlFailure::None : failure;
    }
    return SqlFailure::None;
}

Result<void> BatchRunner::runJob(WriteJob &job, Mode mode)
{
    TRY(m_unit->beginJob(mode));
    Result<void> outcome = job.run(*m_unit);
    if (m_unit->batchFailure() != SqlFailure::None)
        return outcome;
    if (m_unit->wantsDirect() && mode == Mode::Buffered) {
        m_unit->abandonJob();
        return runJob(job, Mode::Direct);
    }
    if (outcome.ok())
        outcome = m_unit->endJob();
    if (!outcome.ok() && m_unit->batchFailure() == SqlFailure::None)
        m_unit->abandonJob();
    return outcome;
}

SqlFailure BatchRunner::sessionFailure() const
{
    const SqlFailure failure = m_session->lastFailure();
    return failure == SqlFailure::None ? SqlFailure::Other : failure;
}

/// Decides about another attempt, and prepares it.
bool BatchRunner::mayRunAgain(SqlFailure failure)
{
    switch (failure) {
    case SqlFailure::Retry:
        return m_retries++ < m_options.retries && m_pause(1ms * (1 << std::min(m_retries, 6)));
    case SqlFailure::Lost:
        return waitForDatabase();
    case SqlFailure::Full:
    case SqlFailure::Io:
    case SqlFailure::None:
        return false;
    case SqlFailure::Duplicate:
    case SqlFailure::Exists:
    case SqlFailure::Other:
        break;
    }
    // Something in the batch cannot be written, and the batch does not know whose it is.
    if (m_mode == Mode::Direct)
        return false;
    m_mode = Mode::Direct;
    return true;
}

void BatchRunner::tell(bool isThere) const
{
    ops::log(ops::kLogStore, isThere ? ops::Level::Info : ops::Level::Warning,
        isThere ? "database_back" : "database_lost");
    if (onDatabase)
        onDatabase(isThere);
}

/// Opens the session again, with patience that is counted from the loss and not from this batch:
/// when it is used up, batches fail after one attempt each until the database is back.
bool BatchRunner::waitForDatabase()
{
    const auto now = std::chrono::steady_clock::now();
    bool mustPause = true;
    if (m_lostAt == std::chrono::steady_clock::time_point{}) {
        tell(false);
        m_lostAt = now;
        m_backoff = kFirstBackoff;
        mustPause = false; // a restarted server, or a connection that idled too long
    }
    drop();
    const auto isOver = [this] {
        return std::chrono::steady_clock::now() - m_lostAt > m_options.lostPatience;
    };
    if (m_lost++ > 0 && isOver())
        return false;
    while (true) {
        if (mustPause && !m_pause(m_backoff))
            return false;
        if (open())
            return true;
        if (isOver())
            return false;
        m_backoff = mustPause ? std::min(2 * m_backoff, kLongestBackoff) : m_backoff;
        mustPause = true;
    }
}

} // namespace kith::store
