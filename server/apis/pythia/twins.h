// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/time.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace kith::pythia {

/// The original kept one socket a person, and its client's development mode opens two at once of
/// which both feed the same page. So a socket of the same session that opened moments ago and has
/// said nothing is taken for a twin: it stays open and hears nothing, until it says something or
/// the other one closes. Several devices have several sessions, and all hear.
///
/// Sockets of one session may live on different reactors: locked, at opening and closing only.
class Twins
{
public:
    struct Twin
    {
        Timestamp openedAt{};
        std::atomic<bool> hasSpoken{false};
        std::atomic<bool> isSilent{false};
    };
    using Shared = std::shared_ptr<Twin>;

    static constexpr std::chrono::seconds kWithin{5};

    Shared add(SessionId session, Timestamp now)
    {
        auto twin = std::make_shared<Twin>();
        twin->openedAt = now;
        const std::lock_guard lock(m_mutex);
        std::vector<Shared> &all = m_sessions[session];
        for (const Shared &other : all) {
            if (!other->hasSpoken && now - other->openedAt < kWithin)
                other->isSilent = true;
        }
        all.push_back(twin);
        return twin;
    }
    void remove(SessionId session, const Shared &twin)
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_sessions.find(session);
        if (it == m_sessions.end())
            return;
        std::erase(it->second, twin);
        if (it->second.empty())
            m_sessions.erase(it);
        else if (!twin->isSilent)
            it->second.back()->isSilent = false;
    }

private:
    std::mutex m_mutex; // guards the map
    std::unordered_map<SessionId, std::vector<Shared>> m_sessions;
};

} // namespace kith::pythia
