// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/openapiparts.h"
#include "shared/limits.h"

#include <QJsonDocument>

namespace kith::api::openapi {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kDescription =
    "The native API of a Kith server.\n\n"
    "- Ids are integers and order nothing; `seq` does. Times are RFC 3339 in UTC with "
    "milliseconds.\n"
    "- Lists are `{items, next, prev}`, newest first; `limit` is 1 to 100.\n"
    "- Errors are RFC 9457 `application/problem+json`. What one may not see answers exactly as "
    "what does not exist. An unknown field in a request is an error (422).\n"
    "- An `Idempotency-Key` header, or a message's `client_id`, makes a write take effect once: "
    "the same key and body again answer the first answer, another body answers 409.\n"
    "- What is not HTTP/1.1, too long or too slow is refused before it reaches an operation, with "
    "a bare 400, 405, 408, 411, 413, 414, 426, 431 or 501.\n"
    "- A 500 is a fault of the server; its problem names a `request_id` to report.";

QJsonObject header(const char *description, const char *type)
{
    return {{u"description"_s, QString::fromUtf8(description)},
        {u"schema"_s, QJsonObject{{u"type"_s, QString::fromLatin1(type)}}}};
}

QJsonObject errorResponse(ErrorCode code)
{
    QJsonObject headers = answerHeaders();
    if (code == ErrorCode::RateLimited || code == ErrorCode::Unavailable)
        headers.insert(u"Retry-After"_s, ref("headers", u"RetryAfter"_s));
    if (code == ErrorCode::Unauthenticated)
        headers.insert(u"WWW-Authenticate"_s, ref("headers", u"WwwAuthenticate"_s));
    const Problem problem = toProblem(Error{.code = code}, {});
    return {{u"description"_s, problem.title}, {u"headers"_s, headers},
        {u"content"_s, content("application/problem+json", ref("schemas", u"Problem"_s))}};
}

} // namespace

QJsonObject info()
{
    return {{u"title"_s, u"Kith"_s}, {u"version"_s, u"2.0.0"_s},
        {u"summary"_s, u"Self-hosted team chat"_s},
        {u"description"_s, QString::fromUtf8(kDescription)},
        {u"license"_s,
            QJsonObject{{u"name"_s, u"GNU General Public License, version 3 or later"_s},
                {u"identifier"_s, u"GPL-3.0-or-later"_s}}}};
}

QJsonObject fixedComponents()
{
    QJsonObject responses;
    for (const auto &row : enumNames<ErrorCode>) {
        if (row.value != ErrorCode::Internal)
            responses.insert(nameOf(row.value), errorResponse(row.value));
    }
    const QJsonObject bearer{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s},
        {u"bearerFormat"_s, u"JWT"_s},
        {u"description"_s, u"The access_token of register, login or refresh"_s}};
    const QJsonObject key{{u"in"_s, u"header"_s}, {u"name"_s, u"Idempotency-Key"_s},
        {u"required"_s, false},
        {u"description"_s,
            u"Chosen by the client; the same key within 24 hours does the write once"_s},
        {u"schema"_s,
            QJsonObject{{u"type"_s, u"string"_s}, {u"minLength"_s, 1},
                {u"maxLength"_s, limits::kIdempotencyKeyBytes}}}};
    const QJsonObject headers{
        {u"RequestId"_s, header("Names this request in the server's log", "string")},
        {u"RetryAfter"_s, header("Seconds to wait before trying again", "integer")},
        {u"WwwAuthenticate"_s, header("Always Bearer", "string")}};
    return {{u"securitySchemes"_s, QJsonObject{{u"bearer"_s, bearer}}},
        {u"parameters"_s, QJsonObject{{u"IdempotencyKey"_s, key}}}, {u"headers"_s, headers},
        {u"responses"_s, responses}};
}

QJsonObject ref(const char *kind, const QString &name)
{
    return {{u"$ref"_s, u"#/components/%1/%2"_s.arg(QLatin1StringView(kind), name)}};
}

QJsonObject content(const char *type, const QJsonObject &schema)
{
    return {{QString::fromLatin1(type), QJsonObject{{u"schema"_s, schema}}}};
}

QJsonObject answerHeaders() { return {{u"X-Request-Id"_s, ref("headers", u"RequestId"_s)}}; }

QString statusText(int status)
{
    switch (status) {
    case 200:
        return u"OK"_s;
    case 201:
        return u"Created"_s;
    case 202:
        return u"Accepted"_s;
    default:
        return u"Done; no content"_s;
    }
}

QString nameOf(ErrorCode code)
{
    QString name;
    for (const QString &word : QString::fromLatin1(kith::nameOf(code)).split(u'_'))
        name += word.at(0).toUpper() + word.mid(1);
    return name;
}

QJsonObject withShortNames(const QJsonObject &document)
{
    const QString input = u"Input"_s;
    QJsonObject components = document.value("components"_L1).toObject();
    const QJsonObject schemas = components.value("schemas"_L1).toObject();
    QJsonObject renamed;
    QStringList shortened;
    for (auto schema = schemas.begin(); schema != schemas.end(); ++schema) {
        const QString bare =
            schema.key().chopped(schema.key().endsWith(input) ? input.size() : qsizetype(0));
        const bool isShort = schema.key().endsWith(input) && !schemas.contains(bare);
        if (isShort)
            shortened.append(schema.key());
        renamed.insert(isShort ? bare : schema.key(), schema.value());
    }
    components.insert(u"schemas"_s, renamed);
    QJsonObject out = document;
    out.insert(u"components"_s, components);
    // References are strings deep in the tree; replacing them in the text is the short way, and
    // the closing quote keeps one name from being the beginning of another.
    QByteArray text = QJsonDocument(out).toJson(QJsonDocument::Compact);
    for (const QString &name : shortened) {
        const QByteArray long_ = "\"#/components/schemas/" + name.toUtf8() + '"';
        text.replace(long_, long_.chopped(input.size() + 1) + '"');
    }
    return QJsonDocument::fromJson(text).object();
}

} // namespace kith::api::openapi
