// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/workspaceview.h"

#include "admingui/look/colours.h"
#include "admingui/look/icons.h"
#include "admingui/look/look.h"
#include "admingui/shell/commandpalette.h"
#include "admingui/shell/pages.h"
#include "admingui/shell/shortcutsdialog.h"
#include "admingui/shell/sidepanel.h"
#include "admingui/shell/toasts.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QMenu>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kHistory = 100;

int indexOf(const QString &page)
{
    for (size_t i = 0; i < pages().size(); ++i) {
        if (pages()[i].id == page)
            return int(i);
    }
    return -1;
}

} // namespace

WorkspaceView::WorkspaceView(std::unique_ptr<Workspace> workspace, Look *look, QWidget *parent)
    : QWidget(parent), m_workspace(std::move(workspace)), m_look(look), m_banner(new QLabel(this)),
      m_side(new SidePanel(*m_workspace, this)), m_stack(new QStackedWidget(this)),
      m_pages(pages().size()), m_toasts(new Toasts(this)),
      m_palette(new CommandPalette(*m_workspace, this))
{
    m_banner->setObjectName(u"banner"_s);
    m_banner->setTextFormat(Qt::PlainText);
    m_banner->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_banner);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_side);
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    makeActions();
    retranslate();
    connect(m_side, &SidePanel::pageWanted, this,
        [this](int page) { go({.page = pages()[size_t(page)].id}); });
    connect(m_side->menu(), &QMenu::aboutToShow, this, &WorkspaceView::fillMenu);
    connect(m_workspace.get(), &Workspace::placeWanted, this, &WorkspaceView::go);
    connect(m_workspace.get(), &Workspace::noticeGiven, m_toasts, &Toasts::showNotice);
    connect(m_workspace.get(), &Workspace::failed, m_toasts, &Toasts::showFailure);
    go({.page = pages().front().id});
}

WorkspaceView::~WorkspaceView()
{
    // It tells of each change that it forgets, also while it ends.
    m_workspace->undo().disconnect(this);
    // These use the workspace to their end.
    delete m_palette;
    for (Page *page : m_pages)
        delete page;
    delete m_side;
}

QAction *WorkspaceView::makeAction(const QKeySequence &keys, std::function<void()> work)
{
    auto *action = new QAction(this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, std::move(work));
    addAction(action);
    return action;
}

void WorkspaceView::makeActions()
{
    for (size_t i = 0; i < pages().size(); ++i) {
        const QKeySequence keys =
            i < 9 ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i))) : QKeySequence();
        m_pageActions.push_back(makeAction(keys, [this, i] { go({.page = pages()[i].id}); }));
        m_pageActions.back()->setIcon(icon(pages()[i].icon));
    }
    m_commands = makeAction(Qt::CTRL | Qt::Key_K, [this] { openPalette(); });
    m_back = makeAction(Qt::ALT | Qt::Key_Left, [this] { goBack(); });
    m_forward = makeAction(Qt::ALT | Qt::Key_Right, [this] { goForward(); });
    m_refresh = makeAction(Qt::Key_F5, [this] { currentPage()->refresh(); });
    m_find = makeAction(QKeySequence::Find, [this] { currentPage()->focusSearch(); });
    m_undo = makeAction(QKeySequence::Undo, [this] { m_workspace->undo().undo(); });
    m_redo = makeAction(QKeySequence::Redo, [this] { m_workspace->undo().redo(); });
    m_help = makeAction(Qt::Key_Question, [this] { showShortcuts(); });
    m_lock = makeAction(Qt::CTRL | Qt::Key_L, [this] { Q_EMIT lockWanted(); });
    m_readOnly = makeAction({}, [this] { Q_EMIT readOnlyChosen(m_readOnly->isChecked()); });
    m_readOnly->setCheckable(true);
    m_leave = makeAction({}, [this] { Q_EMIT leaveWanted(); });
    m_signOut = makeAction({}, [this] { Q_EMIT signOutWanted(); });
    connect(&m_workspace->undo(), &QUndoStack::indexChanged, this, &WorkspaceView::retranslate);
    connect(m_workspace.get(), &Workspace::readOnlyChanged, this, &WorkspaceView::retranslate);
}

void WorkspaceView::retranslate()
{
    for (size_t i = 0; i < pages().size(); ++i)
        m_pageActions[i]->setText(QCoreApplication::translate("pages", pages()[i].title));
    m_commands->setText(tr("Find a screen, an action, a person or a chat"));
    m_back->setText(tr("Back"));
    m_forward->setText(tr("Forward"));
    m_refresh->setText(tr("Refresh"));
    m_find->setText(tr("Search in this screen"));
    const QUndoStack &undo = m_workspace->undo();
    m_undo->setText(undo.canUndo() ? tr("Undo: %1").arg(undo.undoText()) : tr("Undo"));
    m_redo->setText(undo.canRedo() ? tr("Redo: %1").arg(undo.redoText()) : tr("Redo"));
    m_undo->setEnabled(undo.canUndo());
    m_redo->setEnabled(undo.canRedo());
    m_help->setText(tr("Keyboard shortcuts"));
    m_lock->setText(tr("Lock now"));
    m_readOnly->setText(tr("Read-only"));
    m_readOnly->setChecked(m_workspace->isReadOnly());
    m_leave->setText(tr("Other server…"));
    m_signOut->setText(tr("Sign out"));
    const SavedConnection &connection = m_workspace->connection();
    m_banner->setVisible(connection.kind == ServerKind::Production && !connection.id.isEmpty());
    m_banner->setText(tr("Production: %1").arg(connection.title()));
    m_banner->setStyleSheet(u"background: %1; color: %2; padding: 3px; font-weight: 600;"_s.arg(
        colourOf(connection).name(),
        colourOf(connection).lightnessF() > 0.6F ? u"#10151b"_s : u"#ffffff"_s));
}

void WorkspaceView::fillMenu()
{
    QMenu *menu = m_side->menu();
    menu->clear();
    menu->addAction(m_readOnly);
    menu->addAction(m_lock);
    QMenu *limits = menu->addMenu(tr("Lock when idle for"));
    for (const int minutes : {5, 10, 30, 60, 0}) {
        QAction *choice =
            limits->addAction(minutes == 0 ? tr("Never") : tr("%n minute(s)", nullptr, minutes));
        connect(choice, &QAction::triggered, this,
            [this, minutes] { Q_EMIT lockLimitChosen(minutes); });
    }
    menu->addSeparator();
    addLookMenus();
    menu->addAction(m_help);
    menu->addSeparator();
    menu->addAction(m_leave);
    menu->addAction(m_signOut);
}

void WorkspaceView::addLookMenus()
{
    if (!m_look)
        return;
    QMenu *menu = m_side->menu();
    const auto addChoice = [this](QMenu *to, const QString &text, bool isNow, auto choose) {
        QAction *action = to->addAction(text);
        action->setCheckable(true);
        action->setChecked(isNow);
        connect(action, &QAction::triggered, this, choose);
    };
    QMenu *themes = menu->addMenu(tr("Theme"));
    const std::pair<Theme, QString> themeNames[] = {{Theme::System, tr("As the system")},
        {Theme::Light, tr("Light")}, {Theme::Dark, tr("Dark")}};
    for (const auto &[theme, name] : themeNames)
        addChoice(themes, name, m_look->theme() == theme,
            [this, chosen = theme] { m_look->setTheme(chosen); });
    QMenu *languages = menu->addMenu(tr("Language"));
    const std::pair<Language, QString> languageNames[] = {{Language::System, tr("As the system")},
        {Language::English, u"English"_s}, {Language::Russian, u"Русский"_s}};
    for (const auto &[language, name] : languageNames)
        addChoice(languages, name, m_look->language() == language,
            [this, chosen = language] { m_look->setLanguage(chosen); });
}

QMenu *WorkspaceView::menu()
{
    fillMenu();
    return m_side->menu();
}

QList<QAction *> WorkspaceView::allActions() const
{
    QList<QAction *> all(m_pageActions.begin(), m_pageActions.end());
    if (Page *page = currentPage())
        all += page->paletteActions();
    all += {m_refresh, m_find, m_back, m_forward, m_undo, m_redo, m_commands, m_help, m_lock,
        m_readOnly, m_leave, m_signOut};
    return all;
}

void WorkspaceView::openPalette()
{
    QList<QAction *> offered = allActions();
    offered.removeOne(m_commands); // it is open already
    m_palette->open(offered);
}

void WorkspaceView::showShortcuts()
{
    auto *dialog = new ShortcutsDialog(allActions(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

Page *WorkspaceView::currentPage() const { return qobject_cast<Page *>(m_stack->currentWidget()); }

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
    m_side->setCurrent(index);
    if (page != before) {
        if (before)
            before->deactivate();
        m_stack->setCurrentWidget(page);
    }
    page->activate();
    page->open(place);
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < int(m_history.size()));
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
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(false);
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
