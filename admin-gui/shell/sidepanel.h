// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"

#include <QFrame>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>

namespace kith::console {

/// The window's left edge: which server this is, the list of screens, whether what they show is
/// live, and the menu of the person who is signed in.
class SidePanel : public QFrame
{
    Q_OBJECT

public:
    explicit SidePanel(Workspace &workspace, QWidget *parent = nullptr);

    void setCurrent(int page);
    /// Filled by the owner each time it is about to be shown, so that its texts are fresh.
    QMenu *menu() { return m_menu; }

Q_SIGNALS:
    void pageWanted(int page);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void retranslate();
    void showState();

    Workspace &m_workspace;
    QLabel *m_server;
    QLabel *m_address;
    QListWidget *m_list;
    QLabel *m_readOnly;
    QLabel *m_state;
    QPushButton *m_account;
    QMenu *m_menu;
};

} // namespace kith::console
