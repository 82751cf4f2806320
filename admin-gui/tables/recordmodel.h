// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/column.h"
#include "admingui/tables/recordmodelbase.h"
#include "admingui/tables/recordwalk.h"

#include <algorithm>

namespace kith::console {

/// A table over a list that the server filters, sorts and pages. T is a model with a field list and
/// a member that names each row (Identity<T>). On the GUI thread.
///
/// In memory are at most PagePlan::kPagesKept pages; one request is under way at a time; an answer
/// to a query that is no longer asked is dropped. `source` reads one page by the screen's present
/// filters; whoever changes those calls reload().
template <class T> class RecordModel final : public RecordModelBase
{
public:
    using Identity = std::function<qint64(const T &)>;

    /// Ends::Both for lists that can be sorted the other way round and tell their total.
    RecordModel(RecordSource<T> source, Identity identity, PagePlan::Ends ends, QObject *parent)
        : RecordModelBase(parent), m_source(std::move(source)), m_identity(std::move(identity)),
          m_ends(ends), m_plan(ends)
    {
    }

    /// Also when the language has changed; the fields and their order stay the same then.
    void setColumns(std::vector<Column<T>> columns)
    {
        const bool another = columns.size() != m_columns.size();
        if (another)
            beginResetModel();
        m_columns = std::move(columns);
        if (another)
            return endResetModel();
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        if (m_rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
    }

    /// The row, or nullptr when it is not in memory. Valid until control returns to the event loop.
    const T *at(int row) const
    {
        const auto place = m_plan.placeOf(row);
        if (!place)
            return nullptr;
        const auto page = m_pages.find(place->page);
        return page != m_pages.end() && place->at < page->second.size() ? &page->second[place->at]
                                                                        : nullptr;
    }

    /// Copies of the rows of these ranges that are in memory.
    std::vector<T> loadedRows(const QList<RowRange> &ranges) const
    {
        std::vector<T> rows;
        for (const RowRange &range : ranges) {
            for (int row = range.first; row <= range.last; ++row) {
                if (const T *found = at(row))
                    rows.push_back(*found);
            }
        }
        return rows;
    }

    /// A row has changed on the server: repaints it where it stands, if it is in memory. It moves
    /// to its new place when the list is next read.
    bool upsert(const T &changed)
    {
        for (auto &[page, rows] : m_pages) {
            const auto found = std::find_if(rows.begin(), rows.end(),
                [&](const T &row) { return m_identity(row) == m_identity(changed); });
            if (found == rows.end())
                continue;
            *found = changed;
            const int row = m_plan.rowOf({page, static_cast<size_t>(found - rows.begin())});
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
            return true;
        }
        return false;
    }

    /// Every row of the present query; see RecordWalkOf.
    std::unique_ptr<RecordWalk> walk(typename RecordWalkOf<T>::Take take) const
    {
        return std::make_unique<RecordWalkOf<T>>(m_source, std::move(take));
    }

    // ---- RecordModelBase
    QByteArray field(int column) const override { return at_(column).field; }
    int width(int column) const override { return at_(column).width; }
    bool isShownAtFirst(int column) const override { return at_(column).shown; }
    int sortKey(int column) const override { return at_(column).sortKey; }
    qint64 idAt(int row) const override
    {
        const T *found = at(row);
        return found ? m_identity(*found) : 0;
    }
    QString text(int row, int column, Form form) const override
    {
        const T *found = at(row);
        if (!found)
            return {};
        return form == Form::People ? at_(column).text(*found) : at_(column).plain(*found);
    }
    QByteArray json(int row) const override
    {
        const T *found = at(row);
        return found ? toJson(*found) : QByteArray();
    }
    int rowOf(qint64 id) const override
    {
        for (const auto &[page, rows] : m_pages) {
            for (size_t i = 0; i < rows.size(); ++i) {
                if (m_identity(rows[i]) == id)
                    return m_plan.rowOf({page, i});
            }
        }
        return -1;
    }
    bool knowsCount() const override { return m_plan.isExact(); }
    std::unique_ptr<RecordWalk> walkTexts(const QList<int> &columns,
        std::function<void(const QList<QStringList> &)> take) const override
    {
        std::vector<Column<T>> chosen;
        for (const int column : columns)
            chosen.push_back(at_(column));
        return walk([chosen = std::move(chosen), take = std::move(take)](const auto &rows) {
            QList<QStringList> lines;
            for (const T &row : rows) {
                QStringList texts;
                for (const Column<T> &column : chosen)
                    texts.append(column.plain(row));
                if (chosen.empty())
                    texts.append(QString::fromUtf8(toJson(row)));
                lines.append(texts);
            }
            take(lines);
            return true;
        });
    }

    void lookAt(int first, int last) override
    {
        m_first = first;
        m_last = last;
        if (state() == State::Ready)
            readWhatIsMissing();
    }
    void reload() override
    {
        ++m_generation;
        m_inFlight = false;
        m_reloading = true;
        setError({});
        forgetNewRows();
        setState(State::Loading);
        read({});
    }
    void refresh() override
    {
        if (m_reloading || state() == State::Idle)
            return reload();
        ++m_generation;
        m_inFlight = false;
        m_plan.setStale();
        m_countAgain = true;
        setError({});
        forgetNewRows();
        setState(State::Ready);
        readWhatIsMissing();
    }

    // ---- QAbstractTableModel
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows;
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        if (role == Qt::DisplayRole)
            return at_(section).title;
        if (role == Qt::TextAlignmentRole)
            return at_(section).alignment.toInt();
        return {};
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const T *row = at(index.row());
        if (role == LoadedRole)
            return row != nullptr;
        const Column<T> &column = at_(index.column());
        if (role == Qt::TextAlignmentRole)
            return column.alignment.toInt();
        if (!row)
            return {};
        switch (role) {
        case Qt::DisplayRole:
            return column.text(*row);
        case Qt::AccessibleTextRole:
            return QString(column.title + QStringLiteral(": ") + column.text(*row));
        case Qt::ToolTipRole:
            return column.tip ? QVariant(column.tip(*row)) : QVariant();
        case LookRole:
            return column.look ? QVariant::fromValue(column.look(*row)) : QVariant();
        default:
            return {};
        }
    }

private:
    const Column<T> &at_(int column) const { return m_columns[static_cast<size_t>(column)]; }

    void readWhatIsMissing()
    {
        if (m_inFlight)
            return;
        m_plan.touch(m_first, m_last);
        auto page = m_plan.wanted(m_first, m_last);
        if (!page)
            page = m_plan.wanted(m_last, m_last + PagePlan::kPage);
        if (!page)
            page = m_plan.wanted(m_first - PagePlan::kPage, m_first);
        setReading(page.has_value());
        if (page)
            read(*page);
    }

    void read(PageAddress page)
    {
        m_inFlight = true;
        setReading(true);
        const PageRequest request{.cursor = m_reloading ? std::nullopt : m_plan.cursorOf(page),
            .fromEnd = page.fromEnd,
            .total = m_reloading || m_countAgain};
        m_source(request,
            Callback<CountedPage<T>>(
                this, [this, page, generation = m_generation](Result<CountedPage<T>> answer) {
                    if (generation != m_generation)
                        return;
                    m_inFlight = false;
                    if (answer)
                        take(page, std::move(*answer));
                    else
                        fail(std::move(answer.error()));
                }));
    }

    void fail(Error error)
    {
        m_reloading = false;
        setError(std::move(error));
        setReading(false);
        setState(State::Failed);
    }

    void take(PageAddress page, CountedPage<T> answer)
    {
        const PageFacts facts{static_cast<int>(answer.items.size()), answer.next, answer.total,
            answer.totalIsMinimum};
        if (answer.total || m_reloading)
            setTotal(answer.total, answer.totalIsMinimum);
        m_countAgain = false;
        const bool anew = std::exchange(m_reloading, false);
        if (anew) {
            beginResetModel();
            m_pages.clear();
            m_plan = PagePlan(m_ends);
            m_plan.arrived(page, facts);
            m_pages[page] = std::move(answer.items);
            m_rows = m_plan.rowCount();
            m_first = m_last = 0;
            endResetModel();
        } else {
            replace(page, facts, std::move(answer.items));
        }
        while (const auto forgotten = m_plan.forgetOne())
            m_pages.erase(*forgotten);
        tellArrival(page, facts.rows);
        setState(State::Ready);
        readWhatIsMissing();
    }

    void tellArrival(PageAddress page, int rows)
    {
        if (rows == 0)
            return;
        const int one = m_plan.rowOf({page, 0});
        const int other = m_plan.rowOf({page, static_cast<size_t>(rows - 1)});
        Q_EMIT rowsArrived(std::min(one, other), std::max(one, other));
    }

    /// A page read again, or for the first time. Indexes that others hold follow their rows' ids.
    void replace(PageAddress page, const PageFacts &facts, std::vector<T> rows)
    {
        PagePlan after = m_plan;
        after.arrived(page, facts);
        if (after.rowCount() > m_rows) {
            beginInsertRows({}, m_rows, after.rowCount() - 1);
            m_rows = after.rowCount();
            endInsertRows();
        }
        const auto old = m_pages.find(page);
        if (old != m_pages.end() && !sameIds(old->second, rows)) {
            moveRows(page, std::move(after), std::move(rows));
        } else {
            m_plan = std::move(after);
            m_pages[page] = std::move(rows);
            dropForgottenPages();
            tellChanged(page, facts.rows);
        }
        if (m_plan.rowCount() < m_rows) {
            beginRemoveRows({}, m_plan.rowCount(), m_rows - 1);
            m_rows = m_plan.rowCount();
            endRemoveRows();
        }
    }

    void moveRows(PageAddress page, PagePlan after, std::vector<T> rows)
    {
        Q_EMIT layoutAboutToBeChanged();
        // Only now: selections make their indexes persistent when they hear of it.
        const QModelIndexList held = persistentIndexList();
        std::vector<qint64> ids;
        for (const QModelIndex &index : held)
            ids.push_back(idAt(index.row()));
        m_plan = std::move(after);
        m_pages[page] = std::move(rows);
        dropForgottenPages();
        QModelIndexList now;
        for (qsizetype i = 0; i < held.size(); ++i) {
            const qint64 id = ids[static_cast<size_t>(i)];
            const int row = id ? rowOf(id) : held[i].row();
            now.append(row < 0 ? QModelIndex() : createIndex(row, held[i].column()));
        }
        changePersistentIndexList(held, now);
        Q_EMIT layoutChanged();
    }

    bool sameIds(const std::vector<T> &one, const std::vector<T> &other) const
    {
        return std::equal(one.begin(), one.end(), other.begin(), other.end(),
            [this](const T &a, const T &b) { return m_identity(a) == m_identity(b); });
    }

    /// Pages past the end, when the list has become shorter.
    void dropForgottenPages()
    {
        std::erase_if(m_pages, [this](const auto &page) { return !m_plan.holds(page.first); });
    }

    void tellChanged(PageAddress page, int rows)
    {
        if (rows == 0)
            return;
        const int one = m_plan.rowOf({page, 0});
        const int other = m_plan.rowOf({page, static_cast<size_t>(rows - 1)});
        Q_EMIT dataChanged(index(std::max(0, std::min(one, other)), 0),
            index(std::max(one, other), columnCount() - 1));
    }

    RecordSource<T> m_source;
    Identity m_identity;
    std::vector<Column<T>> m_columns;
    PagePlan::Ends m_ends;
    PagePlan m_plan;
    std::map<PageAddress, std::vector<T>> m_pages;
    int m_rows = 0; ///< as views were told
    int m_first = 0; ///< on the screen
    int m_last = 0;
    quint64 m_generation = 0; ///< an answer of an older one is dropped
    bool m_inFlight = false;
    bool m_reloading = false;
    bool m_countAgain = false;
};

} // namespace kith::console
