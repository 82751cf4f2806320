// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace kith {

/// A wall-clock instant in UTC, milliseconds. It is shown and stored, and orders nothing: `seq`
/// does. The default, 1970, means "not set"; optional instants are std::optional<Timestamp>.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

/// Where time comes from. Any thread may call it. Tests hand in a FakeClock.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    virtual SteadyTime steady() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    Timestamp now() const override;
    SteadyTime steady() const override;
};

/// RFC 3339 in UTC with exactly three fraction digits: "2026-11-20T19:02:48.123Z".
QByteArray toRfc3339(Timestamp time);
void appendRfc3339(QByteArray &out, Timestamp time);

/// Accepts any RFC 3339 date-time (offset or Z, up to nine fraction digits, cut to milliseconds).
std::optional<Timestamp> fromRfc3339(QByteArrayView text);

constexpr qint64 toMillis(Timestamp time) { return time.time_since_epoch().count(); }
constexpr Timestamp fromMillis(qint64 millis)
{
    return Timestamp(std::chrono::milliseconds(millis));
}

} // namespace kith
