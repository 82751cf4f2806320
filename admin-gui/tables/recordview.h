// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/recordmodelbase.h"

#include <QTableView>

class QMenu;

namespace kith::console {

/// The table itself: tells the model which rows are on the screen, and keeps the selection by id
/// when the list is read anew. Whole rows are selected; Ctrl+A means all that match, in memory or
/// not. On the GUI thread.
class RecordView : public QTableView
{
    Q_OBJECT

public:
    explicit RecordView(QWidget *parent = nullptr);

    /// Once, with the columns set. The model must outlive the view.
    void setRecords(RecordModelBase *records);
    RecordModelBase *records() const { return m_records; }

    QList<RowRange> selectedRanges() const;
    qint64 selectedCount() const;
    bool isEverythingSelected() const;
    /// The row with the focus, or -1.
    int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }
    /// Selects one id's row if it is in memory, and brings it into view.
    bool showId(qint64 id);

    /// Columns in the order in which they are seen.
    QList<int> shownColumns() const;
    void setSort(int column, Qt::SortOrder order);
    /// Widths, order and what is shown, under a name of the settings; kept from now on.
    void keepColumns(const QString &settingsName);
    void resetColumns();
    /// Which columns are shown: for a menu of a header or a button.
    void fillColumnMenu(QMenu *menu);

Q_SIGNALS:
    void opened(int row); ///< Enter, or a double click
    void removeWanted(); ///< Del
    void copyWanted(); ///< Ctrl+C
    void sortWanted(int column, Qt::SortOrder order);
    void selectedChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void keyboardSearch(const QString &) override { } // would read every row of the list
    void selectionChanged(
        const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void look();
    void fitRows();
    void rememberSelection();
    void selectAgain(int first, int last);
    void askForSort(int column);
    void showSort();
    void restoreColumns();
    void saveColumns() const;

    RecordModelBase *m_records = nullptr;
    int m_sortColumn = -1; ///< -1: the list has an order of its own
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QString m_settingsName;
    std::vector<qint64> m_wanted; ///< ids that were selected before the list was read anew
    qint64 m_wantedCurrent = 0;
};

} // namespace kith::console
