// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/route.h"

#include <QUrlQuery>

#include <algorithm>
#include <cstring>

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

} // namespace

QByteArray appendQueryJson(QByteArrayView query, const std::vector<const char *> &bareFields)
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
        const bool bare = std::any_of(bareFields.begin(), bareFields.end(),
            [&asked = key](const char *name) { return asked == QLatin1StringView(name); });
        if (bare && (isNumber(value) || value == "true"_L1 || value == "false"_L1))
            out += value.toUtf8();
        else
            json::appendString(out, QStringView(value));
    }
    out += '}';
    return out;
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

} // namespace detail

} // namespace kith::api
