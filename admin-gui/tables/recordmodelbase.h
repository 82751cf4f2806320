// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/cell.h"
#include "admingui/tables/pageplan.h"

#include "shared/result.h"

#include <QAbstractTableModel>

#include <functional>

namespace kith::console {

class RecordWalk;

/// Rows first…last, both included.
struct RowRange
{
    int first = 0;
    int last = 0;
};

/// What views and panels know of a RecordModel, whatever its rows are. On the GUI thread.
///
/// rowCount() is how many rows the list has, not how many are in memory: a row that is not has no
/// data and isLoaded() says so. Rows keep their number until the list is read anew; when a refresh
/// moves them, persistent indexes (and with them the selection) follow the row's id.
class RecordModelBase : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        LookRole = Qt::UserRole, ///< CellLook
        LoadedRole, ///< bool
    };
    enum class Form { People, Programs };
    enum class State {
        Idle, ///< nothing was asked for yet
        Loading, ///< the first page of a new query is under way; what is shown is of the one before
        Ready,
        Failed, ///< error() says why; rows that were read stay
    };

    using QAbstractTableModel::QAbstractTableModel;

    // ---- Columns
    virtual QByteArray field(int column) const = 0;
    virtual int width(int column) const = 0;
    virtual bool isShownAtFirst(int column) const = 0;
    virtual int sortKey(int column) const = 0; ///< -1: the server does not sort by it

    // ---- Rows
    virtual qint64 idAt(int row) const = 0; ///< 0: not loaded
    bool isLoaded(int row) const { return idAt(row) != 0; }
    bool areLoaded(const QList<RowRange> &ranges) const;
    virtual QString text(int row, int column, Form form) const = 0;
    virtual QByteArray json(int row) const = 0;
    /// The row of an id that is in memory, or -1.
    virtual int rowOf(qint64 id) const = 0;

    // ---- Reading
    /// Rows first…last are on the screen: reads them, and a page to either side.
    virtual void lookAt(int first, int last) = 0;
    /// The query is another one: reads its first page and then replaces everything.
    virtual void reload() = 0;
    /// The same query again: what is on the screen is read anew and changed in place.
    virtual void refresh() = 0;
    /// Reads every row of the query, from the start, independent of what is in memory; the caller
    /// owns the walk. `take` is given the texts of a page's rows: each column asked for, or the
    /// whole row as JSON when none is.
    virtual std::unique_ptr<RecordWalk> walkTexts(
        const QList<int> &columns, std::function<void(const QList<QStringList> &)> take) const = 0;

    State state() const { return m_state; }
    bool isReading() const { return m_reading; }
    const std::optional<Error> &error() const { return m_error; }
    /// Tries again what failed.
    void retry();
    /// Whether rowCount() is exact.
    virtual bool knowsCount() const = 0;
    std::optional<qint64> total() const { return m_total; }
    bool totalIsMinimum() const { return m_totalIsMinimum; }

    /// Rows that came into being since the list was read, told by noteNewRow().
    int newRows() const { return m_newRows; }
    void noteNewRow();

Q_SIGNALS:
    void stateChanged();
    void totalChanged();
    void newRowsChanged();
    /// Rows first…last have just come into memory, or were read anew.
    void rowsArrived(int first, int last);

protected:
    void setState(State state);
    void setReading(bool on);
    void setError(std::optional<Error> error) { m_error = std::move(error); }
    void setTotal(std::optional<qint64> total, bool isMinimum);
    void forgetNewRows();

private:
    State m_state = State::Idle;
    bool m_reading = false;
    std::optional<Error> m_error;
    std::optional<qint64> m_total;
    bool m_totalIsMinimum = false;
    int m_newRows = 0;
};

} // namespace kith::console
