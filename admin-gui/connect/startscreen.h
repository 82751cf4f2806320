// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/savedconnections.h"
#include "admingui/connect/tokenstore.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QUndoStack>
#include <QWidget>

namespace kith::console {

class ConnectionModel;
class Toasts;

/// The first screen: the saved connections, and a line to connect to any other address.
class StartScreen : public QWidget
{
    Q_OBJECT

public:
    StartScreen(SavedConnections &connections, TokenStore &tokens, QWidget *parent = nullptr);

    /// Says below the list that somebody is being signed in, or, empty, nothing.
    void setProgress(const QString &text);
    QUndoStack &undo() { return m_undo; }

Q_SIGNALS:
    /// The person wants in. A connection without an id is not saved.
    void wanted(const kith::console::SavedConnection &connection);
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildList();
    QWidget *buildEmpty();
    void addShortcuts();
    void retranslate();
    void updateButtons();
    void quickConnect();
    void openSelected();
    void editNew();
    void editSelected();
    void duplicateSelected();
    void removeSelected();
    void select(const QString &id);
    std::optional<SavedConnection> selected() const;

    SavedConnections &m_connections;
    TokenStore &m_tokens;
    ConnectionModel *m_model;
    QUndoStack m_undo;
    Toasts *m_toasts;
    QLabel *m_title;
    QLabel *m_subtitle;
    QLineEdit *m_address;
    QPushButton *m_quick;
    QStackedWidget *m_middle;
    QListView *m_list;
    QLabel *m_emptyTitle;
    QLabel *m_emptyText;
    QPushButton *m_open;
    QPushButton *m_new;
    QPushButton *m_edit;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QWidget *m_progressRow;
    QLabel *m_progress;
    QPushButton *m_cancel;
    QLabel *m_keeping;
};

} // namespace kith::console
