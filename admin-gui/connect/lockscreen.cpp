// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/lockscreen.h"

#include "admingui/look/labels.h"

#include <QEvent>
#include <QVBoxLayout>

namespace kith::console {

using namespace Qt::StringLiterals;

LockScreen::LockScreen(
    const QUrl &server, const QString &serverName, const User &self, QWidget *parent)
    : QWidget(parent), m_server(server), m_serverName(serverName), m_self(self),
      m_title(label(TextRole::Title, this)), m_who(label(TextRole::Faint, this)),
      m_password(new QLineEdit(this)), m_problem(label(TextRole::Body, this)),
      m_unlock(new QPushButton(this)), m_signOut(new QPushButton(this))
{
    build();
    retranslate();
    connect(m_unlock, &QPushButton::clicked, this, &LockScreen::submit);
    connect(m_password, &QLineEdit::returnPressed, this, &LockScreen::submit);
    connect(m_signOut, &QPushButton::clicked, this, &LockScreen::signOutWanted);
}

void LockScreen::build()
{
    m_password->setEchoMode(QLineEdit::Password);
    m_problem->setWordWrap(true);
    setLevel(m_problem, "critical");
    setStyleProperty(m_unlock, "role", u"main"_s);
    auto *sheet = new QFrame(this);
    sheet->setObjectName(u"card"_s);
    sheet->setFixedWidth(400);
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(28, 24, 28, 24);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_who);
    column->addWidget(m_password);
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_signOut);
    buttons->addStretch();
    buttons->addWidget(m_unlock);
    column->addLayout(buttons);
    auto *outer = new QVBoxLayout(this);
    outer->addStretch();
    outer->addWidget(sheet, 0, Qt::AlignHCenter);
    outer->addStretch();
}

void LockScreen::retranslate()
{
    m_title->setText(tr("Locked"));
    m_who->setText(tr("%1 on %2").arg(m_self.username, m_serverName));
    m_password->setPlaceholderText(tr("Password"));
    m_password->setAccessibleName(tr("Password"));
    m_unlock->setText(tr("Unlock"));
    m_signOut->setText(tr("Sign out"));
}

void LockScreen::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LockScreen::showEvent(QShowEvent *event)
{
    m_password->setFocus();
    QWidget::showEvent(event);
}

void LockScreen::submit()
{
    if (m_attempt || m_password->text().isEmpty())
        return;
    m_unlock->setEnabled(false);
    m_attempt = new SignIn(m_server, this);
    m_attempt->onSignedIn = [this](SignedIn signedIn) { judge(std::move(signedIn)); };
    m_attempt->onFailed = [this](const SignInFailure &failure) {
        std::exchange(m_attempt, nullptr)->deleteLater();
        m_unlock->setEnabled(true);
        m_problem->setText(sentence(failure, m_server));
        m_password->selectAll();
    };
    m_attempt->withPassword(m_self.username, m_password->text());
    m_password->clear();
}

void LockScreen::judge(SignedIn signedIn)
{
    std::exchange(m_attempt, nullptr)->deleteLater();
    ApiClient *api = signedIn.api.release();
    api->logout([api](const Result<void> &) { api->deleteLater(); });
    if (signedIn.self.id == m_self.id)
        Q_EMIT unlocked();
}

} // namespace kith::console
