// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/acts/undoable.h"

#include "admingui/shell/undo.h"

#include <QCoreApplication>
#include <QPointer>

namespace kith::console {

void offerUndo(Workspace &workspace, QObject *owner, Undoable change)
{
    const auto guarded = [owner = QPointer(owner)](std::function<void()> run) {
        return [owner, run = std::move(run)] {
            if (owner)
                run();
        };
    };
    QUndoStack &stack = workspace.undo();
    stack.push(new ServerChange(
        change.name, guarded(std::move(change.takeBack)), guarded(std::move(change.repeat))));
    workspace.notify({.text = change.said,
        .actionText = QCoreApplication::translate("kith::console::offerUndo", "Undo"),
        .action = [&stack, at = stack.index()] {
            if (stack.index() == at) // else something newer would be undone
                stack.undo();
        }});
}

} // namespace kith::console
