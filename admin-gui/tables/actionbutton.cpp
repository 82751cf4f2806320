// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/actionbutton.h"

#include <QMenu>

namespace kith::console {

ActionButton::ActionButton(QAction *action, QWidget *parent) : QPushButton(parent), m_action(action)
{
    setAutoDefault(false);
    if (action->menu())
        setMenu(action->menu());
    else
        connect(this, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(action, &QAction::visibleChanged, this, &ActionButton::follow);
    follow();
}

void ActionButton::follow()
{
    setText(m_action->text());
    setIcon(m_action->icon());
    setEnabled(m_action->isEnabled());
    setVisible(m_action->isVisible());
    // A disabled one says why, where there is a reason.
    setToolTip(m_action->toolTip() == m_action->text() ? QString() : m_action->toolTip());
    setAccessibleDescription(toolTip());
}

} // namespace kith::console
