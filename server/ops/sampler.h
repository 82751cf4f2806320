// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/metrics.h"
#include "shared/model/metrics.h"

#include <QString>

namespace kith::ops {

/// Where the figures of a sample come from. All of it is safe from the sampler's thread and lives
/// as long as the sampler does.
struct SampleSources
{
    const Counter &messages;
    const Counter &deliveries;
    const Histogram &writes; ///< seconds from a write's arrival to its acknowledgement
    const Histogram &requests; ///< seconds from a whole request to its answer
    std::function<qint64()> connections{};
    std::function<qint64()> sockets{};
    std::function<qint64()> usersOnline{};
    std::function<qint64()> writerQueue{};
    std::function<qint64()> readerQueue{};
    std::function<qint64()> passwordQueue{};
    std::function<double()> loopLagMs{};
};

/// The figures of a second: what counters and histograms have gained since the one before. Keeps
/// the last limits::kMetricsSeconds samples, for a console that opens.
/// take() is for one thread; history() and latest() for any.
class Sampler
{
public:
    Sampler(SampleSources sources, const Clock &clock);

    MetricsSample take();
    MetricsSample latest() const;
    /// The last so many, oldest first.
    std::vector<MetricsSample> history(qint64 seconds) const;

private:
    struct Reading
    {
        SteadyTime at{};
        quint64 messages = 0;
        quint64 deliveries = 0;
        Histogram::Snapshot writes{};
        Histogram::Snapshot requests{};
        double processorSeconds = 0;
    };
    Reading read() const;

    const SampleSources m_sources;
    const Clock &m_clock;
    Reading m_before;
    mutable std::mutex m_mutex; ///< guards m_samples: readers copy it for a console that opens
    std::deque<MetricsSample> m_samples;
};

/// The percentiles of what came between two snapshots, in milliseconds; none when nothing came.
/// Inside a bucket the values are taken as evenly spread; the last bucket counts as its bound.
std::optional<Percentiles> percentilesBetween(const std::vector<double> &bounds,
    const Histogram::Snapshot &before, const Histogram::Snapshot &after);

} // namespace kith::ops
