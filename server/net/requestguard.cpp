// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/requestguard.h"

#include "api/requestkeys.h"
#include "core/folding.h"

#include <sodium.h>

namespace kith::net {

using namespace Qt::StringLiterals;

namespace {

/// IPv6 counts by /64, which is what one customer gets.
quint64 addressKey(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return v4;
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return RateLimits::keyOf(QByteArrayView(reinterpret_cast<const char *>(v6.c), 8));
}

QByteArrayView bearerOf(const HttpRequest &request)
{
    const QByteArrayView header = request.header("Authorization");
    const QByteArrayView scheme = "Bearer ";
    if (header.size() <= scheme.size()
        || header.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0)
        return {};
    return header.sliced(scheme.size()).trimmed();
}

/// The account that a sign-in names, however it is spelt.
quint64 accountKey(QByteArrayView body)
{
    const auto parsed = parseJson(body);
    const auto login = parsed ? parsed->member("login") : std::nullopt;
    return RateLimits::keyOf(core::folded(login ? login->toString() : QString()).toUtf8());
}

/// An operator's token is not one of a person: checkAccess() reads it.
bool needsToken(api::Access access)
{
    return access != api::Access::Public && access != api::Access::Operator;
}

bool sameSecret(const Secret &secret, QByteArrayView given)
{
    return !secret.isEmpty() && secret.size() == given.size()
        && sodium_memcmp(
               secret.reveal().constData(), given.data(), static_cast<size_t>(given.size()))
        == 0;
}

} // namespace

Result<void> RequestGuard::check(GuardedRequest &request) const
{
    auto actor = authenticate(request.http);
    if (actor)
        request.actor = *actor;
    else if (needsToken(request.route.access))
        return std::move(actor.error());
    TRY(checkAccess(request));
    auto limit = checkLimit(request);
    if (!limit)
        m_services.metrics.limited.add();
    return limit;
}

void RequestGuard::countIfGuessed(const GuardedRequest &request, const Error &error) const
{
    const bool wrongPassword = error.code == ErrorCode::Unauthenticated
        || (!error.fields.empty() && error.fields.front().field == "current_password"_L1);
    if (request.guessKey != 0 && wrongPassword)
        m_services.limits.take("login", request.guessKey);
}

Result<core::Actor> RequestGuard::authenticate(const HttpRequest &request) const
{
    const QByteArrayView token = bearerOf(request);
    if (token.isEmpty())
        return unauthenticated(u"Sign in: send an access token as \"Authorization: Bearer …\"."_s);
    TRY_ASSIGN(const core::Claims claims,
        m_services.tokens.verifyAccess(token, u"native", m_services.clock.now()));
    const auto actor = m_services.gate.admit(claims);
    if (!actor)
        return unauthenticated(u"The session has ended. Sign in again."_s);
    return *actor;
}

Result<void> RequestGuard::checkAccess(const GuardedRequest &request) const
{
    const auto needs = [&](UserRole role) -> Result<void> {
        if (request.actor.role < role)
            return forbidden(
                u"This is for role %1 and above."_s.arg(QString::fromLatin1(nameOf(role))));
        return {};
    };
    switch (request.route.access) {
    case api::Access::Public:
    case api::Access::User:
        return {};
    case api::Access::Moderator:
        return needs(UserRole::Moderator);
    case api::Access::Admin:
        return needs(UserRole::Admin);
    case api::Access::Owner:
        return needs(UserRole::Owner);
    case api::Access::Operator:
        break;
    }
    const Secret &token = m_services.http.metricsToken();
    const bool local = token.isEmpty() && request.http.peer.isLoopback()
        && !request.http.hasHeader("X-Forwarded-For") && !request.http.hasHeader("Forwarded");
    if (local || sameSecret(token, bearerOf(request.http)))
        return {};
    // Hidden answers as absent does: a stranger need not know that metrics are here.
    return notFound(u"There is nothing at this address."_s);
}

/// Limiters are named by the route; what they count by is theirs (security.md 37).
Result<void> RequestGuard::checkLimit(GuardedRequest &request) const
{
    RateLimits &limits = m_services.limits;
    const QByteArrayView name = request.route.limiter;
    const bool signedIn = request.actor.user.isStored();
    const auto person = static_cast<quint64>(request.actor.user.value);
    if (name == "none")
        return {};
    std::optional<std::chrono::seconds> wait;
    if (name == "login") {
        // Only failures are counted: countIfGuessed() takes one for each.
        request.guessKey = signedIn ? person : accountKey(request.http.body);
        wait = limits.peek("login", request.guessKey);
    } else if (name == "register" || name == "reset" || !signedIn) {
        const bool isOwn = name == "register" || name == "reset";
        const QByteArrayView which = isOwn ? name : QByteArrayView("api_address");
        wait = limits.take(which, addressKey(request.client));
    } else {
        wait = limits.take(name == "api" ? QByteArrayView("api_user") : name, person);
    }
    if (wait)
        return rateLimited(QString::fromLatin1(name), *wait);
    return {};
}

Result<std::optional<api::RequestKey>> RequestGuard::requestKey(const GuardedRequest &request) const
{
    const HttpRequest &http = request.http;
    const QByteArrayView key = http.header("Idempotency-Key");
    if (key.isNull() || http.method == Method::Get || http.method == Method::Head
        || !request.actor.user.isStored())
        return std::optional<api::RequestKey>();
    // What is kept with a key is the answer and a quick hash of the body: neither a token nor the
    // hash of a password may lie in the database.
    const bool isPublic = request.route.access == api::Access::Public;
    if (isPublic || request.guessKey != 0 || request.route.secretAnswer)
        return std::optional<api::RequestKey>();
    if (key.isEmpty() || key.size() > limits::kIdempotencyKeyBytes)
        return invalidInput(
            u"Idempotency-Key"_s, u"must have 1 to %1 bytes"_s.arg(limits::kIdempotencyKeyBytes));
    return std::optional(api::RequestKey{.key = QString::fromUtf8(key),
        .bodyHash = api::hashOfRequest(request.route.method, http.path, http.query, http.body),
        .ownKeys = request.route.ownKeys});
}

} // namespace kith::net
