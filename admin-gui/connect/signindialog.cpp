// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/signindialog.h"

#include "admingui/look/labels.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace kith::console {

using namespace Qt::StringLiterals;

SignInDialog::SignInDialog(
    const SavedConnection &connection, const QString &remark, QWidget *parent)
    : QDialog(parent), m_connection(connection), m_remark(label(TextRole::Body, this, remark)),
      m_login(new QLineEdit(connection.login, this)), m_password(new QLineEdit(this)),
      m_stay(new QCheckBox(tr("Stay signed in on this computer"), this)),
      m_keeping(label(TextRole::Faint, this)), m_submit(new QPushButton(tr("Sign in"), this))
{
    setWindowTitle(tr("Sign in to %1").arg(connection.title()));
    build();
    m_remark->setVisible(!remark.isEmpty());
    m_stay->setChecked(true);
    (m_login->text().isEmpty() ? m_login : m_password)->setFocus();
}

void SignInDialog::build()
{
    setMinimumWidth(420);
    m_remark->setObjectName(u"problem"_s);
    m_remark->setWordWrap(true);
    m_keeping->setWordWrap(true);
    m_password->setEchoMode(QLineEdit::Password);
    m_submit->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, &SignInDialog::submit);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(10);
    column->addWidget(label(TextRole::Title, this, m_connection.title()));
    if (!m_connection.name.isEmpty())
        column->addWidget(label(TextRole::Faint, this, m_connection.url.toDisplayString()));
    column->addWidget(m_remark);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Name or e-mail"), m_login);
    form->addRow(tr("&Password"), m_password);
    form->addRow(QString(), m_stay);
    form->addRow(QString(), m_keeping);
    column->addLayout(form);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);
    column->addLayout(buttons);
}

void SignInDialog::setKeeping(bool isLasting, const QString &whyNot)
{
    m_keeping->setText(isLasting
            ? tr("Kept in the system's keychain; the password is not.")
            : tr("%1 The sign-in is forgotten when the console closes.").arg(whyNot));
    setLevel(m_keeping, isLasting ? "" : "warning");
}

void SignInDialog::submit()
{
    if (m_attempt)
        return;
    if (m_login->text().trimmed().isEmpty() || m_password->text().isEmpty())
        return showFailure(tr("Please enter your name and your password."));
    setBusy(true);
    m_attempt = new SignIn(m_connection.url, this);
    m_attempt->onSignedIn = [this](SignedIn signedIn) {
        m_password->clear();
        setBusy(false);
        onSignedIn(std::move(signedIn), m_stay->isChecked());
        accept();
    };
    m_attempt->onFailed = [this](const SignInFailure &failure) {
        setBusy(false);
        showFailure(sentence(failure, m_connection.url));
        m_password->selectAll();
        m_password->setFocus();
    };
    m_attempt->withPassword(m_login->text().trimmed(), m_password->text());
}

void SignInDialog::showFailure(const QString &text)
{
    m_remark->setText(text);
    setLevel(m_remark, "critical");
    m_remark->setVisible(true);
}

void SignInDialog::setBusy(bool isBusy)
{
    if (!isBusy && m_attempt)
        std::exchange(m_attempt, nullptr)->deleteLater();
    m_submit->setEnabled(!isBusy);
    m_submit->setText(isBusy ? tr("Signing in…") : tr("Sign in"));
    for (QLineEdit *field : {m_login, m_password})
        field->setReadOnly(isBusy);
}

} // namespace kith::console
