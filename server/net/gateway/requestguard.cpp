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
    return limiter == Limiter::ApiAddress || limiter == Limiter::ResetAddress;
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
    if (auto known = authenticate(request); !known) {
        // Tokens can be guessed too, and each costs a signature.
        const auto wait = m_services.limits.take(Limiter::ApiAddress, addressKey(request.client));
        return wait ? limited(Limiter::ApiAddress, *wait) : known;
    }
    TRY(checkAccess(request));
    return checkLimit(request);
}

void RequestGuard::settle(const GuardedRequest &request, const Result<api::Answer> &answer) const
{
    if (!request.held)
        return;
    const bool isMade = answer.ok() && answer->status < 300;
    const bool isWrongPassword = !answer.ok()
        && (answer.error().code == ErrorCode::Unauthenticated
            || (!answer.error().fields.empty()
                && answer.error().fields.front().field == "current_password"_L1));
    const auto &[limiter, key] = *request.held;
    if (limiter == Limiter::LoginAccount ? !isWrongPassword : !isMade)
        m_services.limits.giveBack(limiter, key);
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
    const Limiter limiter = *request.route.limiter;
    const bool signedIn = request.actor.user.isStored();
    const auto person = static_cast<quint64>(request.actor.user.value);
    const auto hold = [&](quint64 key) -> Result<void> {
        if (const auto wait = limits.take(limiter, key))
            return limited(limiter, *wait);
        request.held = {limiter, key};
        return {};
    };
    const auto take = [&](Limiter which, quint64 key) -> Result<void> {
        const auto wait = limits.take(which, key);
        return wait ? limited(which, *wait) : Result<void>();
    };
    if (limiter == Limiter::LoginAccount)
        return hold(signedIn ? person : accountKey(request.http));
    if (limiter == Limiter::RegisterAddress) {
        // Accounts are counted, so that a mistyped form costs nobody theirs; forms are requests.
        TRY(take(Limiter::ApiAddress, addressKey(request.client)));
        return hold(addressKey(request.client));
    }
    if (countsAddresses(limiter))
        return take(limiter, addressKey(request.client));
    return signedIn ? take(limiter, person) : take(Limiter::ApiAddress, addressKey(request.client));
}

Result<void> RequestGuard::limited(Limiter limiter, std::chrono::seconds wait) const
{
    m_services.metrics.limited.add();
    return rateLimited(limiter, wait);
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
    const bool isGuess = request.held && request.held->limiter == Limiter::LoginAccount;
    if (isPublic || isGuess || request.route.secretAnswer)
        return std::optional<api::RequestKey>();
    if (key.isEmpty() || key.size() > limits::kIdempotencyKeyBytes)
        return invalidInput(QString::fromLatin1(headernames::kIdempotencyKey),
            u"must have 1 to %1 bytes"_s.arg(limits::kIdempotencyKeyBytes));
    return std::optional(api::RequestKey{.key = QString::fromUtf8(key),
        .bodyHash = api::hashOfRequest(request.route.method, http.path, http.query, http.body),
        .ownKeys = request.route.ownKeys});
}

} // namespace kith::net
