// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/openapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

namespace kith::dialects {

using namespace Qt::StringLiterals;

namespace {

QJsonObject content(const char *type, const QJsonObject &schema)
{
    return {{QString::fromLatin1(type), QJsonObject{{u"schema"_s, schema}}}};
}

QJsonObject withText(const QString &description) { return {{u"description"_s, description}}; }

/// "users" of "/api/v1/users/{user_id}".
QString areaOf(const Dialect &dialect, const QString &path)
{
    QString rest = path;
    if (dialect.prefix && path.startsWith(QLatin1StringView(dialect.prefix)))
        rest = path.mid(qsizetype(qstrlen(dialect.prefix)));
    const QString area = rest.section(u'/', 1, 1);
    return area.isEmpty() || area.startsWith(u'{') ? u"system"_s : area;
}

/// FastAPI makes it of the function's name, which is the summary's words, the path and the method:
/// "login_api_auth_login_post".
QString operationId(const QString &summary, const QString &path, const char *method)
{
    static const QRegularExpression noWord(u"\\W"_s);
    return summary.toLower().replace(noWord, u"_"_s) + QString(path).replace(noWord, u"_"_s) + u'_'
        + QString::fromLatin1(method).toLower();
}

QJsonObject responses(const api::Route &route, const api::RouteShape &shape)
{
    QJsonObject all;
    for (const int status : shape.statuses) {
        QJsonObject answer = withText(status == 204 ? u"No Content"_s : u"Successful Response"_s);
        if (!shape.answerSchema.isEmpty())
            answer.insert(u"content"_s, content("application/json", shape.answerSchema));
        else if (status != 204)
            answer.insert(u"content"_s, content("application/json", {}));
        all.insert(QString::number(status), answer);
    }
    all.insert(u"default"_s,
        QJsonObject{{u"description"_s,
                        route.access == api::Access::Public
                            ? u"What is wrong with the request"_s
                            : u"What is wrong with the request or its token"_s},
            {u"content"_s,
                content("application/json", {{u"$ref"_s, u"#/components/schemas/Error"_s}})}});
    return all;
}

QJsonObject operation(const Dialect &dialect, const api::Route &route, const api::RouteShape &shape)
{
    const QString path = QString::fromLatin1(route.path);
    const QString summary = QString::fromUtf8(route.summary);
    QJsonObject made{{u"summary"_s, summary},
        {u"operationId"_s, operationId(summary, path, nameOf(route.method))},
        {u"tags"_s, QJsonArray{areaOf(dialect, path)}}, {u"responses"_s, responses(route, shape)}};
    if (route.access != api::Access::Public)
        made.insert(u"security"_s, QJsonArray{QJsonObject{{u"HTTPBearer"_s, QJsonArray()}}});
    QJsonArray parameters;
    for (const QJsonObject &parameter : shape.parameters)
        parameters.append(parameter);
    if (!parameters.isEmpty())
        made.insert(u"parameters"_s, parameters);
    if (!shape.requestSchema.isEmpty())
        made.insert(u"requestBody"_s,
            QJsonObject{{u"required"_s, true},
                {u"content"_s, content(shape.requestType, shape.requestSchema)}});
    return made;
}

/// A socket as the GET that it begins with, with its frames under an extension (as the native one).
QJsonObject socketOperation(const api::SocketMount &mount, SchemaSet &schemas)
{
    const QString path = QString::fromLatin1(mount.path);
    QJsonArray parameters;
    for (const QByteArray &name : api::pathParameterNames(mount.path))
        parameters.append(QJsonObject{{u"in"_s, u"path"_s}, {u"name"_s, QString::fromLatin1(name)},
            {u"required"_s, true}, {u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}});
    if (mount.auth == api::SocketMount::Auth::Query)
        parameters.append(QJsonObject{{u"in"_s, u"query"_s}, {u"name"_s, u"token"_s},
            {u"required"_s, true}, {u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}});
    QJsonObject made{{u"summary"_s, QString::fromUtf8(mount.summary)},
        {u"operationId"_s, operationId(u"websocket"_s, path, "get")},
        {u"tags"_s, QJsonArray{u"realtime"_s}},
        {u"responses"_s,
            QJsonObject{{u"101"_s, withText(u"The socket is open"_s)},
                {u"403"_s, withText(u"Refused before it opened"_s)}}}};
    if (!parameters.isEmpty())
        made.insert(u"parameters"_s, parameters);
    if (mount.frames) {
        const auto [fromClient, fromServer] = mount.frames(schemas);
        made.insert(
            u"x-websocket"_s, QJsonObject{{u"client"_s, fromClient}, {u"server"_s, fromServer}});
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

QJsonObject fastApiErrorSchema()
{
    const QJsonObject text{{u"type"_s, u"string"_s}};
    const QJsonObject item{{u"type"_s, u"object"_s},
        {u"properties"_s,
            QJsonObject{{u"type"_s, text}, {u"msg"_s, text},
                {u"loc"_s, QJsonObject{{u"type"_s, u"array"_s}}}, {u"input"_s, QJsonObject()},
                {u"ctx"_s, QJsonObject{{u"type"_s, u"object"_s}}}, {u"url"_s, text}}},
        {u"required"_s, QJsonArray{u"type"_s, u"loc"_s, u"msg"_s, u"input"_s}}};
    return {{u"type"_s, u"object"_s},
        {u"properties"_s,
            QJsonObject{{u"detail"_s,
                            QJsonObject{{u"oneOf"_s,
                                QJsonArray{text,
                                    QJsonObject{{u"type"_s, u"array"_s}, {u"items"_s, item}}}}}},
                {u"code"_s, text}, {u"request_id"_s, text}}},
        {u"required"_s, QJsonArray{u"detail"_s}}};
}

QByteArray openApiDocument(const Dialect &dialect, const api::Routes &routes)
{
    SchemaSet schemas;
    QJsonObject paths;
    const auto add = [&paths](const QString &path, const char *method, const QJsonObject &made) {
        QJsonObject operations = paths.value(path).toObject();
        operations.insert(QString::fromLatin1(method).toLower(), made);
        paths.insert(path, operations);
    };
    for (const api::Route &route : routes)
        add(QString::fromLatin1(route.path), nameOf(route.method),
            operation(dialect, route, route.shape(schemas)));
    for (const api::SocketMount &mount : dialect.sockets)
        add(QString::fromLatin1(mount.path), "get", socketOperation(mount, schemas));

    QJsonObject components = schemas.components();
    components.insert(
        u"Error"_s, dialect.errorSchema ? dialect.errorSchema() : fastApiErrorSchema());
    const QJsonObject bearer{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s}};
    return QJsonDocument(
        QJsonObject{{u"openapi"_s, u"3.1.0"_s},
            {u"info"_s,
                QJsonObject{{u"title"_s, QString::fromUtf8(dialect.title)},
                    {u"version"_s, QString::fromUtf8(dialect.version)}}},
            {u"servers"_s, QJsonArray{QJsonObject{{u"url"_s, u"/"_s}}}}, {u"tags"_s, tagsOf(paths)},
            {u"paths"_s, paths},
            {u"components"_s,
                QJsonObject{{u"schemas"_s, components},
                    {u"securitySchemes"_s, QJsonObject{{u"HTTPBearer"_s, bearer}}}}}})
        .toJson(QJsonDocument::Indented);
}

} // namespace kith::dialects
