// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/route.h"

#include <QUrlQuery>

namespace kith::api {

using namespace Qt::StringLiterals;

std::vector<QByteArray> pathParameterNames(const char *path)
{
    std::vector<QByteArray> names;
    for (const QByteArray &segment : QByteArray(path).split('/')) {
        if (segment.startsWith('{') && segment.endsWith('}'))
            names.push_back(segment.mid(1, segment.size() - 2));
    }
    return names;
}

const char *nameOf(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        break;
    }
    return "DELETE";
}

namespace detail {

namespace {

bool isNumber(const QString &text)
{
    bool ok = false;
    text.toLongLong(&ok);
    return ok;
}

/// Whether a parameter's value is written in JSON without quotation marks.
bool isBare(const FieldList &fields, QStringView name)
{
    for (const Field &field : fields.all) {
        if (name != QLatin1StringView(field.name))
            continue;
        const Type &type =
            field.type->kind == Type::Kind::Optional ? *field.type->inner : *field.type;
        return type.kind == Type::Kind::Bool || type.kind == Type::Kind::Int
            || type.kind == Type::Kind::Double;
    }
    return false;
}

/// A query string as JSON text: numbers and booleans of the model bare, everything else a string,
/// so that the decoder of bodies checks queries too, with the same errors.
QByteArray queryAsJson(QByteArrayView query, const FieldList &fields)
{
    QByteArray out = "{";
    // '+' means a space in queries that forms and URLSearchParams write.
    QByteArray text = query.toByteArray();
    text.replace('+', "%20");
    const auto items = QUrlQuery(QString::fromUtf8(text)).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        if (out.size() > 1)
            out += ',';
        json::appendString(out, QStringView(key));
        out += ':';
        if (isBare(fields, key) && (isNumber(value) || value == "true"_L1 || value == "false"_L1))
            out += value.toUtf8();
        else
            json::appendString(out, QStringView(value));
    }
    out += '}';
    return out;
}

Result<void> readModel(QByteArrayView json, const FieldList &fields, void *out)
{
    TRY_ASSIGN(const JsonValue value, parseJson(json.isEmpty() ? QByteArrayView("{}") : json));
    json::Decoder decoder(Unknown::Refuse);
    decoder.decodeObject(value, fields, out);
    if (decoder.failed())
        return invalidInput(decoder.takeErrors());
    return {};
}

Result<void> readId(const QByteArray &text, void *out)
{
    bool ok = false;
    const qint64 id = text.toLongLong(&ok);
    if (!ok || id <= 0)
        return notFound(u"There is no such object."_s);
    typeOf<qint64>.setInteger(out, id);
    return {};
}

QJsonObject parameter(
    const char *in, const QByteArray &name, bool needed, const QJsonObject &schema)
{
    QJsonObject copy = schema;
    const QJsonValue description = copy.take("description"_L1);
    QJsonObject made{{u"in"_s, QString::fromLatin1(in)}, {u"name"_s, QString::fromLatin1(name)},
        {u"required"_s, needed}, {u"schema"_s, copy}};
    if (!description.isUndefined())
        made.insert(u"description"_s, description);
    return made;
}

void addQueryParameters(RouteShape &shape, SchemaSet &set, const FieldList &fields)
{
    for (const Field &field : fields.all) {
        const bool isOptional = field.type->kind == Type::Kind::Optional;
        const Type &type = isOptional ? *field.type->inner : *field.type;
        shape.parameters.push_back(parameter("query", field.name,
            field.rules.required && !isOptional, set.of(type, field.rules, Direction::Request)));
    }
}

} // namespace

Result<void> readStrictly(
    const char *, const Call &call, std::span<const Argument> arguments, void *const *out)
{
    for (size_t i = 0; i < arguments.size(); ++i) {
        switch (arguments[i].from) {
        case Argument::From::PathId:
            TRY(readId(call.pathParams[i], out[i]));
            break;
        case Argument::From::PathText:
            *static_cast<QString *>(out[i]) = QString::fromUtf8(call.pathParams[i]);
            break;
        case Argument::From::Query: {
            const FieldList &fields = arguments[i].fields();
            TRY(readModel(queryAsJson(call.query, fields), fields, out[i]));
            break;
        }
        case Argument::From::Body:
            TRY(readModel(call.body, arguments[i].fields(), out[i]));
            break;
        default:
            Q_ASSERT_X(false, "readStrictly", "an argument that dialects alone have");
        }
    }
    return {};
}

RouteShape shapeOf(const char *path, SchemaSet &set, std::span<const Argument> arguments)
{
    RouteShape shape;
    const auto names = pathParameterNames(path);
    for (size_t i = 0; i < arguments.size(); ++i) {
        const Argument &argument = arguments[i];
        switch (argument.from) {
        case Argument::From::PathId:
        case Argument::From::PathText:
        case Argument::From::PathSpelled:
            shape.parameters.push_back(parameter(
                "path", names[i], true, set.of(*argument.type, Rules{}, Direction::Request)));
            break;
        case Argument::From::Query:
        case Argument::From::Anywhere:
            addQueryParameters(shape, set, argument.fields());
            break;
        case Argument::From::Form:
            shape.requestType = "application/x-www-form-urlencoded";
            [[fallthrough]];
        case Argument::From::Body:
            shape.requestSchema = set.ref(argument.fields(), Direction::Request);
            break;
        case Argument::From::Asked: // header fields
            break;
        }
    }
    return shape;
}

} // namespace detail

} // namespace kith::api
