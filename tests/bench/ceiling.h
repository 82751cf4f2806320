// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <chrono>

namespace kith::bench {

/// What a batch of messages touches.
struct CeilingShape
{
    int batch = 80; ///< messages of one transaction: as many as the load has in flight
    int chats = 1; ///< they go to in turn
    int senders = 20;
};

struct CeilingFigure
{
    double perSecond = 0;
    double microseconds = 0; ///< of processor time for each message
};

/// A bare group-commit loop: SQLite's own API, one thread, kithd's schema and its pragmas (WAL,
/// synchronous=FULL), statements prepared once. A message is what core makes of it: a row of
/// messages; a batch writes each chat and each member that it changed once, and of them the columns
/// that changed.
/// Nobody asks for anything and nobody is told: no server can do more messages with this batch.
Result<CeilingFigure> measureCeiling(const CeilingShape &shape, std::chrono::milliseconds span);

} // namespace kith::bench
