// SPDX-License-Identifier: GPL-3.0-or-later
// RecordView's columns: which are shown, how wide and in which order, and how that is kept.
#include "admingui/tables/recordview.h"

#include <QHeaderView>
#include <QMenu>
#include <QSettings>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

/// One column of the settings: "username 180 shown".
struct KeptColumn
{
    QString field{};
    int width = 0;
    bool shown = true;
};

QStringList toTexts(const QList<KeptColumn> &columns)
{
    QStringList texts;
    for (const KeptColumn &column : columns) {
        texts.append(column.field + u' ' + QString::number(column.width)
            + (column.shown ? u" shown"_s : u" hidden"_s));
    }
    return texts;
}

QList<KeptColumn> fromTexts(const QStringList &texts)
{
    QList<KeptColumn> columns;
    for (const QString &text : texts) {
        const QStringList parts = text.split(u' ');
        if (parts.size() == 3)
            columns.append({parts[0], parts[1].toInt(), parts[2] == u"shown"_s});
    }
    return columns;
}

} // namespace

QList<int> RecordView::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int logical = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(logical))
            columns.append(logical);
    }
    return columns;
}

void RecordView::resetColumns()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < m_records->columnCount(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        header->resizeSection(column, m_records->width(column));
        header->setSectionHidden(column, !m_records->isShownAtFirst(column));
    }
    saveColumns();
}

void RecordView::keepColumns(const QString &settingsName)
{
    m_settingsName = settingsName;
    restoreColumns();
    QHeaderView *header = horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, &RecordView::saveColumns);
    connect(header, &QHeaderView::sectionMoved, this, &RecordView::saveColumns);
}

void RecordView::fillColumnMenu(QMenu *menu)
{
    for (int column = 0; column < m_records->columnCount(); ++column) {
        QAction *action = menu->addAction(
            m_records->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shownColumns().size() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            if (on && columnWidth(column) < horizontalHeader()->minimumSectionSize())
                setColumnWidth(column, m_records->width(column));
            saveColumns();
        });
    }
    menu->addSeparator();
    connect(
        menu->addAction(tr("Reset columns")), &QAction::triggered, this, &RecordView::resetColumns);
}

void RecordView::saveColumns() const
{
    if (m_settingsName.isEmpty())
        return;
    QList<KeptColumn> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int logical = horizontalHeader()->logicalIndex(visual);
        const bool hidden = isColumnHidden(logical);
        columns.append({QString::fromLatin1(m_records->field(logical)),
            hidden ? m_records->width(logical) : columnWidth(logical), !hidden});
    }
    QSettings().setValue(m_settingsName, toTexts(columns));
}

void RecordView::restoreColumns()
{
    const QList<KeptColumn> kept = fromTexts(QSettings().value(m_settingsName).toStringList());
    QHeaderView *header = horizontalHeader();
    int place = 0;
    // A field that a newer console added stays where its page put it, after those that were kept.
    for (const KeptColumn &column : kept) {
        for (int logical = 0; logical < m_records->columnCount(); ++logical) {
            if (column.field != QString::fromLatin1(m_records->field(logical)))
                continue;
            header->moveSection(header->visualIndex(logical), place++);
            header->resizeSection(logical, qBound(48, column.width, 2'000));
            header->setSectionHidden(logical, !column.shown);
        }
    }
}

} // namespace kith::console
