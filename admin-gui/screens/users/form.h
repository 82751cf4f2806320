// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/acts/formfields.h"
#include "admingui/shell/workspace.h"
#include "shared/model/adminuser.h"

#include <QComboBox>
#include <QDialog>
#include <QPlainTextEdit>
#include <QPushButton>

namespace kith::console {

/// A new person, or the changes of one. It stays open until the server has taken it. On the GUI
/// thread; shown with open().
class UserForm final : public QDialog
{
    Q_OBJECT

public:
    /// Somebody new.
    UserForm(Workspace &workspace, QWidget *parent);
    /// Somebody who is there: only what differs is sent.
    UserForm(Workspace &workspace, const User &user, QWidget *parent);

Q_SIGNALS:
    void created(const kith::CreatedUser &created);
    /// `back` would undo it.
    void changed(const kith::User &now, const kith::AdminUserChange &change,
        const kith::AdminUserChange &back);

private:
    void build(const QString &title, const QString &verb);
    void fillRoles();
    void save();
    void create();
    void change();
    AdminUserChange differences(AdminUserChange &back) const;
    void failed(const Error &error);
    void setBusy(bool on);

    Workspace &m_workspace;
    std::optional<User> m_user;
    FormFields *m_fields = nullptr;
    QComboBox *m_role;
    QPlainTextEdit *m_about;
    QLabel *m_problem;
    QPushButton *m_save = nullptr;
};

} // namespace kith::console
