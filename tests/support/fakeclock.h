// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/time.h"

#include <atomic>

namespace kith::test {

/// A clock that stands still until a test moves it. Any thread.
class FakeClock final : public Clock
{
public:
    Timestamp now() const override { return fromMillis(m_wallMillis); }
    SteadyTime steady() const override
    {
        return SteadyTime(std::chrono::milliseconds(m_steadyMillis));
    }

    /// Time passes.
    void advance(std::chrono::milliseconds time)
    {
        m_wallMillis += time.count();
        m_steadyMillis += time.count();
    }
    /// Somebody sets the wall clock; steady time takes no notice.
    void setNow(Timestamp now) { m_wallMillis = toMillis(now); }

private:
    std::atomic<qint64> m_wallMillis = 1'700'000'000'000;
    std::atomic<qint64> m_steadyMillis = 1'000'000;
};

} // namespace kith::test
