// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/form.h"

#include "admingui/look/labels.h"
#include "admingui/tables/celltext.h"

#include <QBoxLayout>
#include <QDialogButtonBox>

namespace kith::console {

using namespace Qt::StringLiterals;

UserForm::UserForm(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_role(new QComboBox(this)),
      m_about(new QPlainTextEdit(this)), m_problem(new QLabel(this))
{
    build(tr("New user"), tr("Create"));
    m_about->hide();
}

UserForm::UserForm(Workspace &workspace, const User &user, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_user(user), m_role(new QComboBox(this)),
      m_about(new QPlainTextEdit(this)), m_problem(new QLabel(this))
{
    build(tr("Edit %1").arg(user.username), tr("Save"));
    m_fields->setText("username", user.username);
    m_fields->setText("email", user.email.value_or(QString()));
    m_fields->setText("full_name", user.fullName);
    m_fields->setText("title", user.title);
    m_fields->setText("team", user.team);
    m_about->setPlainText(user.about);
}

void UserForm::build(const QString &title, const QString &verb)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"userform"_s);
    setWindowTitle(title);
    auto *form = new QFormLayout;
    m_fields = new FormFields(form, this);
    m_fields->add("username", tr("Username"), rulesOf<NewUser>("username"));
    m_fields->add("email", tr("E-mail"), rulesOf<NewUser>("email"));
    m_fields->add("full_name", tr("Full name"), rulesOf<NewUser>("full_name"));
    m_fields->add("title", tr("Title"), rulesOf<NewUser>("title"));
    m_fields->add("team", tr("Team"), rulesOf<NewUser>("team"));
    fillRoles();
    m_fields->addEditor("role", tr("Role"), m_role);
    if (m_user) {
        m_about->setTabChangesFocus(true);
        m_about->setMaximumHeight(90);
        m_about->setAccessibleName(tr("About"));
        m_fields->addEditor("about", tr("About"), m_about);
    }
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    setLevel(m_problem, "critical");
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(verb, QDialogButtonBox::ActionRole);
    m_save->setObjectName(u"accept"_s);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &UserForm::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    setMinimumWidth(460);
}

void UserForm::fillRoles()
{
    const UserRole own = m_workspace.self().role;
    for (const auto &row : enumNames<UserRole>) {
        // Nobody grants a role above their own; what the person has now is always shown.
        if (row.value <= own || (m_user && m_user->role == row.value))
            m_role->addItem(readable(row.value), static_cast<int>(row.value));
    }
    m_role->setCurrentIndex(
        m_role->findData(static_cast<int>(m_user ? m_user->role : UserRole::User)));
    m_role->setAccessibleName(tr("Role"));
    if (m_user && m_user->id == m_workspace.self().id) {
        m_role->setEnabled(false);
        m_role->setToolTip(tr("Nobody changes their own role: another owner does."));
    }
}

void UserForm::save()
{
    m_problem->hide();
    if (!m_fields->isValid())
        return;
    setBusy(true);
    if (m_user)
        change();
    else
        create();
}

void UserForm::create()
{
    const NewUser in{.username = m_fields->text("username"),
        .email = m_fields->text("email"),
        .fullName = m_fields->text("full_name"),
        .title = m_fields->text("title"),
        .team = m_fields->text("team"),
        .role = static_cast<UserRole>(m_role->currentData().toInt())};
    m_workspace.admin().createUser(
        in, Callback<CreatedUser>(this, [this](Result<CreatedUser> done) {
            if (!done)
                return failed(done.error());
            Q_EMIT created(*done);
            accept();
        }));
}

AdminUserChange UserForm::differences(AdminUserChange &back) const
{
    AdminUserChange change;
    const auto compare = [&](auto AdminUserChange::*member, const auto &old, const auto &now) {
        if (old == now)
            return;
        change.*member = now;
        back.*member = old;
    };
    compare(&AdminUserChange::username, m_user->username, m_fields->text("username"));
    compare(&AdminUserChange::email, m_user->email.value_or(QString()), m_fields->text("email"));
    compare(&AdminUserChange::fullName, m_user->fullName, m_fields->text("full_name"));
    compare(&AdminUserChange::title, m_user->title, m_fields->text("title"));
    compare(&AdminUserChange::team, m_user->team, m_fields->text("team"));
    compare(&AdminUserChange::about, m_user->about, m_about->toPlainText());
    compare(
        &AdminUserChange::role, m_user->role, static_cast<UserRole>(m_role->currentData().toInt()));
    return change;
}

void UserForm::change()
{
    AdminUserChange back;
    const AdminUserChange change = differences(back);
    if (change == AdminUserChange())
        return accept();
    m_workspace.admin().changeUser(
        m_user->id, change, Callback<User>(this, [this, change, back](Result<User> now) {
            if (!now)
                return failed(now.error());
            Q_EMIT changed(*now, change, back);
            accept();
        }));
}

void UserForm::failed(const Error &error)
{
    setBusy(false);
    const QString rest = m_fields->show(error);
    m_problem->setText(rest);
    m_problem->setVisible(!rest.isEmpty());
}

void UserForm::setBusy(bool on) { m_save->setEnabled(!on); }

} // namespace kith::console
