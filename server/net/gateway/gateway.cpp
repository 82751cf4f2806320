// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway/gateway.h"

#include "ops/log.h"
#include "shared/headernames.h"
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
    Identity identity;
    const api::Style *style = nullptr; // in whose words it is refused
    std::optional<GuardedRequest> guarded; // once its route is known
    SteadyTime start;
};

namespace {

/// A client's own id is kept when it is a short plain word, so that logs of both sides meet.
QByteArray requestIdOf(const HttpRequest &request)
{
    const QByteArrayView given = request.header(headernames::kRequestId);
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

bool wantsJson(const HttpRequest &request)
{
    const QByteArrayView accept = request.header("Accept");
    const qsizetype json = accept.indexOf("application/json");
    const qsizetype html = accept.indexOf("text/html");
    return json >= 0 && (html < 0 || json < html);
}

/// How a row reads a request. What is borrowed lives as long as the exchange.
api::Call callOf(const HttpRequest &request, const HttpPolicy &http)
{
    const QByteArrayView origin = request.header("Origin");
    return {.query = request.query,
        .body = request.body,
        .contentType = request.header("Content-Type").toByteArray(),
        .cookie = request.header("Cookie").toByteArray(),
        .isFromOwnSite = origin.isEmpty() || http.allowsOrigin(origin, request.header("Host"))};
}

} // namespace

Gateway::Gateway(
    ReactorServices &services, const Surface &surface, PendingReplies &pending, Opened opened)
    : m_services(services), m_surface(surface), m_guard(services.shared), m_pending(pending),
      m_opened(std::move(opened))
{
}

void Gateway::handle(HttpRequest request, ReplyHandle reply)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->style = &m_surface.style;
    exchange->requestId = requestIdOf(request);
    exchange->client = m_services.shared.http.clientOf(request);
    exchange->request = std::move(request);
    exchange->reply = std::move(reply);
    exchange->start = m_services.shared.clock.steady();
    if (!answerPlainly(exchange))
        dispatch(exchange);
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
    const QByteArray methods = m_surface.apis.methodsOf(request.path);
    Reply reply = finish(*exchange, api::Answer{.status = 204, .contentType = {}});
    const QByteArray all = methods.isEmpty() ? "GET, HEAD" : methods;
    reply.headers.push_back({"Allow", all + ", OPTIONS"});
    if (request.hasHeader("Access-Control-Request-Method")) {
        reply.headers.push_back({"Access-Control-Allow-Methods", all});
        reply.headers.push_back({"Access-Control-Allow-Headers",
            QByteArray("Authorization, Content-Type, ") + headernames::kIdempotencyKey + ", "
                + headernames::kRequestId});
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
    if (!m_surface.hasPages && !isDocs && !request.path.startsWith("/assets/"))
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
    const HttpRequest &request = exchange->request;
    exchange->identity = m_guard.identify(request);
    api::Call call = callOf(request, m_services.shared.http);
    auto match = m_surface.apis.find(
        *apiMethod(request.method), request.path, exchange->identity.audience, call);
    exchange->style = match.style;
    if (!match.route)
        return refusePath(exchange, match.allow);
    exchange->guarded.emplace(GuardedRequest{.http = request,
        .route = *match.route,
        .style = *match.style,
        .identity = exchange->identity,
        .client = exchange->client});
    if (match.style->syntax) {
        if (const auto unreadable = match.style->syntax(call))
            return send(exchange, finish(*exchange, *unreadable));
    }
    if (auto allowed = m_guard.check(*exchange->guarded); !allowed)
        return send(exchange, finish(*exchange, std::move(allowed.error())));
    call.pathParams = std::move(match.pathParams);
    run(exchange, std::move(call));
}

void Gateway::refusePath(const std::shared_ptr<Exchange> &exchange, const QByteArray &allow)
{
    if (allow.isEmpty())
        return send(exchange, finish(*exchange, exchange->style->nothingHere()));
    Reply reply = finish(*exchange, exchange->style->wrongMethod());
    reply.headers.push_back({"Allow", allow + ", OPTIONS"});
    send(exchange, reply);
}

void Gateway::run(const std::shared_ptr<Exchange> &exchange, api::Call call)
{
    const GuardedRequest &guarded = *exchange->guarded;
    const QByteArrayView agent = exchange->request.header("User-Agent");
    call.actor = guarded.actor;
    call.origin = {.address = exchange->client.toString(),
        .client = QString::fromUtf8(agent.first(std::min<qsizetype>(agent.size(), 200))),
        .requestId = QString::fromLatin1(exchange->requestId)};
    auto key = m_guard.requestKey(guarded);
    if (!key)
        return send(exchange, finish(*exchange, std::move(key.error())));
    auto step = guarded.route.decode(call);
    if (!step)
        return send(exchange, finish(*exchange, std::move(step.error())));
    const bool isInline = (*step)->runs == api::Runs::Inline;
    api::Work work{.step = std::move(*step),
        .actor = guarded.actor,
        .origin = std::move(call.origin),
        .key = std::move(*key),
        .essential = guarded.route.essential};
    if (isInline)
        return m_services.shared.executor.run(
            std::move(work), [this, exchange](Result<api::Answer> answer) {
                send(exchange, finish(*exchange, std::move(answer)));
            });
    const quint64 parked = m_pending.park(std::move(exchange->reply));
    m_services.shared.executor.run(
        std::move(work), [this, exchange, parked](Result<api::Answer> answer) {
            m_services.shared.switchboard.post(
                m_services.index, HttpDone{parked, finish(*exchange, std::move(answer))});
        });
}

Reply Gateway::finish(Exchange &exchange, Result<api::Answer> answer) const
{
    std::optional<std::chrono::seconds> retryAfter;
    if (exchange.guarded)
        m_guard.settle(*exchange.guarded, answer);
    if (!answer) {
        retryAfter = answer.error().retryAfter;
        answer = exchange.style->error(answer.error(), exchange.requestId);
    }
    Reply reply{.status = answer->status,
        .contentType = std::move(answer->contentType),
        .body = std::move(answer->body),
        .headers = {}};
    for (auto &[name, value] : answer->headers)
        reply.headers.push_back({name, value});
    if (retryAfter)
        reply.headers.push_back({"Retry-After", QByteArray::number(qint64(retryAfter->count()))});
    reply.headers.push_back({headernames::kRequestId, exchange.requestId});
    reply.headers.push_back({"Cache-Control", "no-store"});
    reply.headers.push_back(
        {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"});
    const auto append = [&reply](const std::vector<HeaderField> &fields) {
        reply.headers.insert(reply.headers.end(), fields.begin(), fields.end());
    };
    append(HttpPolicy::securityFields());
    append(m_services.shared.http.corsFields(
        exchange.request.header("Origin"), exchange.request.header("Host")));
    note(exchange, reply.status);
    return reply;
}

/// A line in the log and in the metrics: the route's template, never the path.
void Gateway::note(const Exchange &exchange, int status) const
{
    const char *method = methodName(exchange.request.method).data();
    const char *route = exchange.guarded ? exchange.guarded->route.path : "none";
    const auto time = m_services.shared.clock.steady() - exchange.start;
    m_services.shared.metrics.request(method, route, status, time);
    ops::log(ops::kLogApi, status >= 500 ? Level::Warning : Level::Info, "request")
        .with("request_id", exchange.requestId)
        .with("method", method)
        .with("route", route)
        .with("status", status)
        .with("dur_ms", time)
        .with("user_id", exchange.guarded ? exchange.guarded->actor.user : UserId())
        .with("address", exchange.client.toString());
}

void Gateway::send(const std::shared_ptr<Exchange> &exchange, const Reply &reply)
{
    exchange->reply.send(reply);
}

} // namespace kith::net
