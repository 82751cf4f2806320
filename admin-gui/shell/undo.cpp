// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/undo.h"

namespace kith::console {

ServerChange::ServerChange(
    const QString &text, std::function<void()> takeBack, std::function<void()> repeat)
    : QUndoCommand(text), m_takeBack(std::move(takeBack)), m_repeat(std::move(repeat))
{
}

void ServerChange::undo() { m_takeBack(); }

void ServerChange::redo()
{
    // QUndoStack::push() calls redo(): the first one is the change itself, made already.
    if (m_isPushed)
        m_repeat();
    m_isPushed = true;
}

} // namespace kith::console
