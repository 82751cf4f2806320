// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace kith::floods {

/// What the kernel says of another process (proc(5)). Any thread.
class ProcessFacts
{
public:
    explicit ProcessFacts(qint64 pid) : m_pid(pid) { }

    int descriptors() const;
    qint64 residentBytes() const;
    /// Processor time of all its threads, in clock ticks of usually 10 ms.
    std::chrono::milliseconds processorTime() const;

private:
    qint64 m_pid;
};

} // namespace kith::floods
