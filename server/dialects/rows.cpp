// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/rows.h"

namespace kith::dialects {

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

} // namespace detail

} // namespace kith::dialects
