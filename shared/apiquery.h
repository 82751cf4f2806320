// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A query string from a model's field list: the other direction of the server's Query<T>.

#include "shared/json.h"

#include <QUrl>
#include <QUrlQuery>

namespace kith {

namespace detail {

inline QString queryText(const QString &text)
{
    // Encodes '+' too, which servers read as a space and QUrlQuery leaves alone.
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}
template <class Tag> QString queryText(Id<Tag> id) { return QString::number(id.value); }
inline QString queryText(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}
inline QString queryText(qint64 value) { return QString::number(value); }
inline QString queryText(Timestamp value)
{
    return queryText(QString::fromLatin1(toRfc3339(value)));
}
template <NamedEnum E> QString queryText(E value) { return QString::fromLatin1(nameOf(value)); }

} // namespace detail

/// Absent members are left out.
template <HasFields T> QUrlQuery queryOf(const T &model)
{
    QUrlQuery query;
    eachField<T>([&](const auto &f) {
        const auto &value = model.*f.member;
        const QString name = QString::fromLatin1(f.name);
        if constexpr (json::IsOptional<std::remove_cvref_t<decltype(value)>>::value) {
            if (value)
                query.addQueryItem(name, detail::queryText(*value));
        } else {
            query.addQueryItem(name, detail::queryText(value));
        }
    });
    return query;
}

} // namespace kith
