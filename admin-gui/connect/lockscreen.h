// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/signin.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace kith::console {

/// Hides the screens until the same person gives the password again. The server judges it: by a
/// sign-in that is ended at once. The locked session goes on meanwhile, unseen.
class LockScreen : public QWidget
{
    Q_OBJECT

public:
    LockScreen(
        const QUrl &server, const QString &serverName, const User &self, QWidget *parent = nullptr);

Q_SIGNALS:
    void unlocked();
    void signOutWanted();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void retranslate();
    void submit();
    void judge(SignedIn signedIn);

    QUrl m_server;
    QString m_serverName;
    User m_self;
    QLabel *m_title;
    QLabel *m_who;
    QLineEdit *m_password;
    QLabel *m_problem;
    QPushButton *m_unlock;
    QPushButton *m_signOut;
    SignIn *m_attempt = nullptr;
};

} // namespace kith::console
