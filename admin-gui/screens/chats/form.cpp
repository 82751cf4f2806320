// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/form.h"

#include "admingui/look/labels.h"
#include "admingui/screens/chats/table.h"

#include <QBoxLayout>
#include <QDialogButtonBox>

namespace kith::console {

using namespace Qt::StringLiterals;

ChatForm::ChatForm(Workspace &workspace, const AdminChat &chat, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_chat(chat), m_public(new QCheckBox(this)),
      m_problem(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"chatform"_s);
    setWindowTitle(tr("Edit %1").arg(ChatTable::nameOf(chat)));
    auto *form = new QFormLayout;
    m_fields = new FormFields(form, this);
    Rules name = rulesOf<AdminChatChange>("name");
    name.required = true;
    m_fields->add("name", tr("Name"), name)->setText(chat.name);
    m_fields->add("topic", tr("Topic"), rulesOf<AdminChatChange>("topic"))->setText(chat.topic);
    if (chat.kind == ChatKind::Channel) {
        m_public->setText(tr("Anybody may find and join it"));
        m_public->setChecked(chat.isPublic);
        m_fields->addEditor("is_public", tr("Public"), m_public);
    } else {
        m_public->hide();
    }
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    setLevel(m_problem, "critical");
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(u"accept"_s);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &ChatForm::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    setMinimumWidth(460);
}

AdminChatChange ChatForm::differences(AdminChatChange &back) const
{
    AdminChatChange change;
    const auto compare = [&](auto AdminChatChange::*member, const auto &old, const auto &now) {
        if (old == now)
            return;
        change.*member = now;
        back.*member = old;
    };
    compare(&AdminChatChange::name, m_chat.name, m_fields->text("name"));
    compare(&AdminChatChange::topic, m_chat.topic, m_fields->text("topic"));
    if (m_chat.kind == ChatKind::Channel)
        compare(&AdminChatChange::isPublic, m_chat.isPublic, m_public->isChecked());
    return change;
}

void ChatForm::save()
{
    m_problem->hide();
    AdminChatChange back;
    const AdminChatChange change = differences(back);
    if (!m_fields->isValid())
        return;
    if (change == AdminChatChange())
        return accept();
    m_save->setEnabled(false);
    m_workspace.admin().changeChat(
        m_chat.id, change, Callback<AdminChat>(this, [this, change, back](Result<AdminChat> now) {
            if (now) {
                Q_EMIT changed(*now, change, back);
                return accept();
            }
            m_save->setEnabled(true);
            const QString rest = m_fields->show(now.error());
            m_problem->setText(rest);
            m_problem->setVisible(!rest.isEmpty());
        }));
}

} // namespace kith::console
