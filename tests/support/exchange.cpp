// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/exchange.h"

#include "shared/json.h"

#include <QEventLoop>
#include <QFile>
#include <QNetworkReply>
#include <QTimer>

namespace kith::support {

using namespace Qt::StringLiterals;

namespace {

void appendLine(const QByteArray &line)
{
    const QString path = qEnvironmentVariable("KITH_RECORD");
    if (path.isEmpty())
        return;
    // Unbuffered and O_APPEND: one write a line, so that lines of parallel tests do not mix.
    QFile file(path);
    if (!file.open(QIODevice::Append | QIODevice::Unbuffered) || file.write(line + '\n') < 0)
        qFatal("cannot write %s", qPrintable(path));
}

void appendMember(QByteArray &out, const char *name, QStringView value)
{
    out.append(out.size() > 1 ? ",\"" : "\"").append(name).append("\":");
    json::appendString(out, value);
}

} // namespace

QByteArray Answer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

std::optional<Problem> Answer::problem() const
{
    if (!header("Content-Type").startsWith("application/problem+json"))
        return {};
    const auto read = fromJson<Problem>(body);
    return read ? std::optional(*read) : std::nullopt;
}

QByteArray Answer::bodyWithoutRequestId() const
{
    QByteArray out = body;
    if (const auto wrong = problem())
        out.replace(wrong->requestId.toUtf8(), QByteArray());
    return out;
}

QByteArray Answer::text() const { return QByteArray::number(status) + ' ' + body.left(2'000); }

Answer exchange(QNetworkAccessManager &network, const QUrl &base, const Ask &ask)
{
    QUrl url = QUrl::fromEncoded(base.toEncoded() + ask.target.toUtf8(), QUrl::TolerantMode);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    if (ask.body)
        request.setRawHeader("Content-Type", "application/json");
    if (!ask.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + ask.token);
    for (const auto &[name, value] : ask.headers)
        request.setRawHeader(name, value);
    std::unique_ptr<QNetworkReply> reply(ask.body
            ? network.sendCustomRequest(request, ask.method, *ask.body)
            : network.sendCustomRequest(request, ask.method));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(20'000, reply.get(), &QNetworkReply::abort);
    if (!reply->isFinished())
        loop.exec();
    Answer answer{.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        .headers = reply->rawHeaderPairs(),
        .body = reply->isReadable() ? reply->readAll() : QByteArray()};
    record(ask.method, url, answer);
    return answer;
}

void record(const QByteArray &method, const QUrl &url, const Answer &answer)
{
    QByteArray line = "{";
    appendMember(line, "method", QString::fromLatin1(method));
    appendMember(line, "path", url.path(QUrl::FullyEncoded));
    line += ",\"status\":" + QByteArray::number(answer.status) + ",\"headers\":";
    QByteArray headers = "{";
    for (const auto &[name, value] : answer.headers)
        appendMember(headers, name.toLower().constData(), QString::fromLatin1(value));
    line += headers + '}';
    appendMember(line, "body", QString::fromUtf8(answer.body));
    appendLine(line + '}');
}

void recordFrame(const QByteArray &json)
{
    QByteArray line = "{";
    appendMember(line, "frame", QString::fromUtf8(json));
    appendLine(line + '}');
}

} // namespace kith::support
