// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rowchange.h"
#include "store/rows.h"

#include <unordered_map>

namespace kith::store {

/// Rows of one table by primary key, as the writer's batch sees them. Row says its key by
/// `Row::Key key() const`, and tableOf() its table. Lives on the writer's thread.
template <IsRow Row> class RowCache
{
public:
    using Key = typename Row::Key;

    RowCache(SqlSession &session, RowLock lock) : m_session(session), m_lock(lock) { }

    /// The row, or null when there is none. The pointer is good until the next call here.
    Result<const Row *> find(const Key &key)
    {
        if (const auto it = m_rows.find(key); it != m_rows.end())
            return it->second.present ? &it->second.row : nullptr;
        TRY_ASSIGN(auto loaded, loadRow<Row>(m_session, key, m_lock));
        Entry &entry = m_rows[key];
        entry.present = entry.stored = loaded.has_value();
        if (loaded)
            entry.row = std::move(*loaded);
        entry.row.revision = ++m_revisions;
        return entry.present ? &entry.row : nullptr;
    }

    /// Writes a changed row, which find() has shown: the next flush UPDATEs what is another value
    /// then, once however often the row changes. Of a copy that was read before another call
    /// changed the row only what its holder changed is taken, and `row` becomes the row as it now
    /// is. Where both changed one column nothing is, and the job fails (hasClash()).
    void update(Row &row)
    {
        if (const auto it = m_rows.find(row.key()); it != m_rows.end()
            && it->second.row.revision != row.revision && !rebase(row, it->second))
            m_clash = true;
        else
            row.revision = put(row, true, true);
    }
    void update(Row &&row) { update(row); }
    /// Adds a row that find() has not found, or whose key is new: INSERTed by the next flush.
    void insert(Row &row) { row.revision = put(row, true, false); }
    void insert(const Row &row) { put(row, true, false); } ///< by who keeps no copy to go on with
    /// Removes a row: DELETEd by the next flush.
    void erase(const Row &row) { put(row, false, true); }

    // ---- For the unit ---------------------------------------------------------------------

    void beginJob()
    {
        m_undo.clear();
        m_clash = false;
    }
    bool hasClash() const { return m_clash; }
    bool jobHasChanges() const { return !m_undo.empty(); }
    bool hasPending() const { return !m_pending.empty(); }
    void abandonJob()
    {
        for (auto it = m_undo.rbegin(); it != m_undo.rend(); ++it) {
            const Key &key = it->first;
            std::optional<Entry> &before = it->second;
            const auto entry = m_rows.find(key);
            if (entry->second.pending && !(before && before->pending))
                std::erase_if(m_pending, [&](const Pending &one) { return one.key == key; });
            if (before)
                entry->second = std::move(*before);
            else
                m_rows.erase(entry); // what the table has was never read
        }
        m_undo.clear();
    }

    /// Deletes, inserts and updates what is pending, each kind together. After a failure the caller
    /// undoes the job or the batch.
    Result<void> flush()
    {
        for (const Pending &one : m_pending) {
            const Entry &entry = m_rows[one.key];
            if (entry.stored && !entry.present)
                TRY(deleteRow(m_session, entry.row));
        }
        std::vector<SqlValue> inserted;
        for (const Pending &one : m_pending) {
            const Entry &entry = m_rows[one.key];
            if (!entry.stored && entry.present)
                appendValues(inserted, entry.row);
        }
        if (!inserted.empty())
            TRY(m_session.insertRows(insertShape<Row>(), inserted));
        for (const Pending &one : m_pending) {
            const Entry &entry = m_rows[one.key];
            if (entry.stored && entry.present)
                TRY(one.stored ? updateChanged(m_session, *one.stored, entry.row)
                               : updateRow(m_session, entry.row));
        }
        for (const Pending &one : m_pending) {
            Entry &entry = m_rows[one.key];
            entry.stored = entry.present;
            entry.pending = false;
        }
        m_pending.clear();
        return {};
    }

    /// Forgets all rows when there are more than `keep`. Between batches.
    void trim(size_t keep)
    {
        m_undo.clear();
        if (m_rows.size() > keep)
            m_rows.clear();
    }
    void clear()
    {
        m_rows.clear();
        m_pending.clear();
        m_undo.clear();
    }

private:
    struct Entry
    {
        Row row{};
        bool present = false; ///< as jobs see it
        bool stored = false; ///< in the table, as of the last flush
        bool pending = false; ///< among m_pending
    };

    struct Pending
    {
        Key key{};
        std::optional<Row> stored{}; ///< what the table has, where that was read
    };

    /// Makes `mine`, an older copy, the row as it is now with what its holder changed of it. Only
    /// this job can have changed the row meanwhile, since copies do not outlive a job.
    bool rebase(Row &mine, const Entry &current)
    {
        for (const auto &[key, before] : m_undo) {
            if (!before || before->row.revision != mine.revision || !(key == mine.key()))
                continue;
            Row merged = current.row;
            if (!current.present || !carryChanges(before->row, mine, merged))
                return false;
            mine = std::move(merged);
            return true;
        }
        return false;
    }

    /// Answers the revision of the row as it is then.
    quint64 put(const Row &row, bool present, bool storedBefore)
    {
        const Key key = row.key();
        const auto [it, isNew] = m_rows.try_emplace(key);
        Entry &entry = it->second;
        m_undo.emplace_back(key, isNew ? std::nullopt : std::optional(entry));
        if (isNew) // not looked up: the caller knows whether it is there
            entry.stored = storedBefore;
        if (!entry.pending)
            m_pending.push_back(
                {key, entry.stored && !isNew ? std::optional(entry.row) : std::nullopt});
        entry.pending = true;
        entry.row = row;
        entry.present = present;
        return entry.row.revision = ++m_revisions;
    }

    SqlSession &m_session;
    RowLock m_lock;
    std::unordered_map<Key, Entry> m_rows;
    std::vector<Pending> m_pending;
    /// Entries before the job changed them; none: there was no entry.
    std::vector<std::pair<Key, std::optional<Entry>>> m_undo;
    quint64 m_revisions = 0; ///< the last one given: no two states of a row share one
    bool m_clash = false; ///< the job changed a column through two copies of a row
};

// Compiled once, in unit.cpp.
extern template class RowCache<ChatRow>;
extern template class RowCache<MemberRow>;
extern template class RowCache<StreamHeadRow>;
extern template class RowCache<UserRow>;

} // namespace kith::store
