// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/services.h"

namespace kith::net {

/// A request that the route table knows, on its way to its function.
struct GuardedRequest
{
    const HttpRequest &http;
    const api::Route &route;
    QHostAddress client{};
    core::Actor actor{}; ///< set by check()
    quint64 guessKey = 0; ///< set by check() where a password is checked: failures are counted
};

/// What stands before every route's function, in this order: the token, the route's access rule,
/// the rate limit. Reads what is shared by all reactors; any thread.
class RequestGuard
{
public:
    explicit RequestGuard(const Services &services) : m_services(services) { }

    Result<void> check(GuardedRequest &request) const;
    /// The request's Idempotency-Key, when it has one that counts.
    Result<std::optional<api::RequestKey>> requestKey(const GuardedRequest &request) const;
    /// A password was wrong, at sign-in or at its change: one guess less is left for that account
    /// or person (limits.login_account).
    void countIfGuessed(const GuardedRequest &request, const Error &error) const;

private:
    Result<core::Actor> authenticate(const HttpRequest &request) const;
    Result<void> checkAccess(const GuardedRequest &request) const;
    Result<void> checkLimit(GuardedRequest &request) const;

    const Services &m_services;
};

} // namespace kith::net
