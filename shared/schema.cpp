// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/schema.h"

#include <QJsonArray>

#include <cstring>
#include <limits>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

QJsonObject typed(const char *type) { return {{u"type"_s, QString::fromLatin1(type)}}; }

QJsonObject nullable(const QJsonObject &schema)
{
    // JSON Schema 2020-12 has no "nullable": a plain type becomes a pair, anything else a choice.
    if (schema.contains("type"_L1) && !schema.contains("enum"_L1)) {
        QJsonObject copy = schema;
        copy.insert(u"type"_s, QJsonArray{schema.value("type"_L1), u"null"_s});
        return copy;
    }
    return {{u"oneOf"_s, QJsonArray{schema, QJsonObject{{u"type"_s, u"null"_s}}}}};
}

QJsonObject enumeration(const Type &type)
{
    QJsonArray names;
    for (const Type::Name &row : type.names)
        names.append(QString::fromLatin1(row.name));
    return {{u"type"_s, u"string"_s}, {u"enum"_s, names}};
}

void addRules(QJsonObject &schema, const Rules &rules)
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

} // namespace

QJsonObject SchemaSet::ref(const FieldList &fields, Direction direction)
{
    const QString name = QString::fromLatin1(fields.name)
        + (direction == Direction::Request ? u"Input"_s : QString());
    if (!m_components.contains(name)) {
        m_components.insert(name, QJsonObject()); // ends a recursion of a model into itself
        m_components.insert(name, object(fields, direction));
    }
    return {{u"$ref"_s, u"#/components/schemas/"_s + name}};
}

QJsonObject SchemaSet::of(const Type &type, const Rules &rules, Direction direction)
{
    QJsonObject schema = bare(type, direction);
    addRules(schema, rules);
    return schema;
}

QJsonObject SchemaSet::bare(const Type &type, Direction direction)
{
    switch (type.kind) {
    case Type::Kind::Bool:
        return typed("boolean");
    case Type::Kind::Int:
        return typed("integer");
    case Type::Kind::Double:
        return typed("number");
    case Type::Kind::Text:
    case Type::Kind::Bytes:
        return typed("string");
    case Type::Kind::Time:
        return {{u"type"_s, u"string"_s}, {u"format"_s, u"date-time"_s}};
    case Type::Kind::Enum:
        return enumeration(type);
    case Type::Kind::Optional:
        return nullable(of(*type.inner, Rules{}, direction));
    case Type::Kind::List:
        return {{u"type"_s, u"array"_s}, {u"items"_s, of(*type.inner, Rules{}, direction)}};
    case Type::Kind::Map:
        return {{u"type"_s, u"object"_s},
            {u"additionalProperties"_s, of(*type.inner, Rules{}, direction)}};
    case Type::Kind::Model:
        return ref(type.fields(), direction);
    case Type::Kind::Own:
        break;
    }
    Q_ASSERT_X(type.schema, "SchemaSet", "a type with its own form needs jsonSchema()");
    return type.schema();
}

QJsonObject SchemaSet::object(const FieldList &fields, Direction direction)
{
    QJsonObject properties;
    QJsonArray needed;
    for (const Field &field : fields.all) {
        properties.insert(QString::fromLatin1(field.name), of(*field.type, field.rules, direction));
        if (direction == Direction::Answer || field.rules.required)
            needed.append(QString::fromLatin1(field.name));
    }
    QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, properties},
        {u"additionalProperties"_s, false}};
    if (!needed.isEmpty())
        schema.insert(u"required"_s, needed);
    return schema;
}

} // namespace kith
