// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/monitor.h"

#include "app/databackup.h"
#include "ops/process.h"
#include "ops/processmetrics.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace kith {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

double LoopProbe::take()
{
    const SteadyTime now = m_clock.steady();
    double worst = 0;
    if (m_answers) {
        worst = static_cast<double>(m_answers->worstMicros.load()) / 1000;
        if (m_answers->waiting.load() > 0)
            worst =
                std::max(worst, std::chrono::duration<double, std::milli>(now - m_asked).count());
        // Whoever is still late is waited for, not asked again.
        if (m_answers->waiting.load() > 0)
            return worst;
    }
    const auto answers = std::make_shared<Answers>();
    answers->waiting = m_switchboard.size();
    m_answers = answers;
    m_asked = now;
    for (size_t i = 0; i < m_switchboard.size(); ++i) {
        m_switchboard.post(i, net::Call([answers, now, &clock = m_clock] {
            const qint64 micros =
                std::chrono::duration_cast<std::chrono::microseconds>(clock.steady() - now).count();
            qint64 worstYet = answers->worstMicros.load();
            while (micros > worstYet
                && !answers->worstMicros.compare_exchange_weak(worstYet, micros)) { }
            --answers->waiting;
        }));
    }
    return worst;
}

ops::SampleSources Monitor::withProbe(ops::SampleSources sources, LoopProbe &probe)
{
    sources.loopLagMs = [&probe] { return probe.take(); };
    return sources;
}

Monitor::Monitor(Parts parts)
    : m_parts(std::move(parts)), m_probe(m_parts.switchboard, m_parts.clock),
      m_sampler(withProbe(m_parts.sources, m_probe), m_parts.clock),
      m_startedAt(m_parts.clock.now())
{
    m_second.setInterval(1s);
    m_second.setTimerType(Qt::PreciseTimer);
    m_second.callOnTimeout([this] { everySecond(); });
}

void Monitor::start() { m_second.start(); }

void Monitor::everySecond()
{
    auto sample = std::make_shared<const MetricsSample>(m_sampler.take());
    core::Changes changes;
    changes.events.push_back(std::make_shared<const Event>(Event{.kind = EventKind::Metrics,
        .stream = StreamId::admins(),
        .at = sample->at,
        .metrics = sample}));
    m_parts.switchboard.publish(std::move(changes));
}

Overview Monitor::facts() const
{
    const QStorageInfo disk(m_parts.dataFolder);
    core::HealthFacts facts = m_parts.limits;
    facts.now = m_parts.clock.now();
    facts.sample = m_sampler.latest();
    facts.diskFreeBytes = disk.bytesAvailable();
    facts.diskBytes = disk.isValid() ? disk.bytesTotal() : 0;
    facts.descriptorsOpen = ops::openDescriptors();
    facts.descriptorLimit = ops::mostDescriptors();
    facts.lastBackup = lastBackup(m_parts.dataFolder);
    const ops::HealthVerdict ready = m_parts.health.ready();
    facts.isServing = ready.ok();
    for (const ops::HealthCheck &check : ready.checks) {
        if (check.state == ops::HealthState::Failed)
            facts.notServing = check.name + u": "_s + check.reason;
    }

    Overview overview{.version = m_parts.version,
        .startedAt = m_startedAt,
        .now = facts.now,
        .isDemo = facts.isDemo,
        .database = m_parts.database,
        .diskFreeBytes = facts.diskFreeBytes,
        .checks = core::judgeHealth(facts),
        .current = facts.sample};
    overview.health = core::worstOf(overview.checks);
    if (!m_parts.databaseFile.isEmpty())
        overview.databaseBytes = QFileInfo(m_parts.databaseFile).size()
            + QFileInfo(m_parts.databaseFile + u"-wal"_s).size();
    return overview;
}

} // namespace kith
