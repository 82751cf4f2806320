// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/shortcutsdialog.h"

#include "admingui/look/labels.h"

#include <QGridLayout>

namespace kith::console {

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(28, 24, 28, 24);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(8);
    grid->addWidget(label(TextRole::Title, this, windowTitle()), 0, 0, 1, 4);
    grid->setRowMinimumHeight(1, 6);
    QList<QAction *> listed;
    for (QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            listed.append(action);
    }
    const qsizetype rows = (listed.size() + 1) / 2; // in two columns
    for (qsizetype i = 0; i < listed.size(); ++i) {
        const int row = int(i % rows) + 2;
        const int column = int(i / rows) * 2;
        grid->addWidget(
            label(TextRole::Faint, this, listed[i]->shortcut().toString(QKeySequence::NativeText)),
            row, column);
        QString text = listed[i]->text();
        grid->addWidget(label(TextRole::Body, this, text.remove(u'&')), row, column + 1);
    }
}

} // namespace kith::console
