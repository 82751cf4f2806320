// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/time.h"

#include <QString>

#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace kith::messenger {

/// The same text of the same person in the same chat within a second is a finger that slipped: it
/// is refused. Any thread: sockets of one person may live on several reactors. Bounded by what is
/// sent within a second.
class DuplicateGuard
{
public:
    static constexpr std::chrono::milliseconds kWindow{1'000};

    /// Nothing: go on, and remember it. Else the time to wait.
    std::optional<std::chrono::milliseconds> refuse(
        ChatId chat, UserId user, const QString &text, Timestamp now);

private:
    void forgetOld(Timestamp now);

    std::mutex m_mutex; // guards both; held for a look-up
    std::unordered_map<size_t, Timestamp> m_sent;
    std::deque<std::pair<Timestamp, size_t>> m_byAge;
};

} // namespace kith::messenger
