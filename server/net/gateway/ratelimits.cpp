// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway/ratelimits.h"

#include <QHash>

#include <algorithm>

namespace kith::net {

using std::chrono::seconds;

RateLimits::RateLimits(std::vector<RateLimit> limits, const Clock &clock) : m_clock(clock)
{
    for (const RateLimit &limit : limits)
        m_limits.at(static_cast<size_t>(limit.limiter)) = limit;
}

quint64 RateLimits::keyOf(QByteArrayView text)
{
    // Qt's hash is seeded per process: nobody can aim at another's key from outside.
    return qHash(text, 0x6b697468u);
}

std::optional<RateLimits::Place> RateLimits::placeOf(Limiter limiter, quint64 key) const
{
    const auto i = static_cast<size_t>(limiter);
    if (!m_limits[i])
        return {};
    return Place{*m_limits[i], (key ^ (key >> 29)) * 0x9E3779B97F4A7C15ull + i};
}

std::optional<seconds> RateLimits::waitAt(const Place &place, Nanos owed, Nanos now) const
{
    const Nanos allowance = place.limit.interval * (place.limit.burst - 1);
    const Nanos early = std::max(owed, now) - now - allowance;
    if (early <= Nanos::zero())
        return {};
    return std::max(seconds(1), std::chrono::ceil<seconds>(early));
}

std::optional<seconds> RateLimits::take(Limiter limiter, quint64 key)
{
    const auto place = placeOf(limiter, key);
    if (!place)
        return {};
    const Nanos at = now();
    Shard &shard = m_shards[place->key % kShards];
    const std::lock_guard lock(shard.mutex);
    Nanos &owed = shard.owesUntil[place->key];
    if (const auto wait = waitAt(*place, owed, at))
        return wait;
    owed = std::max(owed, at) + place->limit.interval;
    if (shard.owesUntil.size() > shard.sweepAt) {
        std::erase_if(shard.owesUntil, [&](const auto &entry) { return entry.second <= at; });
        // Doubling keeps the sweep's cost constant per key however many really owe.
        shard.sweepAt = std::max(kSweepAt, shard.owesUntil.size() * 2);
    }
    return {};
}

void RateLimits::giveBack(Limiter limiter, quint64 key)
{
    const auto place = placeOf(limiter, key);
    if (!place)
        return;
    Shard &shard = m_shards[place->key % kShards];
    const std::lock_guard lock(shard.mutex);
    if (const auto it = shard.owesUntil.find(place->key); it != shard.owesUntil.end())
        it->second -= place->limit.interval;
}

std::optional<seconds> RateLimits::peek(Limiter limiter, quint64 key) const
{
    const auto place = placeOf(limiter, key);
    if (!place)
        return {};
    Shard &shard = m_shards[place->key % kShards];
    const std::lock_guard lock(shard.mutex);
    const auto it = shard.owesUntil.find(place->key);
    return it == shard.owesUntil.end() ? std::nullopt : waitAt(*place, it->second, now());
}

size_t RateLimits::size() const
{
    size_t keys = 0;
    for (Shard &shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        keys += shard.owesUntil.size();
    }
    return keys;
}

} // namespace kith::net
