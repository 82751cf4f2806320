// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/signin.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace kith::console {

/// Asks for name and password of one server and signs in; stays open, with what was typed, until
/// that works or the person gives up. Shown with open().
class SignInDialog : public QDialog
{
    Q_OBJECT

public:
    /// `remark`, if any, is why the person is asked, such as a sign-in that has ended.
    SignInDialog(const SavedConnection &connection, const QString &remark, QWidget *parent);

    /// Called once, then the dialog is accepted. `stay`: keep the sign-in for the next start.
    std::function<void(SignedIn, bool stay)> onSignedIn;
    /// What tokens are kept in, said beside the box.
    void setKeeping(bool isLasting, const QString &whyNot);
    void setPassword(const QString &password) { m_password->setText(password); }

private:
    void build();
    void submit();
    void showFailure(const QString &text);
    void setBusy(bool isBusy);

    SavedConnection m_connection;
    QLabel *m_remark;
    QLineEdit *m_login;
    QLineEdit *m_password;
    QCheckBox *m_stay;
    QLabel *m_keeping;
    QPushButton *m_submit;
    SignIn *m_attempt = nullptr;
};

} // namespace kith::console
