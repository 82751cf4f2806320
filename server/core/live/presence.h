// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/event/event.h"

#include <shared_mutex>
#include <unordered_map>

namespace kith::core {

/// Who is online on this node. A person is online while at least one of their sockets holds a
/// lease (the socket is open and answered its last ping), and for a grace period after, so that a
/// reconnect does not flicker. Nothing of it is stored but last_seen: after a crash nobody is
/// online by mistake.
///
/// Any thread: reads are shared-locked, since the answers of readers and the writer name who is
/// online and a message to another thread for each would cost more than the lock.
class PresenceBoard
{
public:
    bool isOnline(UserId user) const;
    std::vector<UserId> online() const;
    size_t onlineCount() const; ///< as the last takeChanges() left it
    int leases(UserId user) const; ///< open sockets of the person on this node
    /// When the person was last here, if this process saw them; the database knows older times.
    std::optional<Timestamp> lastSeen(UserId user) const;

    /// A reactor's socket of this person opened (+1) or closed (-1).
    void addLease(UserId user, Timestamp now);
    void removeLease(UserId user, Timestamp now);

    /// What changed since the last call, each person once: to be called about once a second.
    /// Whoever came and went in between is told to have gone.
    /// A person whose last lease went less than `grace` ago is still online.
    struct Change
    {
        UserId user{};
        bool isOnline = false;
        Timestamp lastSeen{};
    };
    std::vector<Change> takeChanges(Timestamp now, std::chrono::milliseconds grace);

private:
    struct Entry
    {
        int leases = 0;
        bool announced = false; ///< what the last takeChanges() said
        bool touched = false; ///< is in m_touched
        Timestamp lastSeen{};
    };
    // Guards m_entries; see the class comment for why it is a lock and not a message.
    mutable std::shared_mutex m_mutex;
    std::unordered_map<UserId, Entry> m_entries;
    std::vector<UserId> m_touched;
    size_t m_announced = 0; ///< entries that are
};

} // namespace kith::core
