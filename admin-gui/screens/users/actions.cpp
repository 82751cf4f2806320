// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/actions.h"

#include "admingui/tables/celltext.h"

#include <QMenu>

namespace kith::console {

UserActions::UserActions(QWidget *parent)
    : QObject(parent), m_edit(new QAction(parent)), m_suspend(add(parent, UserAction::Suspend)),
      m_reactivate(add(parent, UserAction::Reactivate)), m_roles(new QAction(parent)),
      m_endSessions(add(parent, UserAction::EndSessions)), m_link(new QAction(parent))
{
    m_roles->setMenu(new QMenu(parent));
    for (size_t i = 0; i < m_makeRole.size(); ++i) {
        m_makeRole[i] = add(parent, UserAction::SetRole, static_cast<UserRole>(i));
        m_roles->menu()->addAction(m_makeRole[i]);
    }
    connect(m_edit, &QAction::triggered, this, &UserActions::editWanted);
    connect(m_link, &QAction::triggered, this, &UserActions::linkWanted);
    retranslate();
}

QAction *UserActions::add(QWidget *parent, UserAction action, std::optional<UserRole> role)
{
    auto *made = new QAction(parent);
    connect(
        made, &QAction::triggered, this, [this, action, role] { Q_EMIT bulkWanted(action, role); });
    return made;
}

QList<QAction *> UserActions::all() const
{
    return {m_edit, m_suspend, m_reactivate, m_roles, m_endSessions, m_link};
}

void UserActions::update(const Target &target, const User &self, bool isReadOnly)
{
    const bool hasSome = target.count > 0 && !isReadOnly;
    for (QAction *act : {m_suspend, m_reactivate, m_endSessions, m_roles}) {
        act->setEnabled(hasSome);
        act->setToolTip({});
    }
    for (QAction *act : {m_edit, m_link}) {
        act->setEnabled(hasSome && target.only);
        act->setToolTip({});
    }
    for (size_t i = 0; i < m_makeRole.size(); ++i)
        m_makeRole[i]->setEnabled(hasSome && static_cast<UserRole>(i) <= self.role);
    m_suspend->setVisible(!target.only || target.only->isActive);
    m_reactivate->setVisible(!target.only || !target.only->isActive);
    if (hasSome && target.only)
        refuse(*target.only, self);
}

/// Why the server would refuse, said before it is asked. For many at once it is asked all the same:
/// the dry run tells of each.
void UserActions::refuse(const User &only, const User &self)
{
    const auto explain = [](QAction *act, const QString &why) {
        act->setEnabled(false);
        act->setToolTip(why);
    };
    if (only.id == self.id) {
        explain(m_suspend, tr("You cannot suspend yourself: another admin can."));
        explain(m_roles, tr("Nobody changes their own role: another owner does."));
    } else if (only.role > self.role) {
        for (QAction *act : all())
            explain(act, tr("Only an owner may change an owner."));
    }
}

void UserActions::retranslate()
{
    m_edit->setText(tr("Edit…"));
    m_suspend->setText(tr("Suspend…"));
    m_reactivate->setText(tr("Reactivate…"));
    m_roles->setText(tr("Role"));
    m_endSessions->setText(tr("End sessions…"));
    m_link->setText(tr("Password link…"));
    for (size_t i = 0; i < m_makeRole.size(); ++i)
        m_makeRole[i]->setText(tr("Make %1…").arg(readable(static_cast<UserRole>(i))));
}

} // namespace kith::console
