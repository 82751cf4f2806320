// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/workspaceview.h"

#include "admingui/look/icons.h"
#include "admingui/shell/pages.h"
#include "admingui/shell/toasts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QShortcut>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kHistory = 100;

} // namespace

WorkspaceView::WorkspaceView(std::unique_ptr<Workspace> workspace, QWidget *parent)
    : QWidget(parent), m_workspace(std::move(workspace)), m_navigation(new QListWidget(this)),
      m_stack(new QStackedWidget(this)), m_pages(pages().size()), m_toasts(new Toasts(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addWidget(m_stack, 1);
    buildNavigation();
    addShortcuts();
    connect(m_workspace.get(), &Workspace::placeWanted, this, &WorkspaceView::go);
    connect(m_workspace.get(), &Workspace::noticeGiven, m_toasts, &Toasts::showNotice);
    connect(m_workspace.get(), &Workspace::failed, m_toasts, &Toasts::showFailure);
    go({.page = pages().front().id});
}

WorkspaceView::~WorkspaceView()
{
    // Pages use the workspace to their end.
    for (Page *page : m_pages)
        delete page;
}

void WorkspaceView::buildNavigation()
{
    m_navigation->setObjectName(u"navigation"_s);
    m_navigation->setFixedWidth(200);
    m_navigation->setFrameShape(QFrame::NoFrame);
    for (const PageEntry &entry : pages())
        m_navigation->addItem(new QListWidgetItem(icon(entry.icon), {}));
    retranslate();
    connect(m_navigation, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && (m_at < 0 || m_history[size_t(m_at)].page != pages()[size_t(row)].id))
            go({.page = pages()[size_t(row)].id});
    });
}

void WorkspaceView::retranslate()
{
    m_navigation->setAccessibleName(tr("Screens"));
    for (size_t i = 0; i < pages().size(); ++i) {
        QListWidgetItem *item = m_navigation->item(int(i));
        item->setText(QCoreApplication::translate("pages", pages()[i].title));
        item->setToolTip(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i)))
                             .toString(QKeySequence::NativeText));
    }
}

void WorkspaceView::addShortcuts()
{
    for (size_t i = 0; i < pages().size() && i < 9; ++i)
        connect(new QShortcut(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i)), this), &QShortcut::activated,
            this, [this, i] { go({.page = pages()[i].id}); });
    const auto shortcut = [this](const QKeySequence &keys, auto &&work) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, work);
    };
    shortcut(QKeySequence::Back, [this] { goBack(); });
    shortcut(QKeySequence::Forward, [this] { goForward(); });
    shortcut(Qt::Key_F5, [this] { currentPage()->refresh(); });
    shortcut(QKeySequence::Find, [this] { currentPage()->focusSearch(); });
    shortcut(QKeySequence::Undo, [this] { m_workspace->undo().undo(); });
    shortcut(QKeySequence::Redo, [this] { m_workspace->undo().redo(); });
}

Page *WorkspaceView::currentPage() const { return qobject_cast<Page *>(m_stack->currentWidget()); }

int WorkspaceView::indexOf(const QString &page) const
{
    for (size_t i = 0; i < pages().size(); ++i) {
        if (pages()[i].id == page)
            return int(i);
    }
    return -1;
}

Page *WorkspaceView::pageAt(int index)
{
    Page *&page = m_pages[size_t(index)];
    if (!page) {
        page = pages()[size_t(index)].make(*m_workspace, m_stack);
        m_stack->addWidget(page);
        connect(page, &Page::placeChanged, this, &WorkspaceView::remember);
    }
    return page;
}

void WorkspaceView::go(const Place &place)
{
    if (indexOf(place.page) < 0)
        return;
    remember(place);
    visit(place);
}

void WorkspaceView::visit(const Place &place)
{
    const int index = indexOf(place.page);
    Page *const before = currentPage();
    Page *const page = pageAt(index);
    m_navigation->setCurrentRow(index);
    if (page != before) {
        if (before)
            before->deactivate();
        m_stack->setCurrentWidget(page);
    }
    page->activate();
    page->open(place);
}

void WorkspaceView::remember(const Place &place)
{
    if (m_at >= 0 && m_history[size_t(m_at)] == place)
        return;
    m_history.resize(size_t(m_at + 1)); // what was ahead is no longer the way
    m_history.push_back(place);
    if (m_history.size() > kHistory)
        m_history.erase(m_history.begin());
    m_at = int(m_history.size()) - 1;
}

void WorkspaceView::step(int by)
{
    const int to = m_at + by;
    if (to < 0 || to >= int(m_history.size()))
        return;
    m_at = to;
    visit(m_history[size_t(to)]);
}

void WorkspaceView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace kith::console
