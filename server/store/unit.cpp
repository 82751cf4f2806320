// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/unit.h"

namespace kith::store {

template class RowCache<ChatRow>;
template class RowCache<MemberRow>;
template class RowCache<StreamHeadRow>;
template class RowCache<UserRow>;

using namespace Qt::StringLiterals;

namespace {

/// Rows kept of each cached table between batches; more are all forgotten, which costs a few
/// reads. About 10 MiB each.
constexpr size_t kCachedRows = 20'000;

} // namespace

UnitOfWork::UnitOfWork(SqlSession &session, IdBlocks &ids, bool soleWriter)
    : chats(session, soleWriter ? RowLock::None : RowLock::Exclusive),
      members(session, soleWriter ? RowLock::None : RowLock::Exclusive),
      users(session, soleWriter ? RowLock::None : RowLock::Exclusive),
      streamHeads(session, soleWriter ? RowLock::None : RowLock::Exclusive), m_session(session),
      m_ids(ids), m_soleWriter(soleWriter)
{
}

void UnitOfWork::insert(const Table &table, const void *row)
{
    appendValues(bufferOf(table.shape).values, table, row);
}

UnitOfWork::Buffer &UnitOfWork::bufferOf(const InsertShape &shape)
{
    for (Buffer &buffer : m_inserts) {
        if (buffer.shape == &shape)
            return buffer;
    }
    return m_inserts.emplace_back(Buffer{.shape = &shape});
}

bool UnitOfWork::jobHasChanges()
{
    bool changed = false;
    eachCache([&changed](auto &cache) { changed = changed || cache.jobHasChanges(); });
    if (changed)
        return true;
    for (const Buffer &buffer : m_inserts) {
        if (buffer.values.size() > buffer.atJobStart)
            return true;
    }
    return false;
}

bool UnitOfWork::hasPending()
{
    bool pending = false;
    eachCache([&pending](auto &cache) { pending = pending || cache.hasPending(); });
    if (pending)
        return true;
    for (const Buffer &buffer : m_inserts) {
        if (!buffer.values.empty())
            return true;
    }
    return false;
}

Error UnitOfWork::askForDirect()
{
    m_wantsDirect = true;
    return internalError(
        u"The job runs again, direct."_s); // nobody sees it: wantsDirect() comes first
}

Result<SqlSession *> UnitOfWork::reading()
{
    if (!m_direct && jobHasChanges())
        return askForDirect();
    if (m_direct)
        TRY(flush());
    else
        TRY(flushEarlierJobs());
    return &m_session;
}

Result<SqlSession *> UnitOfWork::writing()
{
    if (m_direct) {
        TRY(flush());
        return &m_session;
    }
    if (jobHasChanges())
        return askForDirect();
    TRY(openSavepoint());
    return &m_session;
}

Result<void> UnitOfWork::beginBatch()
{
    m_batchFailure = SqlFailure::None;
    m_direct = m_wantsDirect = false;
    return m_session.begin(Access::ReadWrite);
}

Result<void> UnitOfWork::beginJob(Mode mode)
{
    eachCache([](auto &cache) { cache.beginJob(); });
    for (Buffer &buffer : m_inserts)
        buffer.atJobStart = buffer.values.size();
    m_direct = m_wantsDirect = false;
    if (mode == Mode::Direct)
        TRY(openSavepoint());
    return {};
}

Result<void> UnitOfWork::openSavepoint()
{
    TRY(flushEarlierJobs());
    TRY(orBatchFails(m_session.savepoint()));
    m_direct = true;
    return {};
}

Result<void> UnitOfWork::endJob()
{
    bool clash = false;
    eachCache([&clash](auto &cache) { clash = clash || cache.hasClash(); });
    if (clash)
        return internalError(u"A row was changed twice from one reading of it."_s);
    if (!m_direct)
        return {};
    TRY(flush());
    TRY(m_session.releaseSavepoint());
    m_direct = false;
    return {};
}

void UnitOfWork::abandonJob()
{
    if (m_direct)
        m_session.rollbackToSavepoint();
    m_direct = false;
    eachCache([](auto &cache) { cache.abandonJob(); });
    for (Buffer &buffer : m_inserts)
        buffer.values.resize(buffer.atJobStart);
}

SqlFailure UnitOfWork::batchFailure() const
{
    if (m_batchFailure != SqlFailure::None)
        return m_batchFailure;
    const SqlFailure last = m_session.lastFailure();
    return endsTransaction(last) ? last : SqlFailure::None;
}

Result<void> UnitOfWork::flush()
{
    if (!hasPending())
        return {};
    TRY(users.flush());
    TRY(chats.flush());
    TRY(members.flush());
    TRY(streamHeads.flush());
    for (Buffer &buffer : m_inserts) {
        if (!buffer.values.empty())
            TRY(m_session.insertRows(*buffer.shape, buffer.values));
    }
    // Only now: after a failure above a direct job is undone to where it began.
    for (Buffer &buffer : m_inserts) {
        buffer.values.clear();
        buffer.atJobStart = 0;
    }
    return {};
}

Result<void> UnitOfWork::orBatchFails(Result<void> outcome)
{
    if (!outcome.ok()) {
        const SqlFailure last = m_session.lastFailure();
        m_batchFailure = last == SqlFailure::None ? SqlFailure::Other : last;
    }
    return outcome;
}

/// Outside a savepoint half of a failed flush would stay: the batch is then lost.
Result<void> UnitOfWork::flushEarlierJobs() { return orBatchFails(flush()); }

Result<void> UnitOfWork::commit()
{
    TRY(flushEarlierJobs());
    TRY(orBatchFails(m_session.commit()));
    const size_t keep = m_soleWriter ? kCachedRows : 0;
    eachCache([keep](auto &cache) { cache.trim(keep); });
    return {};
}

void UnitOfWork::abandonBatch()
{
    m_session.rollback();
    m_direct = false;
    eachCache([](auto &cache) { cache.clear(); });
    for (Buffer &buffer : m_inserts) {
        buffer.values.clear();
        buffer.atJobStart = 0;
    }
}

} // namespace kith::store
