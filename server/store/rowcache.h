// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/table.h"

#include <unordered_map>

namespace kith::store {

/// Rows of one table by primary key, as the writer's batch sees them. Row says its key by
/// `Row::Key key() const`, and tableOf<Row> names its table. Lives on the writer's thread.
template <HasFields Row> class RowCache
{
public:
    using Key = typename Row::Key;

    explicit RowCache(SqlSession &session) : m_session(session) { }

    /// The row, or null when there is none. The pointer is good until the next call here.
    Result<const Row *> find(const Key &key)
    {
        if (const auto it = m_rows.find(key); it != m_rows.end())
            return it->second.present ? &it->second.row : nullptr;
        TRY_ASSIGN(auto loaded, loadRow<Row>(m_session, key));
        Entry &entry = m_rows[key];
        entry.present = loaded.has_value();
        if (loaded)
            entry.row = std::move(*loaded);
        return entry.present ? &entry.row : nullptr;
    }

    /// Writes a changed row: UPDATEd by the next flush, once however often it changes.
    void update(const Row &row) { put(row, true, Pending::Update); }
    /// Adds a row: INSERTed by the next flush.
    void insert(const Row &row) { put(row, true, Pending::Insert); }
    /// Removes a row: DELETEd by the next flush.
    void erase(const Row &row) { put(row, false, Pending::Delete); }

    // ---- For the unit ---------------------------------------------------------------------

    void beginJob() { m_undo.clear(); }
    bool jobHasChanges() const { return !m_undo.empty(); }
    bool hasPending() const { return !m_pending.empty(); }
    void abandonJob()
    {
        for (auto it = m_undo.rbegin(); it != m_undo.rend(); ++it) {
            m_rows[it->first] = std::move(it->second.entry);
            if (it->second.wasNewlyPending)
                std::erase(m_pending, it->first);
        }
        m_undo.clear();
    }

    /// Deletes, inserts and updates what is pending, each kind together.
    Result<void> flush()
    {
        for (const Pending kind : {Pending::Delete, Pending::Insert, Pending::Update}) {
            std::vector<SqlValue> inserted;
            for (const Key &key : m_pending) {
                const Entry &entry = m_rows[key];
                if (entry.pending != kind)
                    continue;
                if (kind == Pending::Insert)
                    appendValues(inserted, entry.row);
                else if (kind == Pending::Update)
                    TRY(updateRow(m_session, entry.row));
                else
                    TRY(deleteRow(m_session, entry.row));
            }
            if (!inserted.empty())
                TRY(m_session.insertRows(insertShape<Row>(), inserted));
        }
        for (const Key &key : m_pending)
            m_rows[key].pending = Pending::None;
        m_pending.clear();
        return {};
    }

    /// Forgets rows: all of them, or, where this process is the only writer, only when there are
    /// more than `keep`.
    void trim(size_t keep)
    {
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
    enum class Pending : quint8 { None, Insert, Update, Delete };
    struct Entry
    {
        Row row{};
        bool present = false;
        Pending pending = Pending::None;
    };
    struct Undo
    {
        Entry entry{};
        bool wasNewlyPending = false;
    };

    void put(const Row &row, bool present, Pending pending)
    {
        const Key key = row.key();
        Entry &entry = m_rows[key];
        const bool newlyPending = entry.pending == Pending::None;
        m_undo.emplace_back(key, Undo{entry, newlyPending});
        if (newlyPending)
            m_pending.push_back(key);
        // A row inserted in this batch and changed again is still an insert.
        if (!(entry.pending == Pending::Insert && pending == Pending::Update))
            entry.pending = pending;
        entry.row = row;
        entry.present = present;
    }

    SqlSession &m_session;
    std::unordered_map<Key, Entry> m_rows;
    std::vector<Key> m_pending;
    std::vector<std::pair<Key, Undo>> m_undo;
};

} // namespace kith::store
