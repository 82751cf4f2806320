// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/time.h"

#include <array>
#include <limits>
#include <tuple>
#include <type_traits>

/// One field list per model: it stands beside the struct, and JSON both ways, validation, SQL
/// rows, OpenAPI schemas and the console's columns are all read from it.
///
///     template <> inline constexpr auto fields<NewMessage> = fieldList("NewMessage",
///         field("content", &NewMessage::content, required, length(1, limits::kContentChars)),
///         field("reply_to", &NewMessage::replyTo));
///
/// A member is optional on the way in unless `required`; std::optional members accept null.

namespace kith {

/// What a field accepts. Checked by json.cpp, published by schema.cpp.
struct Rules
{
    bool required = false;
    int minLength = 0; ///< of a text in code points, of a list in items
    int maxLength = -1; ///< -1: no limit of its own (the body's size still bounds it)
    qint64 minimum = std::numeric_limits<qint64>::min();
    qint64 maximum = std::numeric_limits<qint64>::max();
    const char *format = nullptr; ///< "email", "username", "emoji": a named check, see json.cpp
    const char *doc = nullptr;
};

template <class M, class T> struct Field
{
    using Model = M;
    using Type = T;
    const char *name;
    T M::*member;
    Rules rules;
};

template <class... F> struct FieldList
{
    const char *name; ///< of the schema component
    std::tuple<F...> all;
};

/// Specialised beside each model.
template <class M> inline constexpr auto fields = nullptr;

template <class M>
concept HasFields = !std::is_same_v<std::remove_cv_t<decltype(fields<M>)>, std::nullptr_t>;

/// Modifiers of a field.
constexpr auto required = [](Rules &rules) { rules.required = true; };
constexpr auto length(int least, int most)
{
    return [=](Rules &rules) {
        rules.minLength = least;
        rules.maxLength = most;
    };
}
constexpr auto range(qint64 least, qint64 most)
{
    return [=](Rules &rules) {
        rules.minimum = least;
        rules.maximum = most;
    };
}
constexpr auto format(const char *name)
{
    return [=](Rules &rules) { rules.format = name; };
}
constexpr auto doc(const char *text)
{
    return [=](Rules &rules) { rules.doc = text; };
}

template <class M, class T, class... Modifier>
constexpr Field<M, T> field(const char *name, T M::*member, Modifier... modifier)
{
    Field<M, T> made{name, member, {}};
    (modifier(made.rules), ...);
    return made;
}

template <class... F> constexpr FieldList<F...> fieldList(const char *name, F... all)
{
    return {name, std::tuple<F...>(all...)};
}

/// Calls visit(field) for each field of a model, in order.
template <HasFields M, class Visit> constexpr void eachField(Visit &&visit)
{
    std::apply([&](const auto &...f) { (visit(f), ...); }, fields<M>.all);
}

template <HasFields M>
inline constexpr size_t fieldCount = std::tuple_size_v<decltype(fields<M>.all)>;

/// An enum's names on the wire and in the database, specialised beside each enum.
template <class E> struct EnumName
{
    E value;
    const char *name;
};
template <class E> inline constexpr auto enumNames = nullptr;

template <class E>
concept NamedEnum =
    std::is_enum_v<E> && !std::is_same_v<std::remove_cv_t<decltype(enumNames<E>)>, std::nullptr_t>;

template <NamedEnum E> constexpr const char *nameOf(E value)
{
    for (const auto &row : enumNames<E>) {
        if (row.value == value)
            return row.name;
    }
    return "";
}

} // namespace kith
