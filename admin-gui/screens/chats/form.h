// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/acts/formfields.h"
#include "admingui/shell/workspace.h"
#include "shared/model/adminchat.h"

#include <QCheckBox>
#include <QDialog>
#include <QPushButton>

namespace kith::console {

/// The name and topic of a chat, and whether a channel is public. Stays open until the server has
/// taken it; only what differs is sent.
class ChatForm final : public QDialog
{
    Q_OBJECT

public:
    ChatForm(Workspace &workspace, const AdminChat &chat, QWidget *parent);

Q_SIGNALS:
    /// `back` would undo it.
    void changed(const kith::AdminChat &now, const kith::AdminChatChange &change,
        const kith::AdminChatChange &back);

private:
    void save();
    AdminChatChange differences(AdminChatChange &back) const;

    Workspace &m_workspace;
    AdminChat m_chat;
    FormFields *m_fields;
    QCheckBox *m_public;
    QLabel *m_problem;
    QPushButton *m_save;
};

} // namespace kith::console
