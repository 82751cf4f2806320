// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/openapi.h"

#include "native/openapiparts.h"
#include "native/openapisocket.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

namespace kith::api {

using namespace Qt::StringLiterals;

namespace {

bool isWrite(Method method) { return method != Method::Get; }

/// "chats" of "/api/v2/chats/{chat_id}"; routes outside the prefix are the system's.
QString areaOf(const QString &path)
{
    const QString prefix = u"/api/v2/"_s;
    return path.startsWith(prefix) ? path.mid(prefix.size()).section(u'/', 0, 0) : u"system"_s;
}

QString capitalised(const QString &name)
{
    QString out;
    for (const QString &word :
        name.split(QRegularExpression(u"[^A-Za-z0-9]+"_s), Qt::SkipEmptyParts))
        out += word.at(0).toUpper() + word.mid(1);
    return out;
}

const char *nameOf(Access access)
{
    switch (access) {
    case Access::Public:
        return "public";
    case Access::User:
        return "user";
    case Access::Moderator:
        return "moderator";
    case Access::Admin:
        return "admin";
    case Access::Operator:
        return "operator";
    case Access::Owner:
        break;
    }
    return "owner";
}

/// Which errors a row can answer with follows from its access and its kind, not from a list that
/// somebody keeps: 500 is left out on purpose, since an answer that is one is a fault.
std::vector<ErrorCode> errorsOf(const Route &route, const RouteShape &shape)
{
    if (route.access == Access::Operator) // hidden from everybody else, as if it were not there
        return {ErrorCode::NotFound, ErrorCode::Unavailable};
    const bool isPublic = route.access == Access::Public;
    const bool writes = isWrite(route.method);
    const bool takesInput = !shape.requestSchema.isEmpty() || !shape.parameters.empty();
    const bool named = !pathParameterNames(route.path).empty();
    std::vector<ErrorCode> codes;
    const auto add = [&codes](bool possible, ErrorCode code) {
        if (possible)
            codes.push_back(code);
    };
    // Public routes that check a password or a token refuse like guarded ones.
    add(!isPublic || writes, ErrorCode::Unauthenticated);
    add(!isPublic || writes, ErrorCode::Forbidden);
    add(named || (writes && !isPublic), ErrorCode::NotFound);
    add(writes, ErrorCode::Conflict);
    add(!shape.requestSchema.isEmpty(), ErrorCode::TooLarge);
    add(takesInput || writes, ErrorCode::InvalidInput);
    add(route.limiter.has_value(), ErrorCode::RateLimited);
    add(true, ErrorCode::Unavailable);
    return codes;
}

QJsonObject responsesOf(const Route &route, const RouteShape &shape)
{
    QJsonObject responses;
    for (const int status : shape.statuses) {
        QJsonObject response{{u"description"_s, openapi::statusText(status)},
            {u"headers"_s, openapi::answerHeaders()}};
        if (shape.answerSchema.isEmpty() && status != 204)
            response.insert(u"content"_s, openapi::content("*/*", {})); // bytes, of no model
        else if (!shape.answerSchema.isEmpty())
            response.insert(u"content"_s, openapi::content("application/json", shape.answerSchema));
        responses.insert(QString::number(status), response);
    }
    for (const ErrorCode code : errorsOf(route, shape))
        responses.insert(
            QString::number(httpStatus(code)), openapi::ref("responses", openapi::nameOf(code)));
    return responses;
}

QJsonObject operation(const Route &route, const RouteShape &shape)
{
    QJsonArray parameters;
    for (const QJsonObject &parameter : shape.parameters)
        parameters.append(parameter);
    // Where passwords are checked no key is kept (net/gateway/requestguard).
    if (isWrite(route.method) && route.access != Access::Public
        && route.limiter != Limiter::LoginAccount)
        parameters.append(openapi::ref("parameters", u"IdempotencyKey"_s));

    const QJsonArray security = route.access == Access::Public
        ? QJsonArray()
        : QJsonArray{QJsonObject{{u"bearer"_s, QJsonArray()}}};
    QJsonObject made{{u"operationId"_s, operationId(route.method, route.path)},
        {u"summary"_s, QString::fromUtf8(route.summary)},
        {u"tags"_s, QJsonArray{areaOf(QString::fromLatin1(route.path))}}, {u"security"_s, security},
        {u"responses"_s, responsesOf(route, shape)},
        {u"x-access"_s, QString::fromLatin1(nameOf(route.access))},
        {u"x-rate-limiter"_s,
            QString::fromLatin1(route.limiter ? nameOf(*route.limiter) : "none")}};
    if (!parameters.isEmpty())
        made.insert(u"parameters"_s, parameters);
    if (!shape.requestSchema.isEmpty()) {
        // A body without required fields may be left away (fromJson reads none as {}).
        made.insert(u"requestBody"_s,
            QJsonObject{{u"required"_s, true},
                {u"content"_s, openapi::content("application/json", shape.requestSchema)}});
    }
    return made;
}

QJsonArray tagsOf(const QJsonObject &paths)
{
    QSet<QString> used;
    for (const QJsonValue &path : paths) {
        for (const QJsonValue &method : path.toObject())
            used.insert(method.toObject().value("tags"_L1).toArray().at(0).toString());
    }
    QStringList names(used.begin(), used.end());
    names.sort();
    QJsonArray tags;
    for (const QString &name : names)
        tags.append(QJsonObject{{u"name"_s, name}});
    return tags;
}

} // namespace

QString operationId(Method method, const char *path)
{
    QString id = QString::fromLatin1(nameOf(method)).toLower();
    QString by;
    QString text = QString::fromLatin1(path);
    if (text.startsWith("/api/v2/"_L1))
        text.remove(0, 8);
    for (const QString &segment : text.split(u'/', Qt::SkipEmptyParts)) {
        const bool isParameter = segment.startsWith(u'{');
        by = isParameter ? u"By"_s + capitalised(segment) : QString();
        if (!isParameter)
            id += capitalised(segment);
    }
    return id + by;
}

QByteArray openApiDocument(const Routes &routes)
{
    SchemaSet schemas;
    schemas.ref<Problem>(Direction::Answer);
    QJsonObject paths;
    for (const Route &route : routes) {
        const QString path = QString::fromLatin1(route.path);
        QJsonObject operations = paths.value(path).toObject();
        operations.insert(QString::fromLatin1(nameOf(route.method)).toLower(),
            operation(route, route.shape(schemas)));
        paths.insert(path, operations);
    }
    const QString socket = u"/api/v2/ws"_s;
    paths.insert(socket, QJsonObject{{u"get"_s, openapi::socketOperation(schemas)}});

    QJsonObject components = openapi::fixedComponents();
    components.insert(u"schemas"_s, schemas.components());
    const QJsonObject document{{u"openapi"_s, u"3.1.0"_s}, {u"info"_s, openapi::info()},
        {u"servers"_s, QJsonArray{QJsonObject{{u"url"_s, u"/"_s}}}}, {u"tags"_s, tagsOf(paths)},
        {u"paths"_s, paths}, {u"components"_s, components}};
    return QJsonDocument(openapi::withShortNames(document)).toJson(QJsonDocument::Indented);
}

} // namespace kith::api
