// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway/requestguard.h"

#include "api/requestkeys.h"
#include "core/lists/folding.h"
#include "ops/seeded.h"
#include "shared/headernames.h"

#include <QUrlQuery>

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

/// What APIs call the account in a sign-in.
constexpr const char *kAccountNames[] = {"login", "username", "email"};

/// The account that a sign-in names, however it is spelt: in a JSON body, a form or the query.
QString accountOf(const HttpRequest &request)
{
    if (const auto parsed = parseJson(request.body)) {
        for (const char *name : kAccountNames) {
            const auto account = parsed->member(name);
            if (account && account->kind() == JsonValue::Kind::String)
                return account->toString();
        }
    }
    for (const QByteArray &encoded : {request.body, request.query}) {
        const QUrlQuery form(QString::fromUtf8(encoded.left(limits::KiB)));
        for (const char *name : kAccountNames) {
            const QString account =
                form.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
            if (!account.isEmpty())
                return account;
        }
    }
    return {};
}

quint64 accountKey(const HttpRequest &request)
{
    return RateLimits::keyOf(core::folded(accountOf(request)).toUtf8());
}

bool countsAddresses(Limiter limiter)
{
    return limiter == Limiter::ApiAddress || limiter == Limiter::RegisterAddress
        || limiter == Limiter::ResetAddress;
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

Identity RequestGuard::identify(const HttpRequest &request) const
{
    const QByteArrayView token = request.bearerToken();
    if (!token.isEmpty())
        return identify(token);
    return {.problem = request.hasOtherScheme() ? api::TokenProblem::OtherScheme
                                                : api::TokenProblem::Missing};
}

Identity RequestGuard::identify(QByteArrayView token) const
{
    const auto verified = m_services.tokens.verify(token, m_services.clock.now());
    if (!verified.claims)
        return {.problem = verified.fault == core::TokenFault::Expired
                ? api::TokenProblem::Expired
                : api::TokenProblem::Invalid};
    Identity identity{.audience = verified.claims->audience.toUtf8()};
    const auto admitted = m_services.gate.judge(*verified.claims, m_services.clock.now());
    if (admitted.actor)
        identity.actor = *admitted.actor;
    else
        identity.problem = admitted.refused == core::Refused::Inactive ? api::TokenProblem::Inactive
                                                                       : api::TokenProblem::Ended;
    return identity;
}

Result<void> RequestGuard::check(GuardedRequest &request) const
{
    TRY(authenticate(request));
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
        m_services.limits.take(Limiter::LoginAccount, request.guessKey);
}

/// A token of another API signs nobody in: what it may do was decided for that one.
Result<void> RequestGuard::authenticate(GuardedRequest &request) const
{
    const api::Style &style = request.style;
    const Identity &identity = request.identity;
    const bool isForThis =
        identity.audience == style.audience || ops::seeded(ops::Bug::AudienceUnchecked);
    if (!identity.problem && isForThis)
        request.actor = identity.actor;
    else if (needsToken(request.route.access))
        return style.unauthorised(isForThis || identity.audience.isEmpty()
                ? *identity.problem
                : api::TokenProblem::Invalid);
    return {};
}

Result<void> RequestGuard::checkAccess(const GuardedRequest &request) const
{
    const auto needs = [&](UserRole role) -> Result<void> {
        if (request.actor.role < role && request.route.roleTooLow)
            return request.route.roleTooLow();
        if (request.actor.role < role)
            return request.style.roleTooLow(role);
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
    if (local || sameSecret(token, request.http.bearerToken()))
        return {};
    // Hidden answers as absent does: a stranger need not know that metrics are here.
    return request.style.nothingHere();
}

/// The row names the limiter; what it counts by is the limiter's own affair. Whoever is not signed
/// in has no share of what counts persons, and takes from the address's.
Result<void> RequestGuard::checkLimit(GuardedRequest &request) const
{
    if (!request.route.limiter)
        return {};
    RateLimits &limits = m_services.limits;
    Limiter limiter = *request.route.limiter;
    const bool signedIn = request.actor.user.isStored();
    const auto person = static_cast<quint64>(request.actor.user.value);
    std::optional<std::chrono::seconds> wait;
    if (limiter == Limiter::LoginAccount) {
        // Only failures are counted: countIfGuessed() takes one for each.
        request.guessKey = signedIn ? person : accountKey(request.http);
        wait = limits.peek(limiter, request.guessKey);
    } else if (countsAddresses(limiter) || !signedIn) {
        if (!countsAddresses(limiter))
            limiter = Limiter::ApiAddress;
        wait = limits.take(limiter, addressKey(request.client));
    } else {
        wait = limits.take(limiter, person);
    }
    if (wait)
        return rateLimited(limiter, *wait);
    return {};
}

Result<std::optional<api::RequestKey>> RequestGuard::requestKey(const GuardedRequest &request) const
{
    const HttpRequest &http = request.http;
    const QByteArrayView key = http.header(headernames::kIdempotencyKey);
    if (key.isNull() || http.method == Method::Get || http.method == Method::Head
        || !request.actor.user.isStored())
        return std::optional<api::RequestKey>();
    // What is kept with a key is the answer and a quick hash of the body: neither a token nor the
    // hash of a password may lie in the database.
    const bool isPublic = request.route.access == api::Access::Public;
    if (isPublic || request.guessKey != 0 || request.route.secretAnswer)
        return std::optional<api::RequestKey>();
    if (key.isEmpty() || key.size() > limits::kIdempotencyKeyBytes)
        return invalidInput(QString::fromLatin1(headernames::kIdempotencyKey),
            u"must have 1 to %1 bytes"_s.arg(limits::kIdempotencyKeyBytes));
    return std::optional(api::RequestKey{.key = QString::fromUtf8(key),
        .bodyHash = api::hashOfRequest(request.route.method, http.path, http.query, http.body),
        .ownKeys = request.route.ownKeys});
}

} // namespace kith::net
