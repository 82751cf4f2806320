// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/services.h"

namespace kith::net {

/// Whom a request's token signs in, or why it does not.
struct Identity
{
    QByteArray audience{}; ///< of a token that is ours, whatever else is wrong with it
    core::Actor actor{};
    std::optional<api::TokenProblem> problem{};
};

/// A request that the route table knows, on its way to its function.
struct GuardedRequest
{
    const HttpRequest &http;
    const api::Route &route;
    const api::Style &style; ///< of the API whose route it is
    const Identity &identity;
    QHostAddress client{};
    core::Actor actor{}; ///< set by check()
    /// Taken by check() before it is known whether it counts, so that a burst finds nothing left.
    struct Held
    {
        Limiter limiter;
        quint64 key;
    };
    std::optional<Held> held{};
};

/// What stands before every route's function, in this order: the token, the route's access rule,
/// the rate limit. Reads what is shared by all reactors; any thread.
class RequestGuard
{
public:
    explicit RequestGuard(const Services &services) : m_services(services) { }

    /// The Authorization field of a request.
    Identity identify(const HttpRequest &request) const;
    /// A token that came another way: a socket's query or first frame.
    Identity identify(QByteArrayView token) const;

    Result<void> check(GuardedRequest &request) const;
    /// The request's Idempotency-Key, when it has one that counts.
    Result<std::optional<api::RequestKey>> requestKey(const GuardedRequest &request) const;
    /// Gives back what check() holds and the answer does not count: of limits.login_account
    /// everything but a wrong password, at sign-in or at its change; of limits.register_address
    /// everything but a new account. Once a request.
    void settle(const GuardedRequest &request, const Result<api::Answer> &answer) const;

private:
    Result<void> authenticate(GuardedRequest &request) const;
    Result<void> checkAccess(const GuardedRequest &request) const;
    Result<void> checkLimit(GuardedRequest &request) const;
    Result<void> limited(Limiter limiter, std::chrono::seconds wait) const;

    const Services &m_services;
};

} // namespace kith::net
