// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/model/adminsession.h"

#include <QString>

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace kith::core {

/// One open socket that somebody is signed in on. What does not change is plain; the figures are
/// written by the socket's reactor alone, with plain stores, and read by anyone.
struct SocketInfo
{
    SocketId id{};
    UserId user{};
    SessionId session{};
    QString dialect{};
    QString client{}; ///< User-Agent, cut to 200 characters
    QString address{};
    Timestamp connectedAt{};

    std::atomic<qint64> bytesQueued{0};
    std::atomic<qint64> framesSent{0};
    std::atomic<qint64> framesReceived{0};
    std::atomic<qint64> roundTripMicros{-1}; ///< -1: no ping was answered yet
    std::atomic<int> streams{0};

    /// By the owning reactor only: no other thread adds.
    static void bump(std::atomic<qint64> &counter)
    {
        counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    }
};

/// The sockets of this node, for those who look after it. Nothing of it is stored.
///
/// Any thread: the lock is held for a look-up or while pointers are copied, and only consoles and
/// opening or closing sockets take it; asking every reactor by message would make a console's
/// refresh wait for the busiest of them.
class Roster
{
public:
    using Shared = std::shared_ptr<SocketInfo>;

    void add(Shared socket);
    void remove(SocketId socket);

    std::shared_ptr<const SocketInfo> find(SocketId socket) const;
    /// All of them, newest first.
    std::vector<std::shared_ptr<const SocketInfo>> all() const;
    int countOf(SessionId session) const;

private:
    mutable std::mutex m_mutex; ///< guards the two maps; see the class comment
    std::unordered_map<SocketId, Shared> m_sockets;
    std::unordered_map<SessionId, int> m_bySession;
};

} // namespace kith::core
