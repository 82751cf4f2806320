// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/listpage.h"

#include "admingui/detail/detailpane.h"

#include <QApplication>
#include <QBoxLayout>
#include <QSplitter>

namespace kith::console {

ListPage::ListPage(Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_panel(new TablePanel(TablePanel::Extent::Whole, this)),
      m_splitter(new QSplitter(Qt::Horizontal, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    m_splitter->addWidget(m_panel);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    connect(&workspace, &Workspace::readOnlyChanged, this, &ListPage::updateActs);
    connect(m_panel, &TablePanel::removeWanted, this, [this] { removeChosen(); });
    connect(m_panel, &TablePanel::sortWanted, this,
        [this](int key, Qt::SortOrder order) { sortBy(key, order); });
    connect(m_panel, &TablePanel::opened, this, [this](int row) {
        if (const qint64 id = m_panel->records()->idAt(row))
            openDetail(id);
    });
    connect(m_panel, &TablePanel::jobFailed, this,
        [this](const QString &what, const Error &error) { this->workspace().fail(what, error); });
}

void ListPage::setUp(const QString &name, RecordModelBase *records, DetailPane *detail)
{
    m_name = name;
    m_panel->setRecords(records, settingsNameFor(workspace().api().base(), name));
    connect(m_panel->filters(), &FilterBar::changed, records, &RecordModelBase::reload);
    // From now on: a view says it already while it is given its model.
    connect(m_panel, &TablePanel::selectedChanged, this, [this] {
        followSelection();
        updateActs();
    });
    // What may be done with a row depends on what it now says.
    connect(records, &QAbstractItemModel::dataChanged, this, &ListPage::updateActs);
    connect(records, &RecordModelBase::rowsArrived, this, &ListPage::updateActs);
    m_detail = detail;
    if (!detail)
        return;
    m_splitter->addWidget(detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    detail->hide();
    connect(detail, &DetailPane::closed, this, &ListPage::closeDetail);
}

void ListPage::activate()
{
    m_isActive = true;
    if (m_panel->records()->state() == RecordModelBase::State::Idle)
        m_panel->records()->reload();
    else
        refresh();
    updateActs();
    // A page that is shown gives the focus to its first field; keys are for the rows.
    if (!m_detail || !m_detail->isAncestorOf(QApplication::focusWidget()))
        m_panel->view()->setFocus();
}

void ListPage::deactivate() { m_isActive = false; }

void ListPage::open(const Place &place)
{
    if (!place.filter.isEmpty())
        m_panel->filters()->search()->setText(place.filter);
    if (place.id != 0)
        openDetail(place.id);
    else if (m_openId != 0)
        closeDetail();
}

void ListPage::openDetail(qint64 id)
{
    if (!m_detail)
        return;
    const bool another = m_openId != id;
    m_openId = id;
    m_detail->show();
    showDetail(id);
    updateActs();
    if (another)
        Q_EMIT placeChanged({.page = m_name, .id = id, .filter = {}});
}

/// While a detail is open it shows what is chosen in the list, as long as that is one row.
void ListPage::followSelection()
{
    const QList<RowRange> rows = m_panel->view()->selectedRanges();
    if (m_openId == 0 || rows.size() != 1 || rows.front().first != rows.front().last)
        return;
    const qint64 id = m_panel->records()->idAt(rows.front().first);
    if (id != 0 && id != m_openId)
        openDetail(id);
}

void ListPage::closeDetail()
{
    if (m_openId == 0)
        return;
    m_openId = 0;
    m_detail->hide();
    m_panel->view()->setFocus();
    updateActs();
    Q_EMIT placeChanged({.page = m_name, .id = 0, .filter = {}});
}

QAction *ListPage::addAct(Needs needs, bool changes, std::function<void()> run)
{
    auto *action = new QAction(this);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_acts.push_back({action, needs, changes});
    return action;
}

void ListPage::updateActs()
{
    const qint64 selected = m_panel->view()->selectedCount();
    const bool hasSome = !m_panel->chosenRows().isEmpty();
    for (const Act &act : m_acts) {
        const bool isMet = act.needs == Needs::Nothing || (act.needs == Needs::SomeRows && hasSome)
            || (act.needs == Needs::OneRow && hasSome && selected <= 1);
        act.action->setEnabled(isMet && !(act.changes && workspace().isReadOnly()));
    }
    refineActs();
}

QList<QAction *> ListPage::paletteActions() const
{
    QList<QAction *> actions;
    for (const Act &act : m_acts)
        actions.append(act.action);
    return actions;
}

} // namespace kith::console
