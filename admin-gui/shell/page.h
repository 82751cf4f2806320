// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"

#include <QAction>
#include <QWidget>

namespace kith::console {

/// One screen of the console. Its id, title and icon stand in pages.cpp; it is made when it is
/// first looked at, and lives until sign-out. On the GUI thread.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(Workspace &workspace, QWidget *parent = nullptr);

    /// It comes into view. Fetch what is missing here, not in the constructor.
    virtual void activate() { }
    /// It is no longer in view: stop timers and live updates that nobody sees.
    virtual void deactivate() { }
    /// F5: fetch again what is shown.
    virtual void refresh() = 0;
    /// Ctrl+F.
    virtual void focusSearch() { }
    /// Go to a place of this page; called after activate().
    virtual void open(const Place &) { }
    /// What the palette (Ctrl+K) offers of this page, and `?` lists where it has a shortcut. Made
    /// once, owned by the page; disabled ones are not offered.
    virtual QList<QAction *> paletteActions() const { return {}; }

protected:
    Workspace &workspace() { return m_workspace; }
    /// Puts all texts anew, in the language that now holds; called at each change of language.
    /// Texts are set here and nowhere else.
    virtual void retranslate() { }
    void changeEvent(QEvent *event) override;

Q_SIGNALS:
    /// The person opened a detail, or went back to the list, within this page: for the history.
    void placeChanged(const kith::console::Place &place);

private:
    Workspace &m_workspace;
};

} // namespace kith::console
