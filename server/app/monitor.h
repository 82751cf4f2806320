// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/admin/healthchecks.h"
#include "net/realtime/switchboard.h"
#include "ops/health.h"
#include "ops/sampler.h"

#include <QTimer>

#include <atomic>

namespace kith {

/// How late event loops turn: a note is posted to each and asked for a second later. One that has
/// not come back yet counts as late as it is. For one thread but for the loops it asks.
class LoopProbe
{
public:
    LoopProbe(net::Switchboard &switchboard, const Clock &clock)
        : m_switchboard(switchboard), m_clock(clock)
    {
    }
    /// The worst lag since the call before, in milliseconds; asks anew.
    double take();

private:
    struct Answers
    {
        std::atomic<qint64> worstMicros{0};
        std::atomic<size_t> waiting{0};
    };
    net::Switchboard &m_switchboard;
    const Clock &m_clock;
    std::shared_ptr<Answers> m_answers; ///< of the notes under way
    SteadyTime m_asked{};
};

/// What a console is shown of the running server: takes a sample a second, sends it to the consoles
/// and keeps the last of them, and judges the server's health.
/// Lives on the main thread; history() and facts() are for any.
class Monitor
{
public:
    struct Parts
    {
        net::Switchboard &switchboard;
        const Clock &clock;
        const ops::Health &health;
        ops::SampleSources sources;
        /// Everything about health that does not change while the server runs.
        core::HealthFacts limits{};
        QString version{};
        QString database{}; ///< "sqlite" or "mariadb"
        QString databaseFile{}; ///< empty: elsewhere
        QString dataFolder{};
    };
    explicit Monitor(Parts parts);

    void start();
    void stop() { m_second.stop(); }

    std::vector<MetricsSample> history(qint64 seconds) const { return m_sampler.history(seconds); }
    /// All of an overview that is not in the database. Looks at the disk.
    Overview facts() const;

private:
    static ops::SampleSources withProbe(ops::SampleSources sources, LoopProbe &probe);
    void everySecond();

    Parts m_parts;
    LoopProbe m_probe;
    ops::Sampler m_sampler;
    const Timestamp m_startedAt;
    QTimer m_second;
};

} // namespace kith
