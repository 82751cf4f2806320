// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Whether this process lives (its loops turn; a failure wants a restart) and whether it is ready
// (it can serve; a failure wants traffic elsewhere). Owners report; asking does no I/O. Any thread.

#include "shared/fields.h"
#include "shared/time.h"

#include <QString>

#include <map>
#include <mutex>
#include <vector>

namespace kith::ops {

enum class HealthState {
    Ok,
    Degraded, ///< works with less, and stays ready: a dependency that nobody has to wait for
    Failed,
};

struct HealthCheck
{
    QString name{};
    HealthState state = HealthState::Ok;
    QString reason{};
    bool operator==(const HealthCheck &) const = default;
};

struct HealthVerdict
{
    HealthState state = HealthState::Ok; ///< the worst of the checks
    std::vector<HealthCheck> checks{}; ///< by name
    bool ok() const { return state != HealthState::Failed; }
};

class Health
{
public:
    explicit Health(const Clock &clock) : m_clock(clock) { }

    /// Declares a check of readiness, failed with this reason until the first report().
    void expect(const QString &name, const QString &reason = QStringLiteral("not started yet"));
    void report(const QString &name, HealthState state, const QString &reason = {});

    /// Declares a loop that must call beat() at least this often.
    void expectBeat(const QString &name, std::chrono::milliseconds within);
    void beat(const QString &name);

    /// Loops only.
    HealthVerdict live() const;
    /// Loops and checks.
    HealthVerdict ready() const;

private:
    struct Loop
    {
        std::chrono::milliseconds within{};
        SteadyTime last{};
    };

    const Clock &m_clock;
    mutable std::mutex
        m_mutex; ///< guards the maps: reports are rare, and no loop waits for I/O here
    std::map<QString, HealthCheck> m_checks;
    std::map<QString, Loop> m_loops;
};

} // namespace kith::ops

namespace kith {

template <>
inline constexpr auto enumNames<ops::HealthState> = std::to_array<EnumName<ops::HealthState>>({
    {ops::HealthState::Ok, "ok"},
    {ops::HealthState::Degraded, "degraded"},
    {ops::HealthState::Failed, "failed"},
});
const FieldList &fieldsOf(Of<ops::HealthCheck>);
const FieldList &fieldsOf(Of<ops::HealthVerdict>);

} // namespace kith
