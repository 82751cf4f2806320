// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/page.h"

#include <QListWidget>
#include <QStackedWidget>

namespace kith::console {

class Toasts;

/// The signed-in window: the list of pages, the page in view, and the history of places.
class WorkspaceView : public QWidget
{
    Q_OBJECT

public:
    explicit WorkspaceView(std::unique_ptr<Workspace> workspace, QWidget *parent = nullptr);
    ~WorkspaceView() override;

    Workspace &workspace() { return *m_workspace; }
    Page *currentPage() const;
    void go(const Place &place);
    void goBack() { step(-1); }
    void goForward() { step(+1); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildNavigation();
    void addShortcuts();
    void retranslate();
    void visit(const Place &place);
    void remember(const Place &place);
    void step(int by);
    int indexOf(const QString &page) const;
    Page *pageAt(int index);

    std::unique_ptr<Workspace> m_workspace;
    QListWidget *m_navigation;
    QStackedWidget *m_stack;
    std::vector<Page *> m_pages; ///< as pages(); null: not looked at yet
    Toasts *m_toasts;
    std::vector<Place> m_history;
    int m_at = -1;
};

} // namespace kith::console
