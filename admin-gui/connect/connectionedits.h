// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/savedconnections.h"

#include <QUndoCommand>

namespace kith::console {

/// One saved connection added (no `before`), changed, or removed (no `after`), to be taken back.
class ConnectionEdit final : public QUndoCommand
{
public:
    ConnectionEdit(SavedConnections &connections, const QString &text,
        std::optional<SavedConnection> before, std::optional<SavedConnection> after)
        : QUndoCommand(text), m_connections(connections), m_before(std::move(before)),
          m_after(std::move(after)), m_index(m_before ? connections.indexOf(m_before->id) : -1)
    {
    }
    void redo() override { turn(m_before, m_after); }
    void undo() override { turn(m_after, m_before); }

private:
    void turn(const std::optional<SavedConnection> &from, const std::optional<SavedConnection> &to)
    {
        if (from && to)
            m_connections.change(*to);
        else if (to)
            m_connections.add(*to, m_index);
        else if (from)
            m_connections.remove(from->id);
    }

    SavedConnections &m_connections;
    std::optional<SavedConnection> m_before;
    std::optional<SavedConnection> m_after;
    int m_index; ///< where a removed one stood
};

} // namespace kith::console
