// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/sampler.h"

#include "ops/process.h"
#include "ops/processmetrics.h"
#include "shared/limits.h"

namespace kith::ops {

namespace {

/// The value below which `share` of the counts lie.
double quantile(const std::vector<double> &bounds, const std::vector<quint64> &counts,
    quint64 total, double share)
{
    const double rank = share * static_cast<double>(total);
    double below = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
        const double inside = static_cast<double>(counts[i]);
        if (below + inside < rank || inside == 0) {
            below += inside;
            continue;
        }
        if (i >= bounds.size())
            break;
        const double from = i == 0 ? 0 : bounds[i - 1];
        return from + (bounds[i] - from) * (rank - below) / inside;
    }
    return bounds.back();
}

} // namespace

std::optional<Percentiles> percentilesBetween(const std::vector<double> &bounds,
    const Histogram::Snapshot &before, const Histogram::Snapshot &after)
{
    std::vector<quint64> counts(after.cumulative.size());
    quint64 total = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
        const auto upTo = [i](const Histogram::Snapshot &snapshot) {
            return i < snapshot.cumulative.size() ? snapshot.cumulative[i] : 0;
        };
        counts[i] = upTo(after) - upTo(before) - total;
        total += counts[i];
    }
    if (total == 0)
        return {};
    const auto millis = [&](double share) { return 1000 * quantile(bounds, counts, total, share); };
    return Percentiles{.p50 = millis(0.5), .p95 = millis(0.95), .p99 = millis(0.99)};
}

Sampler::Sampler(SampleSources sources, const Clock &clock)
    : m_sources(std::move(sources)), m_clock(clock), m_before(read())
{
}

Sampler::Reading Sampler::read() const
{
    return {.at = m_clock.steady(),
        .messages = m_sources.messages.value(),
        .deliveries = m_sources.deliveries.value(),
        .writes = m_sources.writes.snapshot(),
        .requests = m_sources.requests.snapshot(),
        .processorSeconds = processorSeconds()};
}

MetricsSample Sampler::take()
{
    const Reading now = read();
    const double seconds = std::chrono::duration<double>(now.at - m_before.at).count();
    const auto rate = [seconds](auto gained) {
        return seconds > 0 ? static_cast<double>(gained) / seconds : 0.0;
    };
    const auto countOf = [](const Histogram::Snapshot &snapshot) {
        return snapshot.cumulative.empty() ? 0 : snapshot.cumulative.back();
    };
    const MetricsSample sample{.at = m_clock.now(),
        .messagesPerSecond = rate(now.messages - m_before.messages),
        .deliveriesPerSecond = rate(now.deliveries - m_before.deliveries),
        .requestsPerSecond = rate(countOf(now.requests) - countOf(m_before.requests)),
        .connections = m_sources.connections(),
        .sockets = m_sources.sockets(),
        .usersOnline = m_sources.usersOnline(),
        .ackLatency = percentilesBetween(m_sources.writes.bounds(), m_before.writes, now.writes),
        .requestLatency =
            percentilesBetween(m_sources.requests.bounds(), m_before.requests, now.requests),
        .memoryBytes = residentBytes(),
        .processor = rate(now.processorSeconds - m_before.processorSeconds),
        .writerQueue = m_sources.writerQueue(),
        .readerQueue = m_sources.readerQueue(),
        .passwordQueue = m_sources.passwordQueue(),
        .loopLagMs = m_sources.loopLagMs()};
    m_before = now;
    const std::scoped_lock lock(m_mutex);
    m_samples.push_back(sample);
    if (m_samples.size() > static_cast<size_t>(limits::kMetricsSeconds))
        m_samples.pop_front();
    return sample;
}

MetricsSample Sampler::latest() const
{
    const std::scoped_lock lock(m_mutex);
    return m_samples.empty() ? MetricsSample{.at = m_clock.now()} : m_samples.back();
}

std::vector<MetricsSample> Sampler::history(qint64 seconds) const
{
    const std::scoped_lock lock(m_mutex);
    const auto count =
        std::min(m_samples.size(), static_cast<size_t>(std::max<qint64>(seconds, 0)));
    return {m_samples.end() - static_cast<std::ptrdiff_t>(count), m_samples.end()};
}

} // namespace kith::ops
