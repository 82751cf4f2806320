// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"

#include <QLineEdit>

namespace kith::console {

/// Address, name and password of a server that is not saved.
class SignInForm : public QWidget
{
    Q_OBJECT

public:
    explicit SignInForm(QWidget *parent = nullptr);

    std::function<void(std::unique_ptr<Workspace>)> onSignedIn;

private:
    void signIn();
    void finish(Result<Token> token);

    QLineEdit *m_url;
    QLineEdit *m_login;
    QLineEdit *m_password;
    QLabel *m_problem;
    std::unique_ptr<ApiClient> m_api;
};

} // namespace kith::console
