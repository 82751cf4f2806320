// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/tablepanel.h"

#include "admingui/look/icons.h"
#include "admingui/tables/actionbutton.h"
#include "admingui/tables/tones.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

QToolButton *barButton(QWidget *parent, const char *iconName)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

TablePanel::TablePanel(Extent extent, QWidget *parent)
    : QWidget(parent), m_filters(new FilterBar(this)), m_view(new RecordView(this)),
      m_failure(new FailureBand(this)), m_skeleton(new SkeletonOverlay(m_view->viewport())),
      m_empty(new EmptyOverlay(m_view->viewport())), m_pill(new NewRowsPill(m_view->viewport())),
      m_status(new QLabel(this)), m_workText(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_cancel(new QPushButton(this))
{
    build(extent);
    connectAll();
    retranslate();
    endWork();
}

TablePanel::~TablePanel() = default;

void TablePanel::build(Extent extent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new QWidget(this);
    m_bar->setLayout(buildBar());
    column->addWidget(m_bar);
    m_bands = new QVBoxLayout;
    m_bands->setSpacing(0);
    m_bands->addWidget(m_failure);
    column->addLayout(m_bands);
    column->addWidget(m_view, 1);
    QWidget *status = buildStatus();
    column->addWidget(status);
    m_bar->setVisible(extent == Extent::Whole);
    status->setVisible(extent == Extent::Whole);
    m_skeleton->hide();
    m_empty->hide();
    m_view->viewport()->installEventFilter(this);
}

QHBoxLayout *TablePanel::buildBar()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(6);
    row->addWidget(m_filters, 1);
    m_menuButton = barButton(m_bar, "more");
    m_columnsButton = barButton(m_bar, "columns");
    m_textButton = barButton(m_bar, "export");
    row->addWidget(m_columnsButton);
    row->addWidget(m_textButton);
    row->addWidget(m_menuButton);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(6);
    row->addSpacing(4);
    row->addLayout(m_buttons);
    auto *columns = new QMenu(m_columnsButton);
    m_columnsButton->setMenu(columns);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_view->fillColumnMenu(columns);
    });
    auto *texts = new QMenu(m_textButton);
    m_textButton->setMenu(texts);
    connect(texts, &QMenu::aboutToShow, this, [this, texts] {
        texts->clear();
        fillTextMenu(texts);
    });
    auto *acts = new QMenu(m_menuButton);
    m_menuButton->setMenu(acts);
    connect(acts, &QMenu::aboutToShow, this, [this, acts] {
        acts->clear();
        acts->addActions(m_menuActions);
    });
    return row;
}

QWidget *TablePanel::buildStatus()
{
    auto *status = new QWidget(this);
    auto *row = new QHBoxLayout(status);
    row->setContentsMargins(12, 5, 12, 5);
    row->setSpacing(8);
    m_status->setTextFormat(Qt::PlainText);
    m_workText->setTextFormat(Qt::PlainText);
    m_progress->setMaximumWidth(180);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(8);
    row->addWidget(m_status, 1);
    row->addWidget(m_workText);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    return status;
}

void TablePanel::connectAll()
{
    connect(m_view, &RecordView::opened, this, &TablePanel::opened);
    connect(m_view, &RecordView::removeWanted, this, &TablePanel::removeWanted);
    connect(m_view, &RecordView::copyWanted, this, [this] { copySelection(TextFormat::Tsv); });
    connect(m_view, &RecordView::sortWanted, this, [this](int column, Qt::SortOrder order) {
        Q_EMIT sortWanted(records()->sortKey(column), order);
    });
    connect(m_view, &RecordView::selectedChanged, this, [this] {
        showStatus();
        Q_EMIT selectedChanged();
    });
    connect(m_view, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { openMenu(m_view->viewport()->mapToGlobal(at)); });
    connect(m_filters, &FilterBar::left, this, [this] {
        m_view->setFocus();
        if (m_view->currentRow() < 0 && records()->rowCount() > 0)
            m_view->selectRow(0);
    });
    connect(m_failure, &FailureBand::retryWanted, this, [this] { records()->retry(); });
    connect(m_empty, &EmptyOverlay::clicked, this, [this] {
        if (m_filters->isNarrowing())
            m_filters->clear();
        else
            Q_EMIT emptyActed();
    });
    connect(m_pill, &QPushButton::clicked, this, [this] {
        m_view->scrollToTop();
        records()->reload();
    });
    connect(m_cancel, &QPushButton::clicked, this, &TablePanel::cancelJob);
}

void TablePanel::setRecords(RecordModelBase *records, const QString &settingsName)
{
    m_view->setRecords(records);
    m_view->keepColumns(settingsName);
    connect(records, &RecordModelBase::stateChanged, this, &TablePanel::showState);
    connect(records, &RecordModelBase::totalChanged, this, &TablePanel::showState);
    connect(records, &QAbstractItemModel::modelReset, this, &TablePanel::showState);
    connect(records, &QAbstractItemModel::rowsInserted, this, &TablePanel::showState);
    connect(records, &QAbstractItemModel::rowsRemoved, this, &TablePanel::showState);
    connect(records, &RecordModelBase::newRowsChanged, this,
        [this, records] { m_pill->setCount(records->newRows()); });
    showState();
}

void TablePanel::setTexts(const Texts &texts)
{
    m_texts = texts;
    if (records())
        showState();
}

void TablePanel::addButton(QAction *action)
{
    m_buttons->addWidget(new ActionButton(action, m_bar));
}

void TablePanel::addMenuAction(QAction *action)
{
    if (!action) {
        action = new QAction(this);
        action->setSeparator(true);
    }
    m_menuActions.append(action);
}

void TablePanel::addBand(QWidget *band) { m_bands->addWidget(band); }

QList<RowRange> TablePanel::chosenRows() const
{
    QList<RowRange> rows = m_view->selectedRanges();
    if (rows.isEmpty() && m_view->currentRow() >= 0)
        rows.append({m_view->currentRow(), m_view->currentRow()});
    return rows;
}

void TablePanel::focusSearch()
{
    m_filters->search()->setFocus(Qt::ShortcutFocusReason);
    m_filters->search()->selectAll();
}

// ---- What it says ---------------------------------------------------------------------------

void TablePanel::showState()
{
    const RecordModelBase &list = *records();
    using State = RecordModelBase::State;
    const bool isEmpty = list.rowCount() == 0;
    m_skeleton->setVisible(
        isEmpty && (list.state() == State::Loading || list.state() == State::Idle));
    m_empty->setVisible(isEmpty && list.state() == State::Ready);
    if (list.state() == State::Failed && list.error())
        m_failure->show(*list.error());
    else
        m_failure->hide();
    if (m_filters->isNarrowing())
        m_empty->setTexts(m_texts.noMatchTitle,
            tr("Take away a filter, or search for something shorter."), tr("Clear filters"));
    else
        m_empty->setTexts(m_texts.emptyTitle, m_texts.emptyHint, m_texts.emptyButton);
    placeOverlays();
    showStatus();
}

void TablePanel::showStatus()
{
    const RecordModelBase &list = *records();
    QStringList parts;
    // Also on the way to rows far away, which is walked page by page.
    const int top = m_view->rowAt(0);
    if (list.state() == RecordModelBase::State::Loading
        || (list.isReading() && top >= 0 && !list.isLoaded(top)))
        parts.append(tr("Loading…"));
    else if (list.total() && m_texts.count)
        parts.append(list.totalIsMinimum() ? tr("more than %1").arg(m_texts.count(*list.total()))
                                           : m_texts.count(*list.total()));
    else if (m_texts.count && list.knowsCount())
        parts.append(m_texts.count(list.rowCount()));
    const qint64 selected = m_view->selectedCount();
    if (m_view->isEverythingSelected())
        parts.append(tr("all selected"));
    else if (selected > 1)
        parts.append(tr("%1 selected").arg(QLocale().toString(selected)));
    m_status->setText(parts.join(u"  ·  "_s));
}

void TablePanel::placeOverlays()
{
    m_skeleton->setGeometry(m_view->viewport()->rect());
    m_empty->setGeometry(m_view->viewport()->rect());
    m_pill->place();
}

bool TablePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        placeOverlays();
    return QWidget::eventFilter(watched, event);
}

void TablePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (records())
            showState();
    }
    QWidget::changeEvent(event);
}

void TablePanel::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setToolTip(text);
        widget->setAccessibleName(text);
    };
    name(m_columnsButton, tr("Columns"));
    name(m_textButton, tr("Copy and export"));
    name(m_menuButton, tr("Actions"));
    m_cancel->setText(tr("Cancel"));
}

void TablePanel::openMenu(const QPoint &globalAt)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_menuActions);
    if (!m_menuActions.isEmpty())
        menu->addSeparator();
    fillTextMenu(menu);
    menu->popup(globalAt);
}

QString settingsNameFor(const QUrl &server, const QString &table)
{
    return u"tables/%1:%2/%3"_s.arg(server.host(), QString::number(server.port(80)), table);
}

} // namespace kith::console
