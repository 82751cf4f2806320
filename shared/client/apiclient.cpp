// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/client/apiclient.h"

#include <QPointer>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

/// What a status means where no problem document came with it, as from a proxy in between.
ErrorCode codeOf(int status)
{
    switch (status) {
    case 401:
        return ErrorCode::Unauthenticated;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::NotFound;
    case 409:
        return ErrorCode::Conflict;
    case 413:
        return ErrorCode::TooLarge;
    case 429:
        return ErrorCode::RateLimited;
    case 502:
    case 503:
    case 504:
        return ErrorCode::Unavailable;
    default:
        return status >= 400 && status < 500 ? ErrorCode::InvalidInput : ErrorCode::Internal;
    }
}

Error errorOf(const QNetworkReply &reply, int status, const QByteArray &body)
{
    const QByteArray type = reply.header(QNetworkRequest::ContentTypeHeader).toByteArray();
    Error error{.code = codeOf(status), .detail = u"The server answered %1."_s.arg(status)};
    if (type.startsWith("application/problem+json")) {
        if (const auto problem = fromJson<Problem>(body, Unknown::Ignore))
            error = toError(*problem);
    }
    bool ok = false;
    const int seconds = reply.rawHeader("Retry-After").toInt(&ok);
    if (ok && seconds >= 0)
        error.retryAfter = std::chrono::seconds(seconds);
    if (error.requestId.isEmpty())
        error.requestId = QString::fromLatin1(reply.rawHeader("X-Request-Id"));
    return error;
}

Error noAnswer(const QNetworkReply &reply)
{
    if (reply.property("tooLarge").toBool())
        return tooLarge(u"The server's answer is too large to be read."_s);
    // With no context gone, only the transfer timeout cancels.
    if (reply.error() == QNetworkReply::OperationCanceledError)
        return unavailable(u"The server did not answer in time."_s);
    return unavailable(u"No answer from the server: "_s + reply.errorString());
}

} // namespace

ApiClient::ApiClient(QUrl base, QObject *parent) : QObject(parent), m_base(std::move(base)) { }

ApiClient::~ApiClient() = default;

void ApiClient::setTokens(Secret access, Secret refresh)
{
    m_access = std::move(access);
    m_refresh = std::move(refresh);
    ++m_tokenNumber;
    Q_EMIT tokensChanged();
}

void ApiClient::keep(const Token &token)
{
    setTokens(Secret(token.accessToken), Secret(token.refreshToken));
}

void ApiClient::accessToken(const Secret &refused, const Callback<Secret> &done)
{
    const bool stillCurrent = refused.reveal() == m_access.reveal();
    if (isSignedIn() && !stillCurrent && !m_renewing)
        return done(m_access);
    if (m_refresh.isEmpty())
        return done(unauthenticated(u"Nobody is signed in."_s));
    // A call that needs no network: it waits with the others and then reads the new token.
    Pending pending{
        .request = {.method = {}}, .hasContext = done.hasContext, .context = done.context};
    pending.done = [this, done](Result<QByteArray> renewed) {
        if (!renewed)
            return done(std::move(renewed.error()));
        done(m_access);
    };
    m_waiting.push_back(std::move(pending));
    renewTokens();
}

void ApiClient::enqueue(Pending pending)
{
    if (!m_renewing || !pending.request.withToken)
        return transmit(std::move(pending));
    if (m_waiting.size() >= static_cast<size_t>(limits::kApiWaiting))
        return pending.done(unavailable(u"Too many calls wait for a new token."_s));
    m_waiting.push_back(std::move(pending));
}

QNetworkRequest ApiClient::networkRequest(const ApiRequest &request) const
{
    QUrl url = m_base;
    QString root = m_base.path(QUrl::FullyEncoded);
    if (root.endsWith(u'/'))
        root.chop(1);
    url.setPath(root + request.path, QUrl::TolerantMode);
    url.setQuery(request.query);

    QNetworkRequest out(url);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setTransferTimeout(static_cast<int>(m_timeout.count()));
    out.setRawHeader("Accept", "application/json, application/problem+json");
    out.setRawHeader("User-Agent", m_userAgent);
    if (request.body)
        out.setRawHeader("Content-Type", "application/json");
    if (!request.idempotencyKey.isEmpty())
        out.setRawHeader("Idempotency-Key", request.idempotencyKey);
    if (request.withToken && isSignedIn())
        out.setRawHeader("Authorization", "Bearer " + m_access.reveal());
    return out;
}

void ApiClient::transmit(Pending pending)
{
    if (!pending.wanted())
        return;
    if (pending.request.method.isEmpty()) // accessToken() waited for the renewal alone
        return pending.done(QByteArray());
    pending.tokenNumber = m_tokenNumber;
    const QNetworkRequest out = networkRequest(pending.request);
    QNetworkReply *reply = pending.request.body
        ? m_network.sendCustomRequest(out, pending.request.method, *pending.request.body)
        : m_network.sendCustomRequest(out, pending.request.method);
    if (pending.context)
        connect(pending.context, &QObject::destroyed, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > limits::kApiAnswerBytes) {
            reply->setProperty("tooLarge", true);
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this,
        [this, reply, pending = std::move(pending)] { finish(reply, pending); });
}

void ApiClient::finish(QNetworkReply *reply, Pending pending)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Progress is told at times only: a fast answer may have come whole before it is noticed.
    if (reply->bytesAvailable() > limits::kApiAnswerBytes)
        reply->setProperty("tooLarge", true);
    const bool cut = reply->error() == QNetworkReply::OperationCanceledError
        || reply->property("tooLarge").toBool();
    const QByteArray body = cut || !reply->isReadable() ? QByteArray() : reply->readAll();
    if (!pending.wanted())
        return;
    Q_EMIT exchanged({.method = pending.request.method,
        .url = reply->url(),
        .status = cut ? 0 : status,
        .networkError = reply->error(),
        .headers = reply->rawHeaderPairs(),
        .body = body});
    if (status == 0 || cut)
        return pending.done(noAnswer(*reply));
    if (status >= 200 && status < 300)
        return pending.done(body);

    const bool mayRenew = pending.request.withToken && !pending.replayed && !m_refresh.isEmpty();
    if (status != 401 || !mayRenew)
        return pending.done(errorOf(*reply, status, body));
    pending.replayed = true;
    // Another call may have renewed the token while this one was under way.
    if (!m_renewing && pending.tokenNumber != m_tokenNumber)
        return transmit(std::move(pending));
    m_waiting.push_back(std::move(pending));
    renewTokens();
}

void ApiClient::renewTokens()
{
    if (m_renewing)
        return;
    m_renewing = true;
    request<Token>({.method = "POST",
                       .path = u"/api/v2/auth/refresh"_s,
                       .body = toJson(Refresh{QString::fromUtf8(m_refresh.reveal())}),
                       .withToken = false},
        [this](Result<Token> result) { tokensRenewed(std::move(result)); });
}

void ApiClient::tokensRenewed(Result<Token> result)
{
    m_renewing = false;
    const std::deque<Pending> waiting = std::exchange(m_waiting, {});
    if (result) {
        keep(*result);
        for (const Pending &pending : waiting)
            transmit(pending);
        return;
    }
    const QPointer<ApiClient> alive(this); // a callback may end us
    const bool over = result.error().code == ErrorCode::Unauthenticated;
    if (over)
        forgetTokens();
    for (const Pending &pending : waiting) {
        if (pending.wanted())
            pending.done(result.error());
    }
    if (over && alive)
        Q_EMIT signedOut();
}

} // namespace kith
