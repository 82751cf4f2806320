// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/recordmodelbase.h"

namespace kith::console {

bool RecordModelBase::areLoaded(const QList<RowRange> &ranges) const
{
    for (const RowRange &range : ranges) {
        for (int row = range.first; row <= range.last; ++row) {
            if (!isLoaded(row))
                return false;
        }
    }
    return true;
}

void RecordModelBase::retry()
{
    if (rowCount() == 0)
        reload();
    else
        refresh();
}

void RecordModelBase::noteNewRow()
{
    ++m_newRows;
    Q_EMIT newRowsChanged();
}

void RecordModelBase::forgetNewRows()
{
    if (std::exchange(m_newRows, 0) != 0)
        Q_EMIT newRowsChanged();
}

void RecordModelBase::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

void RecordModelBase::setReading(bool on)
{
    if (std::exchange(m_reading, on) != on)
        Q_EMIT stateChanged();
}

void RecordModelBase::setTotal(std::optional<qint64> total, bool isMinimum)
{
    if (m_total == total && m_totalIsMinimum == isMinimum)
        return;
    m_total = total;
    m_totalIsMinimum = isMinimum;
    Q_EMIT totalChanged();
}

} // namespace kith::console
