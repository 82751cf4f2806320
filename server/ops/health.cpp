// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/health.h"

#include "shared/type.h"

#include <algorithm>

namespace kith {

const FieldList &fieldsOf(Of<ops::HealthCheck>)
{
    static const FieldList list = fieldList<ops::HealthCheck>("HealthCheck",
        {field("name", &ops::HealthCheck::name), field("state", &ops::HealthCheck::state),
            field("reason", &ops::HealthCheck::reason)});
    return list;
}

const FieldList &fieldsOf(Of<ops::HealthVerdict>)
{
    static const FieldList list = fieldList<ops::HealthVerdict>("HealthVerdict",
        {field("state", &ops::HealthVerdict::state), field("checks", &ops::HealthVerdict::checks)});
    return list;
}

} // namespace kith

namespace kith::ops {

using namespace Qt::StringLiterals;

void Health::expect(const QString &name, const QString &reason)
{
    report(name, HealthState::Failed, reason);
}

void Health::report(const QString &name, HealthState state, const QString &reason)
{
    const std::scoped_lock lock(m_mutex);
    m_checks.insert_or_assign(name, HealthCheck{.name = name, .state = state, .reason = reason});
}

void Health::expectBeat(const QString &name, std::chrono::milliseconds within)
{
    const std::scoped_lock lock(m_mutex);
    m_loops.insert_or_assign(name, Loop{.within = within, .last = m_clock.steady()});
}

void Health::beat(const QString &name)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto loop = m_loops.find(name); loop != m_loops.end())
        loop->second.last = m_clock.steady();
}

HealthVerdict Health::live() const
{
    const std::scoped_lock lock(m_mutex);
    const SteadyTime now = m_clock.steady();
    HealthVerdict out;
    for (const auto &[name, loop] : m_loops) {
        HealthCheck check{.name = name};
        if (now - loop.last > loop.within) {
            const auto late =
                std::chrono::duration_cast<std::chrono::milliseconds>(now - loop.last);
            check.state = HealthState::Failed;
            check.reason = u"has not turned for %1 ms"_s.arg(late.count());
        }
        out.state = std::max(out.state, check.state);
        out.checks.push_back(std::move(check));
    }
    return out;
}

HealthVerdict Health::ready() const
{
    HealthVerdict out = live();
    const std::scoped_lock lock(m_mutex);
    for (const auto &[name, check] : m_checks) {
        out.state = std::max(out.state, check.state);
        out.checks.push_back(check);
    }
    return out;
}

} // namespace kith::ops
