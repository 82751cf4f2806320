// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One sender with some messages in flight and its receivers: what fanout and few measure, against
// kithd and against the floor.

#include "floor.h"
#include "load.h"
#include "target.h"

namespace kith::bench {

/// What is asked of a server that listens already.
struct Broadcast
{
    quint16 port = 0;
    pid_t pid = 0;
    std::vector<QByteArray> tokens{}; ///< the first is the sender's
    qint64 chat = 0;
    int inFlight = 4;
    std::chrono::milliseconds span{};
};

/// Into a new chat of the target's first people: a sender and so many receivers.
Result<Broadcast> broadcastOf(const Target &target, qint64 receivers);

struct BroadcastOutcome
{
    double perSecond = 0; ///< deliveries
    double wait = 0; ///< ms from a send to its ack, the middle one
    Processor processor{}; ///< for a delivery
    FloorFrames frames{};
};
/// Errors: an acknowledged message that somebody did not hear.
Result<BroadcastOutcome> broadcast(const Broadcast &in);

/// A floor for the same load; it syncs where it has a journal.
Result<std::unique_ptr<Floor>> floorFor(const FloorFrames &frames, const QString &journal = {});
/// The same load, to be sent to the floor.
Broadcast toFloor(Broadcast load, const Floor &floor);

} // namespace kith::bench
