// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/gathering.h"

#include <algorithm>

namespace kith::store {

using namespace std::chrono_literals;

namespace {

/// Beyond so many jobs a COMMIT is a small part of what a batch costs, and it is better to write
/// one group while the other is told.
constexpr size_t kFew = 16;
constexpr Gathering::Time kLongest = 5ms; ///< on a slow disk too
constexpr size_t kLongestPause = 64;

} // namespace

void Gathering::batchEnded(size_t told, size_t waiting, Time took)
{
    m_told = told;
    m_waiting = waiting;
    m_usual += (took - m_usual) / 8;
}

bool Gathering::isSplit() const { return m_told > 0 && m_waiting > 0 && expected() <= kFew; }

Gathering::Time Gathering::patience() const
{
    return m_pause > 0 ? 0ns : std::max(m_gather, std::min(m_usual, kLongest));
}

void Gathering::hasReturned(bool came)
{
    if (m_pause > 0) {
        --m_pause;
    } else if (came) {
        m_nextPause = 1;
    } else {
        m_pause = m_nextPause;
        m_nextPause = std::min(2 * m_nextPause, kLongestPause);
    }
}

} // namespace kith::store
