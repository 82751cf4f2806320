// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace kith::core {

/// Which people have a socket open on which chat: sockets of one chat, and rooms that a socket
/// joined. Of all reactors of this node; in memory only, so that after a crash nobody is in a room
/// by mistake. Holds no more than there are sockets times the rooms that each may join.
///
/// Any thread: a socket that enters asks at once who is there, so a message to another thread and
/// back would hold up its first frame; reads share the lock.
class RoomBoard
{
public:
    /// One more socket of the person. True: their first there.
    bool enter(ChatId chat, UserId user);
    /// One socket less. True: it was their last there. False also when they had none.
    bool leave(ChatId chat, UserId user);

    /// In the order in which each first entered.
    std::vector<UserId> people(ChatId chat) const;
    bool has(ChatId chat, UserId user) const;

    struct Counts
    {
        size_t people = 0; ///< with any room
        size_t pairs = 0; ///< (person, chat)
    };
    Counts counts() const;

private:
    struct Place
    {
        int sockets = 0;
        quint64 order = 0;
    };
    // Guards all that follows; see the class comment for why it is a lock and not a message.
    mutable std::shared_mutex m_mutex;
    std::unordered_map<ChatId, std::unordered_map<UserId, Place>> m_rooms;
    std::unordered_map<UserId, size_t> m_roomsOf; ///< how many, of those who have any
    size_t m_pairs = 0;
    quint64 m_entered = 0;
};

} // namespace kith::core
