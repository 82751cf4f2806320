// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"

namespace kith::console {

/// A change that the server has made and that can be taken back.
struct Undoable
{
    QString said{}; ///< what was done, for the notice: "anna was changed"
    QString name{}; ///< of the entry of the undo stack: "edit anna"
    std::function<void()> takeBack{};
    std::function<void()> repeat{};
};

/// Puts it onto the workspace's undo stack and gives a notice with an Undo button. The functions
/// are not called once `owner`, whose they are, is gone.
void offerUndo(Workspace &workspace, QObject *owner, Undoable change);

} // namespace kith::console
