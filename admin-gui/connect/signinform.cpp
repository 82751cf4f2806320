// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/signinform.h"

#include <QFormLayout>

namespace kith::console {

using namespace Qt::StringLiterals;

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent), m_url(new QLineEdit(u"http://127.0.0.1:8000"_s, this)),
      m_login(new QLineEdit(this)), m_password(new QLineEdit(this)), m_problem(new QLabel(this))
{
    m_password->setEchoMode(QLineEdit::Password);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    auto *form = new QFormLayout;
    column->addStretch();
    column->addLayout(form);
    column->addStretch();
    form->addRow(tr("Server"), m_url);
    form->addRow(tr("Name or e-mail"), m_login);
    form->addRow(tr("Password"), m_password);
    auto *button = new QPushButton(tr("Sign in"), this);
    button->setDefault(true);
    form->addRow(button);
    form->addRow(m_problem);
    connect(button, &QPushButton::clicked, this, &SignInForm::signIn);
    connect(m_password, &QLineEdit::returnPressed, this, &SignInForm::signIn);
}

void SignInForm::signIn()
{
    m_api = std::make_unique<ApiClient>(QUrl(m_url->text()));
    m_api->login({.login = m_login->text(), .password = m_password->text()},
        {this, [this](Result<Token> token) { finish(std::move(token)); }});
}

void SignInForm::finish(Result<Token> token)
{
    m_problem->setText(token ? QString() : token.error().detail);
    m_password->clear();
    if (token)
        onSignedIn(std::make_unique<Workspace>(std::move(m_api), token->user));
}

} // namespace kith::console
