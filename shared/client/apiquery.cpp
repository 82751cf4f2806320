// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/client/apiquery.h"

#include "shared/type.h"

#include <QUrl>

namespace kith {

namespace {

using namespace Qt::StringLiterals;

QString queryText(const Type &type, const void *value)
{
    switch (type.kind) {
    case Type::Kind::Bool:
        return *static_cast<const bool *>(value) ? u"true"_s : u"false"_s;
    case Type::Kind::Int:
        return QString::number(type.integer(value));
    case Type::Kind::Enum:
        return QString::fromLatin1(type.nameOf(type.integer(value)));
    case Type::Kind::Time:
        return QString::fromLatin1(QUrl::toPercentEncoding(
            QString::fromLatin1(toRfc3339(*static_cast<const Timestamp *>(value)))));
    case Type::Kind::Text:
        // Encodes '+' too, which servers read as a space and QUrlQuery leaves alone.
        return QString::fromLatin1(QUrl::toPercentEncoding(*static_cast<const QString *>(value)));
    default:
        Q_ASSERT_X(false, "queryOf", "a query has no such parameter");
        return {};
    }
}

} // namespace

QUrlQuery queryOf(const FieldList &fields, const void *model)
{
    QUrlQuery query;
    for (const Field &field : fields.all) {
        const Type *type = field.type;
        const void *value = field.in(model);
        if (type->kind == Type::Kind::Optional) {
            value = type->held(value);
            type = type->inner;
        }
        if (value)
            query.addQueryItem(QString::fromLatin1(field.name), queryText(*type, value));
    }
    return query;
}

} // namespace kith
