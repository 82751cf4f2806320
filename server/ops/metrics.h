// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Prometheus metrics. Counting is one relaxed atomic addition, from any thread. Families and their
// series are made once, at start or at a label's first sight, under a lock; keep the reference.
//
//     Counter &sent = metrics.counter("kithd_messages_acked_total", "Messages acknowledged");
//     sent.add();
//
// Names: base units, `_total` for counters, `kithd_` in front. Labels come from constants and route
// templates, never from ids or from what users send; past kMaxSeries a family counts the rest under
// labels "other", so that a mistake costs precision and not memory.

#include <QByteArray>
#include <QList>

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace kith::ops {

/// A padded atomic: two counters in one cache line would slow each other down.
class alignas(64) Counter
{
public:
    void add(quint64 count = 1) { m_value.fetch_add(count, std::memory_order_relaxed); }
    quint64 value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<quint64> m_value{0};
};

class alignas(64) Gauge
{
public:
    void set(qint64 value) { m_value.store(value, std::memory_order_relaxed); }
    void add(qint64 by = 1) { m_value.fetch_add(by, std::memory_order_relaxed); }
    qint64 value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_value{0};
};

/// Counts in fixed buckets, with the sum in nanoseconds or whole units.
class Histogram
{
public:
    explicit Histogram(std::span<const double> bounds);

    void observe(double value);
    void observe(std::chrono::nanoseconds time)
    {
        observe(std::chrono::duration<double>(time).count());
    }

    struct Snapshot
    {
        std::vector<quint64> cumulative{}; ///< by bucket, the last is +Inf and the count
        double sum = 0;
    };
    Snapshot snapshot() const;
    const std::vector<double> &bounds() const { return m_bounds; }

private:
    std::vector<double> m_bounds;
    std::unique_ptr<std::atomic<quint64>[]> m_counts; ///< one more than bounds
    std::atomic<double> m_sum{0};
};

/// 100 µs to 10 s: for durations of requests, acks and loop turns.
inline constexpr std::array kSecondsBuckets{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
    0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0};

struct Label
{
    const char *name;
    QByteArray value;
};
using Labels = QList<Label>;

class Metrics
{
public:
    static constexpr size_t kMaxSeries = 300; ///< of one family

    Metrics();
    ~Metrics();
    Metrics(const Metrics &) = delete;
    Metrics &operator=(const Metrics &) = delete;

    /// The same name and labels give the same series. The reference lives as long as this.
    Counter &counter(const char *name, const char *help, const Labels &labels = {});
    Gauge &gauge(const char *name, const char *help, const Labels &labels = {});
    Histogram &histogram(const char *name, const char *help, const Labels &labels = {},
        std::span<const double> bounds = kSecondsBuckets);

    /// Read when the metrics are; must be quick and safe from any thread, as must what it uses for
    /// as long as this lives.
    enum class Reads { Gauge, Counter };
    void observe(const char *name, const char *help, Reads kind, std::function<double()> read,
        const Labels &labels = {});

    /// Text exposition format 0.0.4, families by name.
    QByteArray expose() const;

private:
    struct Series;
    struct Family;
    Series &seriesOf(const char *name, const char *help, const char *type, const Labels &labels);

    mutable std::mutex m_mutex; ///< guards the lists below, never the counting
    std::deque<std::unique_ptr<Family>> m_families;
};

} // namespace kith::ops
