// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlsession.h"

namespace kith::store {

/// Small sequential ids, unique over all kinds of object and all nodes: blocks are leased from the
/// table id_blocks, each in a transaction of its own before it is used, so that ids are never
/// handed out twice however the process ends. Lives on the writer's thread.
class IdBlocks
{
public:
    static constexpr qint64 kBlock = 1'000;
    static constexpr qint64 kReserve = 10'000; ///< at least this many before each batch

    /// Leases until at least kReserve ids are in hand. Outside a transaction.
    Result<void> refill(SqlSession &session);
    /// Never fails between refills: a batch of limits takes fewer than kReserve.
    qint64 next();
    qint64 left() const { return m_end - m_next; }

private:
    qint64 m_next = 0;
    qint64 m_end = 0;
};

} // namespace kith::store
