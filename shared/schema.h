// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// JSON Schema (2020-12, as OpenAPI 3.1 uses it) from field lists. Any thread; not a hot path.

#include "shared/fields.h"
#include "shared/json.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace kith {

/// A model's component name. Generic models (a page of T) specialise it.
template <class T> struct SchemaName
{
    static QString value() { return QString::fromLatin1(fields<T>.name); }
};

/// Requests list their required fields; answers always hold every field.
enum class Direction { Request, Answer };

/// The components that the schemas made so far refer to. A model is one component as an answer and
/// another, with "Input" behind its name, as a request: what must be there differs.
class SchemaSet
{
public:
    /// A "$ref" to the component of T, which is added with all that it refers to.
    template <HasFields T> QJsonObject ref(Direction direction)
    {
        const QString name = SchemaName<T>::value()
            + (direction == Direction::Request ? QStringLiteral("Input") : QString());
        if (!m_components.contains(name)) {
            m_components.insert(name, QJsonObject()); // ends a recursion of a model into itself
            m_components.insert(name, object<T>(direction));
        }
        return {{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/") + name}};
    }
    const QJsonObject &components() const { return m_components; }

    template <class T> QJsonObject of(const Rules &rules, Direction direction)
    {
        QJsonObject schema;
        if constexpr (json::IsOptional<T>::value)
            schema = nullable(of<typename T::value_type>(Rules{}, direction));
        else if constexpr (requires { jsonSchema(static_cast<const T *>(nullptr)); })
            schema = jsonSchema(static_cast<const T *>(nullptr)); // writes itself (json.h)
        else if constexpr (std::is_same_v<T, bool>)
            schema = typed("boolean");
        else if constexpr (isId<T> || std::is_integral_v<T>)
            schema = typed("integer");
        else if constexpr (std::is_floating_point_v<T>)
            schema = typed("number");
        else if constexpr (std::is_same_v<T, QString>)
            schema = typed("string");
        else if constexpr (std::is_same_v<T, Timestamp>)
            schema = {{QStringLiteral("type"), QStringLiteral("string")},
                {QStringLiteral("format"), QStringLiteral("date-time")}};
        else if constexpr (NamedEnum<T>)
            schema = enumeration<T>();
        else if constexpr (json::IsList<T>::value)
            schema = {{QStringLiteral("type"), QStringLiteral("array")},
                {QStringLiteral("items"), of<typename T::value_type>(Rules{}, direction)}};
        else if constexpr (json::IsMap<T>::value)
            schema = {{QStringLiteral("type"), QStringLiteral("object")},
                {QStringLiteral("additionalProperties"),
                    of<typename T::mapped_type>(Rules{}, direction)}};
        else
            schema = ref<T>(direction);
        addRules(schema, rules);
        return schema;
    }

private:
    template <HasFields T> QJsonObject object(Direction direction)
    {
        QJsonObject properties;
        QJsonArray needed;
        eachField<T>([&](const auto &f) {
            using Type = typename std::remove_cvref_t<decltype(f)>::Type;
            properties.insert(QString::fromLatin1(f.name), of<Type>(f.rules, direction));
            if (direction == Direction::Answer || f.rules.required)
                needed.append(QString::fromLatin1(f.name));
        });
        QJsonObject schema{{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("additionalProperties"), false}};
        if (!needed.isEmpty())
            schema.insert(QStringLiteral("required"), needed);
        return schema;
    }
    template <NamedEnum E> static QJsonObject enumeration()
    {
        QJsonArray names;
        for (const auto &row : enumNames<E>)
            names.append(QString::fromLatin1(row.name));
        return {
            {QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("enum"), names}};
    }
    static QJsonObject typed(const char *type);
    static QJsonObject nullable(const QJsonObject &schema);
    static void addRules(QJsonObject &schema, const Rules &rules);

    QJsonObject m_components;
};

} // namespace kith
