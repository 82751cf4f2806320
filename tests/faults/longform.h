// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stage.h"

#include <chrono>
#include <vector>

namespace kith::faults {

/// How often to do it: the number in this environment variable, or the few of an ordinary run.
int longForm(const char *variable, int few);

/// How long to wait for what must come: 40 s, or KITH_PATIENCE seconds, where it will not come.
std::chrono::milliseconds patience();

/// What chance follows from: KITH_SEED, or another each run. It is printed, so that a run can be
/// repeated as far as the machine's own timing allows.
quint32 seedOfRun(quint32 round);

/// Durations, to be summed up.
class Times
{
public:
    void add(std::chrono::nanoseconds time)
    {
        m_all.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(time));
    }
    /// "median 210 ms, p99 320 ms, longest 331 ms"
    QString summary() const;

private:
    std::vector<std::chrono::milliseconds> m_all;
};

/// The figures of a run, as one line of the test's output.
void report(const char *what, int count, const Tally &tally, const char *timed, const Times &times);

} // namespace kith::faults
