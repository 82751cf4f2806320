// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// JSON Schema (2020-12, as OpenAPI 3.1 uses it) from field lists. Any thread; not a hot path.

#include "shared/type.h"

#include <QJsonObject>

namespace kith {

/// Requests list their required fields; answers always hold every field.
enum class Direction { Request, Answer };

/// The components that the schemas made so far refer to. A model is one component as an answer and
/// another, with "Input" behind its name, as a request: what must be there differs.
class SchemaSet
{
public:
    /// A "$ref" to the component of a model, which is added with all that it refers to.
    QJsonObject ref(const FieldList &fields, Direction direction);
    template <HasFields T> QJsonObject ref(Direction direction)
    {
        return ref(fieldsOf(Of<T>()), direction);
    }
    QJsonObject of(const Type &type, const Rules &rules, Direction direction);
    const QJsonObject &components() const { return m_components; }

private:
    QJsonObject object(const FieldList &fields, Direction direction);
    QJsonObject bare(const Type &type, Direction direction);

    QJsonObject m_components;
};

} // namespace kith
