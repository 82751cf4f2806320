// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"

#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTimer>

namespace kith::console {

class PaletteModel;

/// A line of the palette.
struct Command
{
    QIcon icon{};
    QString title{};
    QString hint{}; ///< at the right: a shortcut, a kind
    std::function<void()> run{};
};

/// Ctrl+K: one line that goes everywhere. Screens and actions are matched here, at each key; people
/// and chats are searched by the server, when typing pauses, and added as they come.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(Workspace &workspace, QWidget *over);

    /// Disabled actions are not offered.
    void open(const QList<QAction *> &actions);
    int resultCount() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void place();
    void onTyped();
    void search();
    void showFound();
    void runAt(const QModelIndex &index);
    void dismiss();
    void giveFocusBack();
    std::vector<Command> matchingActions(const QStringList &words) const;
    std::vector<Command> commandsOf(const std::vector<User> &users);
    std::vector<Command> commandsOf(const std::vector<AdminChat> &chats);

    Workspace &m_workspace;
    QWidget *m_over;
    QLineEdit *m_line;
    QListView *m_list;
    QLabel *m_empty;
    PaletteModel *m_model;
    QTimer m_pause;
    QList<QAction *> m_actions;
    std::vector<Command> m_people; ///< of the last search that was answered
    std::vector<Command> m_chats;
    int m_search = 0; ///< number of the last search: earlier answers come too late
    int m_waiting = 0; ///< answers of it that are still to come
    QPointer<QWidget> m_focusBefore;
};

} // namespace kith::console
