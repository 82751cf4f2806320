// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include <functional>

namespace kith::console {

/// A change that the server has already made and that another call can take back. Push it onto
/// Workspace::undo() when the server has answered; pushing runs nothing. Both functions only start
/// a call; what goes wrong there they report through Workspace::fail().
class ServerChange final : public QUndoCommand
{
public:
    /// `text` is what undo would take back: "suspend anna".
    ServerChange(const QString &text, std::function<void()> takeBack, std::function<void()> repeat);

    void undo() override;
    void redo() override;

private:
    std::function<void()> m_takeBack;
    std::function<void()> m_repeat;
    bool m_isPushed = false;
};

} // namespace kith::console
