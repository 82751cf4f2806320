// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httprequest.h"

namespace kith::net {

QByteArrayView methodName(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Head:
        return "HEAD";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        return "DELETE";
    case Method::Options:
        return "OPTIONS";
    }
    return {};
}

QByteArrayView HttpRequest::header(QByteArrayView name) const
{
    for (const HeaderField &field : headers) {
        if (field.name.size() == name.size() && field.name.compare(name, Qt::CaseInsensitive) == 0)
            return field.value.isNull() ? QByteArrayView("") : QByteArrayView(field.value);
    }
    return {};
}

namespace {

constexpr QByteArrayView kScheme = "Bearer ";

bool isBearer(QByteArrayView field)
{
    return field.size() > kScheme.size()
        && field.first(kScheme.size()).compare(kScheme, Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArrayView HttpRequest::bearerToken() const
{
    QByteArrayView field = header("Authorization").trimmed();
    if (!isBearer(field))
        return {};
    field = field.sliced(kScheme.size()).trimmed();
    return isBearer(field) ? field.sliced(kScheme.size()).trimmed() : field;
}

bool HttpRequest::hasOtherScheme() const
{
    const QByteArrayView field = header("Authorization").trimmed();
    return field.contains(' ') && !isBearer(field);
}

} // namespace kith::net
