// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/rows.h"

namespace kith::dialects {

using namespace Qt::StringLiterals;

QByteArray cookieNamed(QByteArrayView cookieField, QByteArrayView name)
{
    for (const QByteArray &pair : cookieField.toByteArray().split(';')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && pair.first(equals).trimmed() == name)
            return pair.sliced(equals + 1).trimmed();
    }
    return {};
}

namespace detail {

bool isJsonType(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type.isEmpty() || type == "application/json"
        || (type.startsWith("application/") && type.endsWith("+json"));
}

bool isFormType(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower()
        == "application/x-www-form-urlencoded";
}

namespace {

/// A JSON body; what is no JSON by its type counts as a text, which is no object.
void readBody(Checker &checker, const api::Call &call, const FieldList &fields, void *out)
{
    if (!isJsonType(call.contentType))
        return checker.add("model_attributes_type",
            u"Input should be a valid dictionary or object to extract fields from"_s,
            inputText(QString::fromUtf8(call.body.left(200))));
    if (call.body.trimmed().isEmpty())
        return checker.add("missing", u"Field required"_s, "null");
    const auto value = parseJson(call.body);
    if (!value)
        return checker.addAll(itemsOf(*jsonSyntax(call)));
    if (value->kind() == JsonValue::Kind::Null)
        return checker.add("missing", u"Field required"_s, "null");
    readModel(checker, *value, fields, out);
}

void readAnywhere(Checker &checker, const api::Call &call, const FieldList &fields, void *out)
{
    if (call.query.isEmpty() && isFormType(call.contentType)) {
        checker.setRoot("body");
        return readTexts(checker, textItems(call.body), fields, out);
    }
    if (call.query.isEmpty() && !call.body.isEmpty()) {
        checker.setRoot("body");
        return readBody(checker, call, fields, out);
    }
    checker.setRoot("query");
    readTexts(checker, textItems(call.query), fields, out);
}

void readArgument(Checker &checker, const char *path, const api::Call &call, size_t index,
    const api::detail::Argument &argument, void *out)
{
    using From = api::detail::Argument::From;
    switch (argument.from) {
    case From::PathText:
        *static_cast<QString *>(out) = QString::fromUtf8(call.pathParams[index]);
        return;
    case From::PathSpelled:
        checker.setRoot("path");
        return argument.readPath(
            checker, api::pathParameterNames(path)[index], call.pathParams[index], out);
    case From::Query:
        checker.setRoot("query");
        return readTexts(checker, textItems(call.query), argument.fields(), out);
    case From::Form:
        checker.setRoot("body");
        return readTexts(checker, isFormType(call.contentType) ? textItems(call.body) : TextItems(),
            argument.fields(), out);
    case From::Anywhere:
        return readAnywhere(checker, call, argument.fields(), out);
    case From::Asked:
        *static_cast<Asked *>(out) = {.cookie = call.cookie, .isFromOwnSite = call.isFromOwnSite};
        return;
    case From::Body:
        checker.setRoot("body");
        return readBody(checker, call, argument.fields(), out);
    case From::PathId:
        Q_ASSERT_X(false, "readKindly", "dialects spell their ids");
    }
}

} // namespace

Result<void> readKindly(const char *path, const api::Call &call,
    std::span<const api::detail::Argument> arguments, void *const *out)
{
    Checker checker("body");
    for (size_t i = 0; i < arguments.size(); ++i)
        readArgument(checker, path, call, i, arguments[i], out[i]);
    return checker.result();
}

} // namespace detail

} // namespace kith::dialects
