// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Durable acked sends over the native WebSocket: what durable, size and mariadb measure.

#include "load.h"
#include "target.h"

namespace kith::bench {

constexpr int kSenders = 20;

/// The chats of each sender, who uses them in turn. Who else listens: people from number kSenders
/// of the target's on.
struct SendPlan
{
    std::vector<std::vector<qint64>> chats{};
    qint64 listeners = 0;
    qint64 hearers = 0; ///< sockets that hear each message
    int inFlight = 4; ///< unacknowledged messages of each sender
    std::chrono::milliseconds span{};
};

/// All senders in one chat: each hears everything. `chat` 0: a new one.
Result<SendPlan> planRoom(const Target &target, qint64 chat = 0);
/// Each sender with its share of `pairs` direct chats; the partners listen.
Result<SendPlan> planPairs(const Target &target, qint64 pairs);

struct SendOutcome
{
    double perSecond = 0;
    Processor processor{};
};
/// Errors: a refused send; an acknowledged message that somebody did not hear.
Result<SendOutcome> measureSends(const Target &target, const SendPlan &plan);

} // namespace kith::bench
