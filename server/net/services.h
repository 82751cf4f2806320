// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apitable.h"
#include "api/executor.h"
#include "core/accounts/sessiongate.h"
#include "core/accounts/tickets.h"
#include "core/accounts/tokens.h"
#include "core/live/presence.h"
#include "core/live/roster.h"
#include "net/edge/edgeserver.h"
#include "net/gateway/httppolicy.h"
#include "net/gateway/ratelimits.h"
#include "net/gateway/sockettable.h"
#include "net/realtime/hub.h"
#include "net/realtime/switchboard.h"
#include "ops/metrics.h"

namespace kith::net {

class SocketSession;
class EngineServer;

/// What net counts, made once (ops::Metrics keeps them).
struct NetMetrics
{
    explicit NetMetrics(ops::Metrics &metrics);
    /// One series a route template and status class: never a path that a client made up.
    void request(const char *method, const char *route, int status, std::chrono::nanoseconds time);

    ops::Metrics &all;
    ops::Gauge &sockets;
    ops::Counter &delivered;
    ops::Counter &resumes;
    ops::Counter &slowClosed;
    ops::Counter &limited;
    ops::Histogram &durations;
};

/// The Engine.IO servers of all reactors. Filled while these start, one after the other; read by
/// all.
struct EngineDirectory
{
    std::vector<EngineServer *> servers{};
};

/// What is to be found at a port.
struct Surface
{
    const api::ApiTable &apis;
    const SocketTable &sockets;
    const api::Style &style; ///< in whose words it refuses before it knows which API is asked
    bool hasPages = true; ///< beside the pages of documentation
};

/// What all reactors of a process share. Outlives them.
struct Services
{
    const core::Environment &env;
    const Clock &clock;
    api::Executor &executor;
    const Surface &surface; ///< of the port that all APIs share
    const core::Tokens &tokens;
    core::SessionGate &gate;
    core::Tickets &tickets;
    core::PresenceBoard &presence;
    core::Roster &roster;
    RateLimits &limits;
    Switchboard &switchboard;
    ConnectionCensus &census;
    ConnectionCensus &engineSessions; ///< of Engine.IO by polling, which hold no connection
    NetMetrics &metrics;
    const HttpPolicy &http;
    const EdgeLimits &edge;
    EngineDirectory engines{};
    int socketsPerUser;
    qint64 socketQueue; ///< bytes that may wait for a slow reader
};

/// What the parts of one reactor share.
struct ReactorServices
{
    Services &shared;
    size_t index = 0;
    TimerWheel &wheel;
    Hub &hub;
    /// The session of a connection, or null when it has ended.
    std::function<SocketSession *(ConnectionId)> find{};
    /// The session is over: destroys it, later.
    std::function<void(ConnectionId)> ended{};
    /// Its main port's edge, which takes what other reactors hand over.
    std::function<EdgeServer &()> edge{};
};

} // namespace kith::net
