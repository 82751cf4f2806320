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

} // namespace kith::net
