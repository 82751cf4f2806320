// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/page.h"

#include <QLabel>
#include <QStackedWidget>

class QMenu;

namespace kith::console {

class CommandPalette;
class Look;
class SidePanel;
class Toasts;

/// The signed-in window: the list of screens, the screen in view, and the history of places.
class WorkspaceView : public QWidget
{
    Q_OBJECT

public:
    /// Without a Look (in tests of pages) its menu offers no theme and language.
    explicit WorkspaceView(
        std::unique_ptr<Workspace> workspace, Look *look = nullptr, QWidget *parent = nullptr);
    ~WorkspaceView() override;

    Workspace &workspace() { return *m_workspace; }
    Page *currentPage() const;
    /// Where the person is; never before the first page.
    const Place &place() const { return m_history[size_t(m_at)]; }
    void go(const Place &place);
    void goBack() { step(-1); }
    void goForward() { step(+1); }
    /// The side panel's menu, filled as it is when opened.
    QMenu *menu();
    /// What Ctrl+K and `?` know of: the window's own actions and those of the page in view.
    QList<QAction *> allActions() const;
    void openPalette();
    void showShortcuts();

Q_SIGNALS:
    void lockWanted();
    void lockLimitChosen(int minutes); ///< 0: never
    void readOnlyChosen(bool on);
    void leaveWanted(); ///< to the list of servers, still signed in
    void signOutWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    QAction *makeAction(const QKeySequence &keys, std::function<void()> work);
    void fillMenu();
    void addLookMenus();
    void retranslate();
    void visit(const Place &place);
    void remember(const Place &place);
    void step(int by);
    Page *pageAt(int index);

    std::unique_ptr<Workspace> m_workspace;
    Look *m_look;
    QLabel *m_banner;
    SidePanel *m_side;
    QStackedWidget *m_stack;
    std::vector<Page *> m_pages; ///< as pages(); null: not looked at yet
    Toasts *m_toasts;
    CommandPalette *m_palette;
    std::vector<QAction *> m_pageActions; ///< as pages()
    QAction *m_back, *m_forward, *m_refresh, *m_find, *m_undo, *m_redo, *m_commands, *m_help;
    QAction *m_lock, *m_readOnly, *m_leave, *m_signOut;
    std::vector<Place> m_history;
    int m_at = -1;
};

} // namespace kith::console
