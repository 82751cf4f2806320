// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/roster.h"

#include <algorithm>

namespace kith::core {

void Roster::add(Shared socket)
{
    const std::scoped_lock lock(m_mutex);
    ++m_bySession[socket->session];
    const SocketId id = socket->id;
    m_sockets.emplace(id, std::move(socket));
}

void Roster::remove(SocketId socket)
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_sockets.find(socket);
    if (it == m_sockets.end())
        return;
    const auto session = m_bySession.find(it->second->session);
    if (--session->second == 0)
        m_bySession.erase(session);
    m_sockets.erase(it);
}

std::shared_ptr<const SocketInfo> Roster::find(SocketId socket) const
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_sockets.find(socket);
    return it == m_sockets.end() ? nullptr : it->second;
}

std::vector<std::shared_ptr<const SocketInfo>> Roster::all() const
{
    std::vector<std::shared_ptr<const SocketInfo>> sockets;
    {
        const std::scoped_lock lock(m_mutex);
        sockets.reserve(m_sockets.size());
        for (const auto &[id, socket] : m_sockets)
            sockets.push_back(socket);
    }
    std::sort(
        sockets.begin(), sockets.end(), [](const auto &a, const auto &b) { return a->id > b->id; });
    return sockets;
}

int Roster::countOf(SessionId session) const
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_bySession.find(session);
    return it == m_bySession.end() ? 0 : it->second;
}

} // namespace kith::core
