// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QPushButton>

namespace kith::console {

/// A push button that is an action: text, tip, whether it is offered and shown follow it, and a
/// menu of the action opens at the button.
class ActionButton final : public QPushButton
{
    Q_OBJECT

public:
    ActionButton(QAction *action, QWidget *parent);

private:
    void follow();

    QAction *m_action;
};

} // namespace kith::console
