// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/keys.h"
#include "core/policy.h"
#include "net/edge/edgeserver.h"
#include "net/gateway/httppolicy.h"
#include "net/gateway/ratelimits.h"

#include <map>

/// What an operator set, in the terms of each part of the server. The only place that knows both.
namespace kith::settings {

core::Policy policyOf(const config::Config &config, const config::Keys &keys);
/// How long an ended session must be remembered: the longest life of an access token that does not
/// slide.
std::chrono::seconds longestAccessLife(const config::Config &config);
/// The audiences whose sessions slide, with the life of one without use
/// (core/accounts/sessiongate.h).
std::map<QString, std::chrono::seconds> slidingLives(const config::Config &config);
net::HttpPolicy::Options httpPolicyOf(const config::Config &config);
net::EdgeLimits edgeLimitsOf(const config::Config &config);
/// `descriptors`: what the process may have open.
net::ConnectionCensus::Caps capsOf(const config::Config &config, qint64 descriptors);
/// None when limits.profile is off.
std::vector<net::RateLimit> rateLimitsOf(const config::Config &config);

/// Threads: what was set, or what the machine's cores suggest.
struct Threads
{
    int reactors = 1;
    int readers = 1;
    int slow = 1;
};
Threads threadsOf(const config::Config &config);

} // namespace kith::settings
