// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One field list per model, as a table that is made once when the program first asks for it. JSON
// both ways, validation, SQL rows, OpenAPI schemas and the console's columns are all read from it,
// by functions that are compiled once: a file that uses a model pays for its struct and one
// declaration.
//
//     struct NewMessage { QString content{}; std::optional<MessageId> replyTo{}; };
//     const FieldList &fieldsOf(Of<NewMessage>);                             // message.h
//
//     const FieldList &fieldsOf(Of<NewMessage>)                              // message.cpp
//     {
//         static const FieldList list = fieldList<NewMessage>("NewMessage",
//             {field("content", &NewMessage::content, required, length(1, limits::kContentChars)),
//                 field("reply_to", &NewMessage::replyTo)});
//         return list;
//     }
//
// A member is optional on the way in unless `required`; std::optional members accept null.
// What a .cpp needs to define a list is in shared/type.h.

#include <QByteArray>

#include <array>
#include <concepts>
#include <initializer_list>
#include <limits>
#include <string_view>
#include <vector>

namespace kith {

struct Type;

namespace dialects {
class Checker;
} // namespace dialects

/// What a field accepts. Checked by json.cpp, published by schema.cpp.
struct Rules
{
    bool required = false;
    int minLength = 0; ///< of a text in code points, of a list in items
    int maxLength = -1; ///< -1: no limit of its own (the body's size still bounds it)
    qint64 minimum = std::numeric_limits<qint64>::min();
    qint64 maximum = std::numeric_limits<qint64>::max();
    const char *format = nullptr; ///< "email", "username", "emoji": a named check, textformat.h
    const char *doc = nullptr;
};

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

/// One member of a model: its name, where it lies in the struct, and its type as data.
struct Field
{
    const char *name = nullptr;
    const Type *type = nullptr;
    size_t offset = 0; ///< bytes from the beginning of the struct
    Rules rules{};

    const void *in(const void *model) const { return static_cast<const char *>(model) + offset; }
    void *in(void *model) const { return static_cast<char *>(model) + offset; }
};

/// The fields of one model, in their order. Immutable once made; any thread.
struct FieldList
{
    QByteArray name{}; ///< of the schema component
    std::vector<Field> all{};
    /// A wire struct's own check, where a dialect has one: `void check(Checker &, const T &)`.
    void (*check)(dialects::Checker &, const void *model) = nullptr;
    std::vector<QByteArray> keys{}; ///< `"name":` of each field, ready to be written

    const Field *find(std::string_view fieldName) const;
};

/// Names a type to an overload without making a value of it, and without conversions.
template <class T> struct Of
{
};

template <class T>
concept HasFields = requires
{
    {
        fieldsOf(Of<T>())
        } -> std::same_as<const FieldList &>;
};

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
