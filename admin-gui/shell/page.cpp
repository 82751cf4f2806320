// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/page.h"

#include <QEvent>

namespace kith::console {

Page::Page(Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace) { }

void Page::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace kith::console
