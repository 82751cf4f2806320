// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"
#include "shared/model/adminchat.h"

#include <QWidget>

namespace kith::console {

/// What the console does to chats, the same from the list and from a detail; all of it can be
/// undone. On the GUI thread.
class ChatActs final : public QObject
{
    Q_OBJECT

public:
    /// `window` shows the dialogs and owns this.
    ChatActs(Workspace &workspace, QWidget *window);

    void edit(const AdminChat &chat);
    /// Asks first, and says what follows.
    void setArchived(const std::vector<AdminChat> &chats, bool on);

Q_SIGNALS:
    void changed(); ///< something is different now: read again

private:
    void archive(const std::vector<ChatId> &chats, bool on, bool isNew);
    void apply(ChatId id, const AdminChatChange &change, const QString &said);

    Workspace &m_workspace;
    QWidget *m_window;
};

} // namespace kith::console
