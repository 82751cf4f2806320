// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace kith::store {

/// How long the writer waits for company before it begins a batch: a COMMIT costs the same for one
/// job as for several, and so does telling everybody of it. Arithmetic alone, on the writer's
/// thread.
///
/// Who was told a moment ago usually sends on. Where nobody else waits, those who come back come
/// together, and a short wait behind the first catches them. Where others wait, which came while
/// the last batch was written, both groups would be written by turns for ever, each under a COMMIT
/// of its own, and each sender would wait for two of them: one wait for the return of the first
/// group makes them one. It is no longer than a batch takes, and where nobody comes back it is not
/// tried again for a while.
class Gathering
{
public:
    using Time = std::chrono::nanoseconds;

    explicit Gathering(Time gather) : m_gather(gather) { }

    /// A batch has ended after `took`: so many jobs are about to be told, and so many have come
    /// meanwhile.
    void batchEnded(size_t told, size_t waiting, Time took);

    /// Jobs that the next batch may hope for, and those of them that are there.
    size_t expected() const { return m_told + m_waiting; }
    size_t waiting() const { return m_waiting; }

    /// Whether those that wait are two groups, and few.
    bool isSplit() const;
    /// How long the one group should wait for the first of the other; zero: not this time. Asked
    /// once a batch, where it is split; then hasReturned() says what came of it.
    Time patience() const;
    void hasReturned(bool came);

private:
    const Time m_gather;
    size_t m_told = 0;
    size_t m_waiting = 0;
    Time m_usual{0}; ///< what batches have taken lately
    size_t m_pause = 0; ///< chances to let pass
    size_t m_nextPause = 1;
};

} // namespace kith::store
