// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/presence.h"

#include <mutex>

namespace kith::core {

bool PresenceBoard::isOnline(UserId user) const
{
    const std::shared_lock lock(m_mutex);
    const auto it = m_entries.find(user);
    return it != m_entries.end() && (it->second.leases > 0 || it->second.announced);
}

int PresenceBoard::leases(UserId user) const
{
    const std::shared_lock lock(m_mutex);
    const auto it = m_entries.find(user);
    return it == m_entries.end() ? 0 : it->second.leases;
}

std::vector<UserId> PresenceBoard::online() const
{
    std::vector<UserId> users;
    const std::shared_lock lock(m_mutex);
    for (const auto &[user, entry] : m_entries) {
        if (entry.leases > 0 || entry.announced)
            users.push_back(user);
    }
    return users;
}

size_t PresenceBoard::onlineCount() const
{
    const std::shared_lock lock(m_mutex);
    return m_announced;
}

std::optional<Timestamp> PresenceBoard::lastSeen(UserId user) const
{
    const std::shared_lock lock(m_mutex);
    const auto it = m_entries.find(user);
    if (it == m_entries.end())
        return std::nullopt;
    return it->second.lastSeen;
}

void PresenceBoard::addLease(UserId user, Timestamp now)
{
    const std::unique_lock lock(m_mutex);
    Entry &entry = m_entries[user];
    ++entry.leases;
    entry.lastSeen = std::max(entry.lastSeen, now);
    if (!entry.announced && !entry.touched) {
        entry.touched = true;
        m_touched.push_back(user);
    }
}

void PresenceBoard::removeLease(UserId user, Timestamp now)
{
    const std::unique_lock lock(m_mutex);
    const auto it = m_entries.find(user);
    if (it == m_entries.end() || it->second.leases == 0)
        return;
    Entry &entry = it->second;
    --entry.leases;
    entry.lastSeen = std::max(entry.lastSeen, now);
    if (entry.leases == 0 && !entry.touched) {
        entry.touched = true;
        m_touched.push_back(user);
    }
}

std::vector<PresenceBoard::Change> PresenceBoard::takeChanges(
    Timestamp now, std::chrono::milliseconds grace)
{
    std::vector<Change> changes;
    const std::unique_lock lock(m_mutex);
    std::vector<UserId> waiting; // gone, and still within the grace
    for (const UserId user : m_touched) {
        Entry &entry = m_entries[user];
        const bool online = entry.leases > 0;
        if (!online && entry.announced && now - entry.lastSeen < grace) {
            waiting.push_back(user);
            continue;
        }
        entry.touched = false;
        const bool cameAndWent = !online && !entry.announced; // somebody may have seen them
        if (online != entry.announced || cameAndWent)
            changes.push_back({user, online, entry.lastSeen});
        if (online != entry.announced) {
            entry.announced = online;
            online ? ++m_announced : --m_announced;
        }
    }
    m_touched = std::move(waiting);
    return changes;
}

} // namespace kith::core
