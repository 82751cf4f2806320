// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlsession.h"

#include <deque>

namespace kith::store {

/// Small sequential ids, unique over all kinds of object and all nodes: ranges are leased from the
/// table id_blocks, each in a transaction of its own before it is used, so that ids are never
/// handed out twice however the process ends. Lives on the writer's thread.
class IdBlocks
{
public:
    static constexpr qint64 kReserve = 10'000; ///< at least this many before each batch
    static constexpr qint64 kFirstLease = 2 * kReserve;
    static constexpr qint64 kLargestLease = 32 * kReserve;

    /// Leases a range when fewer than kReserve ids are in hand. Outside a transaction.
    Result<void> refill(SqlSession &session);
    /// Returns what was leased last and not used, if nobody leased after it: an orderly end wastes
    /// no ids. Outside a transaction; afterwards nothing is left.
    void giveBack(SqlSession &session);
    /// Never fails between refills: the writer ends a batch when few are left.
    qint64 next();
    qint64 left() const { return m_left; }

private:
    struct Range
    {
        qint64 next = 0;
        qint64 end = 0;
    };
    Result<Range> lease(SqlSession &session, qint64 count);

    std::deque<Range> m_ranges; ///< in the order of their use
    qint64 m_left = 0;
    /// Doubled with each lease: a process that used one up is busy, and a short-lived one should
    /// not burn many ids.
    qint64 m_nextLease = kFirstLease;
};

} // namespace kith::store
