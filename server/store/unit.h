// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/idblocks.h"
#include "store/rowcache.h"
#include "store/rows.h"
#include "store/sqlsession.h"

#include <map>

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
/// Chat and member rows are changed only through `chats` and `members`, never by SQL in a job:
/// that is what keeps the cache true.
class UnitOfWork
{
public:
    /// `soleWriter`: no other process writes this database, so cached rows outlive a batch.
    UnitOfWork(SqlSession &session, IdBlocks &ids, bool soleWriter);

    // ---- For jobs -------------------------------------------------------------------------

    RowCache<ChatRow> chats;
    RowCache<MemberRow> members;
    RowCache<UserRow> users;

    /// Adds a row that is inserted by the next flush.
    template <HasFields Row> void insert(const Row &row)
    {
        buffer(insertShape<Row>(), valuesOf(row));
    }

    /// A session that sees everything done so far, to read with. A pointer: never null.
    Result<SqlSession *> reading();
    /// A session to change tables with that are not cached (all but chats, members, users).
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
    /// The failed job must run again, as Mode::Direct.
    bool wantsDirect() const { return m_wantsDirect; }
    Result<void> endJob();
    void abandonJob();
    Result<void> flush();
    Result<void> commit();
    void abandonBatch();

    SqlSession &session() { return m_session; }

private:
    struct Buffer
    {
        std::vector<SqlValue> values;
        size_t atJobStart = 0;
    };

    void buffer(const InsertShape &shape, std::vector<SqlValue> values);
    bool jobHasChanges() const;
    bool nothingPending() const;

    SqlSession &m_session;
    IdBlocks &m_ids;
    bool m_soleWriter;
    std::vector<std::pair<const InsertShape *, Buffer>> m_inserts; // in order of first use
    bool m_careful = false;
    bool m_direct = false;
    bool m_wantsDirect = false;
};

} // namespace kith::store
