// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limiter.h"
#include "shared/time.h"

#include <QByteArray>

#include <array>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace kith::net {

/// The figures of one limiter: at most `burst` at once, and one more each `interval`.
struct RateLimit
{
    Limiter limiter;
    std::chrono::nanoseconds interval;
    int burst;
};

/// Every rate limit of the process (docs/security.md, "Limits"). Shared by all reactors, since one
/// person's sockets are spread over them; any thread. A key costs an entry only while it owes time.
///
/// The generic cell rate algorithm: of each key only the time is kept at which it will owe nothing.
class RateLimits
{
public:
    /// No limits: nothing is ever refused (limits.profile=off).
    explicit RateLimits(std::vector<RateLimit> limits, const Clock &clock);

    /// Takes one; answers how long to wait when there is none left, and nothing is taken then.
    /// A limiter without figures limits nothing: it was switched off.
    std::optional<std::chrono::seconds> take(Limiter limiter, quint64 key);
    /// Of what take() has taken, because it turned out not to count.
    void giveBack(Limiter limiter, quint64 key);
    /// Whether one could be taken now, without taking it.
    std::optional<std::chrono::seconds> peek(Limiter limiter, quint64 key) const;

    size_t size() const; ///< keys that owe time or did lately, for tests and metrics
    static quint64 keyOf(QByteArrayView text);

private:
    using Nanos = std::chrono::nanoseconds;
    static constexpr size_t kShards = 16;
    static constexpr size_t kSweepAt = 20'000; // entries of a shard before the paid-off ones go
    struct Shard
    {
        // Guards the entries: a token is taken in a few dozen nanoseconds, and asking another
        // thread for it would cost a hundred times that.
        mutable std::mutex mutex;
        std::unordered_map<quint64, Nanos> owesUntil;
        size_t sweepAt = kSweepAt;
    };

    struct Place
    {
        const RateLimit &limit;
        quint64 key;
    };
    std::optional<Place> placeOf(Limiter limiter, quint64 key) const;
    std::optional<std::chrono::seconds> waitAt(const Place &place, Nanos owed, Nanos now) const;
    Nanos now() const { return m_clock.steady().time_since_epoch(); }

    std::array<std::optional<RateLimit>, enumNames<Limiter>.size()> m_limits{}; // by Limiter
    const Clock &m_clock;
    mutable std::array<Shard, kShards> m_shards;
};

} // namespace kith::net
