// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One sender with some messages in flight, N receivers: what fanout and engines measure.

#include "floor.h"
#include "load.h"

namespace kith::bench {

struct Broadcast
{
    quint16 port = 0;
    pid_t pid = 0;
    std::vector<QByteArray> tokens{}; ///< the first is the sender's
    qint64 chat = 0;
    int inFlight = 4;
    std::chrono::milliseconds span{};
};

struct BroadcastOutcome
{
    double perSecond = 0; ///< deliveries
    Processor processor{};
    FloorFrames frames{};
};

/// Errors: a message that somebody did not hear.
Result<BroadcastOutcome> broadcast(const Broadcast &in);

} // namespace kith::bench
