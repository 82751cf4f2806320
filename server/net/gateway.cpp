// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway.h"

#include "api/requestkeys.h"
#include "ops/log.h"
#include "shared/problem.h"
#include "web/assets.h"

#include <sodium.h>

#include <algorithm>
#include <thread>

namespace kith::net {

using namespace Qt::StringLiterals;
using ops::Level;

/// One request and what is known of it. The reactor fills it in; a worker only reads it.
struct Gateway::Exchange
{
    HttpRequest request;
    ReplyHandle reply; // until it is parked
    QByteArray requestId;
    QHostAddress client;
    const api::Route *route = nullptr;
    std::vector<QByteArray> pathParams;
    core::Actor actor;
    quint64 loginKey = 0; // of a sign-in: its failures are counted
    SteadyTime start;
};

namespace {

/// A client's own id is kept when it is a short plain word, so that logs of both sides meet.
QByteArray requestIdOf(const HttpRequest &request)
{
    const QByteArrayView given = request.header("X-Request-Id");
    const bool plain = !given.isEmpty() && given.size() <= 64
        && std::all_of(given.begin(), given.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || c == '-' || c == '_' || c == '.';
           });
    if (plain)
        return given.toByteArray();
    quint64 random = 0;
    randombytes_buf(&random, sizeof random);
    return QByteArray::number(random, 16).rightJustified(16, '0');
}

std::optional<api::Method> apiMethod(Method method)
{
    switch (method) {
    case Method::Get:
    case Method::Head:
        return api::Method::Get;
    case Method::Post:
        return api::Method::Post;
    case Method::Put:
        return api::Method::Put;
    case Method::Patch:
        return api::Method::Patch;
    case Method::Delete:
        return api::Method::Delete;
    case Method::Options:
        break;
    }
    return {};
}

/// "GET, HEAD" and so on, of the path; empty: there is no such path.
QByteArray allowedMethods(const api::Router &router, const QByteArray &path)
{
    return router.find(api::Method::Get, path).allow;
}

bool wantsJson(const HttpRequest &request)
{
    const QByteArrayView accept = request.header("Accept");
    const qsizetype json = accept.indexOf("application/json");
    const qsizetype html = accept.indexOf("text/html");
    return json >= 0 && (html < 0 || json < html);
}

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

Gateway::Gateway(ReactorServices &services, PendingReplies &pending)
    : m_services(services), m_pending(pending)
{
}

void Gateway::handle(HttpRequest request, ReplyHandle reply)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->requestId = requestIdOf(request);
    exchange->client = m_services.shared.http.clientOf(request);
    exchange->request = std::move(request);
    exchange->reply = std::move(reply);
    exchange->start = m_services.shared.clock.steady();
    if (!answerPlainly(exchange))
        dispatch(exchange);
}

std::optional<Reply> Gateway::acceptUpgrade(const HttpRequest &request) const
{
    const HttpPolicy &http = m_services.shared.http;
    const auto refuse = [&](int status) {
        Reply reply;
        reply.status = status;
        reply.headers = http.corsFields(request.header("Origin"), request.header("Host"));
        return reply;
    };
    if (request.path != "/api/v2/ws" && request.path != "/api/v2/ws/")
        return refuse(404);
    if (!http.allowsHost(request.header("Host")))
        return refuse(403);
    // A page of a foreign site must not open a socket with what its visitor is signed in to.
    const QByteArrayView origin = request.header("Origin");
    if (!origin.isEmpty() && !http.allowsOrigin(origin, request.header("Host")))
        return refuse(403);
    return {};
}

bool Gateway::answerPlainly(const std::shared_ptr<Exchange> &exchange)
{
    const HttpRequest &request = exchange->request;
    if (!m_services.shared.http.allowsHost(request.header("Host"))) {
        send(exchange,
            finish(*exchange,
                forbidden(u"This server does not answer to that name (Host). Its operator can add "
                          "it to server.allowed_hosts."_s)));
        return true;
    }
    if (request.method != Method::Options)
        return answerAsset(exchange);
    const QByteArray methods = allowedMethods(m_services.shared.router, request.path);
    Reply reply = finish(*exchange, api::Answer{.status = 204, .contentType = {}});
    const QByteArray all = methods.isEmpty() ? "GET, HEAD" : methods;
    reply.headers.push_back({"Allow", all + ", OPTIONS"});
    if (request.hasHeader("Access-Control-Request-Method")) {
        reply.headers.push_back({"Access-Control-Allow-Methods", all});
        reply.headers.push_back({"Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, X-Request-Id"});
        reply.headers.push_back({"Access-Control-Max-Age", "600"});
    }
    send(exchange, reply);
    return true;
}

bool Gateway::answerAsset(const std::shared_ptr<Exchange> &exchange)
{
    const HttpRequest &request = exchange->request;
    if (request.method != Method::Get && request.method != Method::Head)
        return false;
    const web::Asset *asset = web::findAsset(request.path);
    if (!asset || (request.path == "/" && wantsJson(request)))
        return false;
    const bool isDocs = request.path.startsWith("/docs") || request.path.startsWith("/redoc");
    if (isDocs && !m_services.shared.http.docs())
        return false;
    const bool gzip = !asset->gzip.isEmpty() && request.header("Accept-Encoding").contains("gzip");
    const QByteArray &etag = gzip ? asset->etagGzip : asset->etag;
    const bool known = request.header("If-None-Match") == etag;
    Reply reply{.status = known ? 304 : 200,
        .contentType = asset->contentType,
        .body = known ? QByteArray()
            : gzip    ? asset->gzip
                      : asset->body,
        .headers = {{"ETag", etag}, {"Cache-Control", asset->cacheControl},
            {"Vary", "Accept-Encoding, Accept"}}};
    if (gzip && !known)
        reply.headers.push_back({"Content-Encoding", "gzip"});
    if (!asset->contentPolicy.isEmpty())
        reply.headers.push_back({"Content-Security-Policy", asset->contentPolicy});
    const auto &security = HttpPolicy::securityFields();
    reply.headers.insert(reply.headers.end(), security.begin(), security.end());
    m_services.shared.metrics.request(
        "GET", "asset", reply.status, m_services.shared.clock.steady() - exchange->start);
    send(exchange, reply);
    return true;
}

void Gateway::dispatch(const std::shared_ptr<Exchange> &exchange)
{
    const auto method = apiMethod(exchange->request.method);
    auto match = m_services.shared.router.find(*method, exchange->request.path);
    if (!match.route) {
        const bool exists = !match.allow.isEmpty();
        Reply reply = finish(*exchange, notFound(u"There is nothing at this address."_s));
        if (exists) {
            reply = finish(*exchange, api::Answer{.status = 405, .contentType = {}});
            reply.headers.push_back({"Allow", match.allow + ", OPTIONS"});
        }
        return send(exchange, reply);
    }
    exchange->route = match.route;
    exchange->pathParams = std::move(match.pathParams);
    const auto refused = [&](Error error) { send(exchange, finish(*exchange, std::move(error))); };
    auto actor = authenticate(exchange->request);
    if (actor)
        exchange->actor = *actor;
    else if (needsToken(exchange->route->access))
        return refused(std::move(actor.error()));
    if (auto access = checkAccess(*exchange); !access)
        return refused(std::move(access.error()));
    if (auto limit = checkLimit(*exchange); !limit) {
        m_services.shared.metrics.limited.add();
        return refused(std::move(limit.error()));
    }
    run(exchange);
}

Result<core::Actor> Gateway::authenticate(const HttpRequest &request) const
{
    const QByteArrayView token = bearerOf(request);
    if (token.isEmpty())
        return unauthenticated(u"Sign in: send an access token as \"Authorization: Bearer …\"."_s);
    TRY_ASSIGN(const core::Claims claims,
        m_services.shared.tokens.verifyAccess(token, u"native", m_services.shared.clock.now()));
    const auto actor = m_services.shared.gate.admit(claims);
    if (!actor)
        return unauthenticated(u"The session has ended. Sign in again."_s);
    return *actor;
}

Result<void> Gateway::checkAccess(const Exchange &exchange) const
{
    const auto needs = [&](UserRole role) -> Result<void> {
        if (exchange.actor.role < role)
            return forbidden(
                u"This is for role %1 and above."_s.arg(QString::fromLatin1(nameOf(role))));
        return {};
    };
    switch (exchange.route->access) {
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
    const Secret &token = m_services.shared.http.metricsToken();
    const bool local = token.isEmpty() && exchange.request.peer.isLoopback()
        && !exchange.request.hasHeader("X-Forwarded-For")
        && !exchange.request.hasHeader("Forwarded");
    if (local || sameSecret(token, bearerOf(exchange.request)))
        return {};
    // Hidden answers as absent does: a stranger need not know that metrics are here.
    return notFound(u"There is nothing at this address."_s);
}

/// Limiters are named by the route; what they count by is theirs (security.md 37).
Result<void> Gateway::checkLimit(Exchange &exchange) const
{
    RateLimits &limits = m_services.shared.limits;
    const QByteArrayView name = exchange.route->limiter;
    const bool signedIn = exchange.actor.user.isStored();
    const auto person = static_cast<quint64>(exchange.actor.user.value);
    if (name == "none")
        return {};
    std::optional<std::chrono::seconds> wait;
    if (name == "login") {
        // Only failures are counted, by account: finish() takes one for each.
        const auto body = parseJson(exchange.request.body);
        const auto login = body ? body->member("login") : std::nullopt;
        const QString account = login ? login->toString().toLower() : QString();
        exchange.loginKey = RateLimits::keyOf(account.toUtf8());
        wait = limits.peek("login", exchange.loginKey);
    } else if (name == "register" || !signedIn) {
        const QByteArrayView which = name == "register" ? name : QByteArrayView("api_address");
        wait = limits.take(which, addressKey(exchange.client));
    } else {
        wait = limits.take(name == "api" ? QByteArrayView("api_user") : name, person);
    }
    if (wait)
        return rateLimited(QString::fromLatin1(name), *wait);
    return {};
}

Result<std::optional<api::RequestKey>> Gateway::requestKey(const Exchange &exchange) const
{
    const HttpRequest &request = exchange.request;
    const QByteArrayView key = request.header("Idempotency-Key");
    if (key.isNull() || request.method == Method::Get || request.method == Method::Head
        || !exchange.actor.user.isStored())
        return std::optional<api::RequestKey>();
    if (key.isEmpty() || key.size() > limits::kIdempotencyKeyBytes)
        return invalidInput(
            u"Idempotency-Key"_s, u"must have 1 to %1 bytes"_s.arg(limits::kIdempotencyKeyBytes));
    return std::optional(api::RequestKey{.key = QString::fromUtf8(key),
        .bodyHash =
            api::hashOfRequest(exchange.route->method, request.path, request.query, request.body),
        .ownKeys = exchange.route->ownKeys});
}

void Gateway::run(const std::shared_ptr<Exchange> &exchange)
{
    const HttpRequest &request = exchange->request;
    const QByteArrayView agent = request.header("User-Agent");
    const core::Origin origin{.address = exchange->client.toString(),
        .client = QString::fromUtf8(agent.first(std::min<qsizetype>(agent.size(), 200)))};
    const api::Call call{.pathParams = exchange->pathParams,
        .query = request.query,
        .body = request.body,
        .actor = exchange->actor,
        .origin = origin};
    auto key = requestKey(*exchange);
    if (!key)
        return send(exchange, finish(*exchange, std::move(key.error())));
    auto step = exchange->route->decode(call);
    if (!step)
        return send(exchange, finish(*exchange, std::move(step.error())));
    if ((*step)->runs == api::Runs::Inline)
        return m_services.shared.executor.run(
            {.step = std::move(*step), .actor = exchange->actor, .origin = origin},
            [this, exchange](Result<api::Answer> answer) {
                send(exchange, finish(*exchange, std::move(answer)));
            });
    const quint64 parked = m_pending.park(std::move(exchange->reply));
    m_services.shared.executor.run({.step = std::move(*step),
                                       .actor = exchange->actor,
                                       .origin = origin,
                                       .key = std::move(*key)},
        [this, exchange, parked](Result<api::Answer> answer) {
            m_services.shared.switchboard.post(
                m_services.index, HttpDone{parked, finish(*exchange, std::move(answer))});
        });
}

Reply Gateway::finish(Exchange &exchange, Result<api::Answer> answer) const
{
    const HttpRequest &request = exchange.request;
    Reply reply;
    if (answer) {
        reply.status = answer->status;
        reply.contentType = answer->contentType;
        reply.body = std::move(answer->body);
        for (auto &[name, value] : answer->headers)
            reply.headers.push_back({name, value});
    } else {
        const Error &error = answer.error();
        reply.status = httpStatus(error.code);
        reply.contentType = "application/problem+json";
        reply.body = toJson(toProblem(error, QString::fromLatin1(exchange.requestId)));
        if (error.code == ErrorCode::Unauthenticated)
            reply.headers.push_back({"WWW-Authenticate", "Bearer"});
        if (error.retryAfter)
            reply.headers.push_back(
                {"Retry-After", QByteArray::number(qint64(error.retryAfter->count()))});
        if (error.code == ErrorCode::Unauthenticated && exchange.loginKey != 0)
            m_services.shared.limits.take("login", exchange.loginKey);
    }
    reply.headers.push_back({"X-Request-Id", exchange.requestId});
    reply.headers.push_back({"Cache-Control", "no-store"});
    reply.headers.push_back(
        {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"});
    const auto &security = HttpPolicy::securityFields();
    reply.headers.insert(reply.headers.end(), security.begin(), security.end());
    const auto cors =
        m_services.shared.http.corsFields(request.header("Origin"), request.header("Host"));
    reply.headers.insert(reply.headers.end(), cors.begin(), cors.end());

    const char *route = exchange.route ? exchange.route->path : "none";
    const auto time = m_services.shared.clock.steady() - exchange.start;
    m_services.shared.metrics.request(methodName(request.method).data(), route, reply.status, time);
    ops::log(ops::kLogApi, reply.status >= 500 ? Level::Warning : Level::Info, "request")
        .with("request_id", exchange.requestId)
        .with("method", methodName(request.method))
        .with("route", route)
        .with("status", reply.status)
        .with("dur_ms", time)
        .with("user_id", exchange.actor.user)
        .with("address", exchange.client.toString());
    return reply;
}

void Gateway::send(const std::shared_ptr<Exchange> &exchange, const Reply &reply)
{
    exchange->reply.send(reply);
}

} // namespace kith::net
