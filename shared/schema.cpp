// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/schema.h"

#include <cstring>

namespace kith {

using namespace Qt::StringLiterals;

QJsonObject SchemaSet::typed(const char *type) { return {{u"type"_s, QString::fromLatin1(type)}}; }

QJsonObject SchemaSet::nullable(const QJsonObject &schema)
{
    // JSON Schema 2020-12 has no "nullable": a plain type becomes a pair, anything else a choice.
    if (schema.contains("type"_L1) && !schema.contains("enum"_L1)) {
        QJsonObject copy = schema;
        copy.insert(u"type"_s, QJsonArray{schema.value("type"_L1), u"null"_s});
        return copy;
    }
    return {{u"oneOf"_s, QJsonArray{schema, QJsonObject{{u"type"_s, u"null"_s}}}}};
}

void SchemaSet::addRules(QJsonObject &schema, const Rules &rules)
{
    const QJsonValue type = schema.value("type"_L1);
    const QString kind = type.isArray() ? type.toArray().at(0).toString() : type.toString();
    const QString counted = kind == "string"_L1 ? u"Length"_s
        : kind == "object"_L1                   ? u"Properties"_s
                                                : u"Items"_s;
    if (rules.minLength > 0)
        schema.insert(u"min"_s + counted, rules.minLength);
    if (rules.maxLength >= 0)
        schema.insert(u"max"_s + counted, rules.maxLength);
    if (rules.minimum != std::numeric_limits<qint64>::min())
        schema.insert(u"minimum"_s, rules.minimum);
    if (rules.maximum != std::numeric_limits<qint64>::max())
        schema.insert(u"maximum"_s, rules.maximum);
    if (rules.format && std::strcmp(rules.format, "email") == 0)
        schema.insert(u"format"_s, u"email"_s);
    if (rules.doc)
        schema.insert(u"description"_s, QString::fromUtf8(rules.doc));
}

} // namespace kith
