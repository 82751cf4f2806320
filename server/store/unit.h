// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/idblocks.h"
#include "store/rowcache.h"
#include "store/rows.h"
#include "store/sqlsession.h"

namespace kith::store {

/// The writer's view of the database inside one batch: cached rows, buffered inserts, and one
/// UPDATE a changed row a batch. Lives on the writer's thread.
///
/// A job starts *buffered*: what it changes stays in memory, so undoing it costs nothing and needs
/// no savepoint. A job that must change the database itself asks writing(), which flushes what
/// earlier jobs left, opens a savepoint, and makes the job *direct*. If it has buffered changes of
/// its own by then, the answer is an error and the writer runs it again, direct from the start
/// (jobs are re-runnable from their const input).
///
/// Rows of the tables that have a cache here are changed only through it, never by SQL in a job:
/// that is what keeps the caches true. Whoever keeps a copy over another call writes only what they
/// changed of it (RowCache::update).
class UnitOfWork
{
public:
    /// `soleWriter`: no other process writes this database, so cached rows outlive a batch.
    /// Otherwise rows are read under lock and forgotten after each batch.
    UnitOfWork(SqlSession &session, IdBlocks &ids, bool soleWriter);

    // ---- For jobs -------------------------------------------------------------------------

    RowCache<ChatRow> chats;
    RowCache<MemberRow> members;
    RowCache<UserRow> users;
    RowCache<StreamHeadRow> streamHeads;

    /// Adds a row that is inserted by the next flush.
    template <IsRow Row> void insert(const Row &row) { insert(tableOf(Of<Row>()), &row); }

    /// A session that sees everything done so far, to read with. A pointer: never null.
    Result<SqlSession *> reading();
    /// A session to change tables with that have no cache here.
    Result<SqlSession *> writing();

    qint64 newId() { return m_ids.next(); }

    /// A batch failed on a unique index and its jobs now run one by one: ask the database before
    /// inserting what may be there.
    bool careful() const { return m_careful; }

    // ---- For the writer -------------------------------------------------------------------

    enum class Mode { Buffered, Direct };
    Result<void> beginBatch();
    void setCareful(bool careful) { m_careful = careful; }
    Result<void> beginJob(Mode mode);
    /// The job must run again, as Mode::Direct, whatever it answered.
    bool wantsDirect() const { return m_wantsDirect; }
    /// Writes what a direct job left in memory; its failure is the job's.
    Result<void> endJob();
    void abandonJob();
    /// Why the whole batch must be abandoned, or None: a failed job can be undone alone.
    SqlFailure batchFailure() const;
    /// Writes what is in memory, and COMMITs.
    Result<void> commit();
    void abandonBatch();

    SqlSession &session() { return m_session; }

private:
    struct Buffer
    {
        const InsertShape *shape = nullptr;
        std::vector<SqlValue> values{};
        size_t atJobStart = 0;
    };

    template <class Visit> void eachCache(Visit &&visit)
    {
        (visit(users), visit(chats), visit(members), visit(streamHeads));
    }
    void insert(const Table &table, const void *row);
    Buffer &bufferOf(const InsertShape &shape);
    bool jobHasChanges();
    bool hasPending();
    Result<void> flush();
    Result<void> flushEarlierJobs();
    Result<void> orBatchFails(Result<void> outcome);
    Result<void> openSavepoint();
    Error askForDirect();

    SqlSession &m_session;
    IdBlocks &m_ids;
    bool m_soleWriter;
    std::vector<Buffer> m_inserts; ///< one a table, in order of first use
    SqlFailure m_batchFailure = SqlFailure::None;
    bool m_careful = false;
    bool m_direct = false;
    bool m_wantsDirect = false;
};

} // namespace kith::store
