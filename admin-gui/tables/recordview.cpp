// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/recordview.h"

#include "admingui/tables/celldelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace kith::console {

namespace {

/// Selections of more rows are not carried over to a list that is read anew.
constexpr qint64 kCarriedRows = 2'000;

} // namespace

RecordView::RecordView(QWidget *parent) : QTableView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true); // for the row under the pointer
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitRows();
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(48);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionClicked, this, &RecordView::askForSort);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(menu);
        menu->popup(header->mapToGlobal(at));
    });
    connect(this, &QTableView::doubleClicked, this,
        [this](const QModelIndex &index) { Q_EMIT opened(index.row()); });
}

void RecordView::setRecords(RecordModelBase *records)
{
    m_records = records;
    setModel(records);
    connect(
        records, &QAbstractItemModel::modelAboutToBeReset, this, &RecordView::rememberSelection);
    connect(records, &QAbstractItemModel::modelReset, this, &RecordView::look);
    connect(records, &QAbstractItemModel::rowsInserted, this, &RecordView::look);
    connect(records, &QAbstractItemModel::rowsRemoved, this, &RecordView::look);
    connect(records, &RecordModelBase::rowsArrived, this, &RecordView::selectAgain);
    resetColumns();
}

// ---- Selection ------------------------------------------------------------------------------

QList<RowRange> RecordView::selectedRanges() const
{
    QList<RowRange> ranges;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        if (range.isValid())
            ranges.append({range.top(), range.bottom()});
    }
    std::sort(ranges.begin(), ranges.end(),
        [](const RowRange &one, const RowRange &other) { return one.first < other.first; });
    // A row can be in more than one range of columns when columns are hidden or moved.
    QList<RowRange> joined;
    for (const RowRange &range : ranges) {
        if (!joined.isEmpty() && range.first <= joined.back().last + 1)
            joined.back().last = std::max(joined.back().last, range.last);
        else
            joined.append(range);
    }
    return joined;
}

qint64 RecordView::selectedCount() const
{
    qint64 count = 0;
    const QList<RowRange> ranges = selectedRanges();
    for (const RowRange &range : ranges)
        count += range.last - range.first + 1;
    return count;
}

bool RecordView::isEverythingSelected() const
{
    return m_records->rowCount() > 1 && selectedCount() == m_records->rowCount();
}

bool RecordView::showId(qint64 id)
{
    const int row = m_records->rowOf(id);
    if (row < 0)
        return false;
    selectRow(row);
    scrollTo(m_records->index(row, std::max(0, horizontalHeader()->logicalIndexAt(0))));
    return true;
}

void RecordView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedChanged();
}

void RecordView::rememberSelection()
{
    m_wanted.clear();
    m_wantedCurrent = currentRow() >= 0 ? m_records->idAt(currentRow()) : 0;
    if (selectedCount() > kCarriedRows)
        return;
    const QList<RowRange> ranges = selectedRanges();
    for (const RowRange &range : ranges) {
        for (int row = range.first; row <= range.last; ++row) {
            if (const qint64 id = m_records->idAt(row))
                m_wanted.push_back(id);
        }
    }
}

void RecordView::selectAgain(int first, int last)
{
    if (m_wanted.empty() && m_wantedCurrent == 0)
        return;
    QItemSelection again;
    for (int row = std::max(first, 0); row <= last; ++row) {
        const qint64 id = m_records->idAt(row);
        if (id == 0)
            continue;
        if (std::erase(m_wanted, id) != 0)
            again.select(m_records->index(row, 0), m_records->index(row, 0));
        if (id == m_wantedCurrent) {
            m_wantedCurrent = 0;
            selectionModel()->setCurrentIndex(
                m_records->index(row, 0), QItemSelectionModel::NoUpdate);
        }
    }
    if (!again.isEmpty())
        selectionModel()->select(again, QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

// ---- What is on the screen ------------------------------------------------------------------

void RecordView::look()
{
    if (!m_records || m_records->rowCount() == 0)
        return;
    const int first = std::max(rowAt(0), 0);
    const int below = rowAt(viewport()->height() - 1);
    m_records->lookAt(first, below < 0 ? m_records->rowCount() - 1 : below);
}

void RecordView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    look();
}

void RecordView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    look();
}

void RecordView::fitRows()
{
    verticalHeader()->setDefaultSectionSize(CellDelegate::rowHeight(fontMetrics()));
    verticalHeader()->setMinimumSectionSize(CellDelegate::rowHeight(fontMetrics()));
}

void RecordView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitRows();
}

void RecordView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyWanted();
        return;
    }
    const int rows = m_records ? m_records->rowCount() : 0;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentRow() >= 0)
            Q_EMIT opened(currentRow());
        return;
    case Qt::Key_Delete:
        Q_EMIT removeWanted();
        return;
    case Qt::Key_Home:
    case Qt::Key_End: {
        if (rows == 0 || event->modifiers() & Qt::ShiftModifier)
            break;
        const int row = event->key() == Qt::Key_Home ? 0 : rows - 1;
        setCurrentIndex(m_records->index(row, std::max(0, currentIndex().column())));
        return;
    }
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void RecordView::askForSort(int column)
{
    // The header has turned its arrow already, also for a column that cannot be sorted by.
    if (m_records->sortKey(column) < 0)
        return showSort();
    const bool turns = column == m_sortColumn && m_sortOrder == Qt::AscendingOrder;
    setSort(column, turns ? Qt::DescendingOrder : Qt::AscendingOrder);
    Q_EMIT sortWanted(m_sortColumn, m_sortOrder);
}

void RecordView::setSort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    showSort();
}

void RecordView::showSort()
{
    const QSignalBlocker quiet(horizontalHeader());
    horizontalHeader()->setSortIndicatorShown(m_sortColumn >= 0);
    horizontalHeader()->setSortIndicator(m_sortColumn, m_sortOrder);
    horizontalHeader()->viewport()->update();
}

} // namespace kith::console
