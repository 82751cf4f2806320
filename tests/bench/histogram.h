// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <vector>

namespace kith::bench {

/// Durations, by the microsecond up to a second; longer ones count as that.
class Histogram
{
public:
    void add(std::chrono::nanoseconds time)
    {
        const auto microseconds = time / std::chrono::microseconds(1);
        const auto bucket = std::clamp<qint64>(microseconds, 0, kBuckets - 1);
        ++m_counts[static_cast<size_t>(bucket)];
        ++m_count;
        m_longest = std::max(m_longest, time);
    }

    qint64 count() const { return m_count; }
    /// In milliseconds: so many of hundred took at most that.
    double percentile(double percent) const
    {
        const auto wanted = static_cast<qint64>(static_cast<double>(m_count) * percent / 100);
        qint64 seen = 0;
        for (size_t bucket = 0; bucket < m_counts.size(); ++bucket) {
            seen += m_counts[bucket];
            if (seen > wanted || seen == m_count)
                return static_cast<double>(bucket) / 1e3;
        }
        return 0;
    }
    double longest() const { return static_cast<double>(m_longest.count()) / 1e6; }

private:
    static constexpr qint64 kBuckets = 1'000'000;
    std::vector<qint64> m_counts = std::vector<qint64>(kBuckets);
    qint64 m_count = 0;
    std::chrono::nanoseconds m_longest{0};
};

} // namespace kith::bench
