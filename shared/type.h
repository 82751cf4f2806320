// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A member's type as data: what json.cpp, schema.cpp, the store and the dialects' validation must
// know to read and write a value that they have only the address of. Each of them is one switch
// over Type::Kind, compiled once. Included where field lists are defined or read; models' headers
// need shared/fields.h alone.

#include "shared/fields.h"
#include "shared/ids.h"
#include "shared/time.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace kith {

class JsonValue;

/// Immutable, with static storage: two types are the same when their addresses are.
struct Type
{
    enum class Kind : quint8 {
        Bool,
        Int, ///< any width; an Id and an enum without names are numbers too
        Double,
        Text, ///< QString
        Bytes, ///< QByteArray: in the database only
        Time, ///< Timestamp
        Enum, ///< with names
        Optional,
        List, ///< std::vector, QList
        Map, ///< std::map<QString, T>
        Model, ///< has a field list
        Own, ///< has a form of its own on the wire
    };
    struct Name
    {
        qint64 value;
        const char *name;
    };

    Kind kind = Kind::Bool;
    quint8 width = 0; ///< of an Int or Enum, in bytes
    bool isSigned = false;
    bool isId = false;
    size_t size = 0; ///< sizeof: the step from one item of a list to the next
    const Type *inner = nullptr; ///< of an Optional, a List and a Map
    std::span<const Name> names{}; ///< of an Enum
    const FieldList &(*fields)() = nullptr; ///< of a Model

    // Optional
    const void *(*held)(const void *optional) = nullptr; ///< null: empty
    void *(*emplace)(void *optional) = nullptr;
    void (*reset)(void *optional) = nullptr;
    // List
    size_t (*count)(const void *list) = nullptr;
    const void *(*first)(const void *list) = nullptr; ///< items lie one behind the other
    void *(*add)(void *list) = nullptr;
    // Map
    using EntryVisitor = void (*)(void *context, const QString &key, const void *value);
    void (*eachEntry)(const void *map, void *context, EntryVisitor visit) = nullptr;
    void *(*entry)(void *map, const QString &key) = nullptr; ///< made if it is not there
    // Own: functions beside the type, found by its name space. Those that it lacks are null.
    void (*append)(QByteArray &out, const void *value) = nullptr; ///< appendJson(out, T)
    QJsonObject (*schema)() = nullptr; ///< jsonSchema(const T *)
    bool (*readJson)(dialects::Checker &checker, const JsonValue &value, void *out) = nullptr;
    bool (*readText)(dialects::Checker &checker, const QString &text, void *out) = nullptr;

    qint64 integer(const void *value) const; ///< of a Bool, Int or Enum
    void setInteger(void *value, qint64 number) const;
    qint64 least() const; ///< that an Int of this width can hold
    qint64 most() const;
    const char *nameOf(qint64 value) const; ///< of an Enum; "" where it has none
};

namespace detail {

template <class T> struct IsOptional : std::false_type
{
};
template <class T> struct IsOptional<std::optional<T>> : std::true_type
{
};
template <class T> struct IsList : std::false_type
{
};
template <class T> struct IsList<std::vector<T>> : std::true_type
{
};
template <class T> struct IsList<QList<T>> : std::true_type
{
};
template <class T> struct IsMap : std::false_type
{
};
template <class T> struct IsMap<std::map<QString, T>> : std::true_type
{
};

/// A type that writes or reads itself, beside it: dialects' times and ids do, which their originals
/// spell in their own ways.
template <class T>
concept AppendsItself = requires(QByteArray &out, const T &value)
{
    appendJson(out, value);
};
template <class T>
concept ReadsItself = requires(dialects::Checker &checker, const JsonValue &value, T &out)
{
    readJson(checker, value, out);
};
template <class T>
concept ReadsTextItself = requires(dialects::Checker &checker, const QString &text, T &out)
{
    readQuery(checker, text, out);
};
template <class T>
concept DescribesItself = requires(const T *type)
{
    jsonSchema(type);
};
template <class T>
concept HasOwnForm = AppendsItself<T> || ReadsItself<T> || ReadsTextItself<T> || DescribesItself<T>;
template <class T>
concept ChecksItself = requires(dialects::Checker &checker, const T &value)
{
    check(checker, value);
};

template <NamedEnum E> constexpr auto erasedNames()
{
    std::array<Type::Name, enumNames<E>.size()> names{};
    for (size_t i = 0; i < names.size(); ++i)
        names[i] = {static_cast<qint64>(enumNames<E>[i].value), enumNames<E>[i].name};
    return names;
}
template <NamedEnum E> inline constexpr auto kErasedNames = erasedNames<E>();

template <class T> constexpr Type makeType();

} // namespace detail

/// The type of a member, as data.
template <class T> inline constexpr Type typeOf = detail::makeType<T>();

namespace detail {

template <class T> constexpr void describeOptional(Type &type)
{
    using Value = typename T::value_type;
    type.kind = Type::Kind::Optional;
    type.inner = &typeOf<Value>;
    type.held = [](const void *optional) -> const void * {
        const auto &value = *static_cast<const T *>(optional);
        return value ? &*value : nullptr;
    };
    type.emplace = [](void *optional) -> void * { return &static_cast<T *>(optional)->emplace(); };
    type.reset = [](void *optional) { static_cast<T *>(optional)->reset(); };
}

template <class T> constexpr void describeList(Type &type)
{
    type.kind = Type::Kind::List;
    type.inner = &typeOf<typename T::value_type>;
    type.count = [](const void *list) {
        return static_cast<size_t>(static_cast<const T *>(list)->size());
    };
    type.first = [](const void *list) -> const void * {
        return static_cast<const T *>(list)->data();
    };
    type.add = [](void *list) -> void * { return &static_cast<T *>(list)->emplace_back(); };
}

template <class T> constexpr void describeMap(Type &type)
{
    type.kind = Type::Kind::Map;
    type.inner = &typeOf<typename T::mapped_type>;
    type.eachEntry = [](const void *map, void *context, Type::EntryVisitor visit) {
        for (const auto &[key, value] : *static_cast<const T *>(map))
            visit(context, key, &value);
    };
    type.entry = [](void *map, const QString &key) -> void * {
        return &(*static_cast<T *>(map))[key];
    };
}

template <class T> constexpr void describeOwn(Type &type)
{
    type.kind = Type::Kind::Own;
    if constexpr (AppendsItself<T>)
        type.append = [](QByteArray &out, const void *value) {
            appendJson(out, *static_cast<const T *>(value));
        };
    if constexpr (DescribesItself<T>)
        type.schema = [] { return jsonSchema(static_cast<const T *>(nullptr)); };
    if constexpr (ReadsItself<T>)
        type.readJson = [](dialects::Checker &checker, const JsonValue &value, void *out) {
            return readJson(checker, value, *static_cast<T *>(out));
        };
    if constexpr (ReadsTextItself<T>)
        type.readText = [](dialects::Checker &checker, const QString &text, void *out) {
            return readQuery(checker, text, *static_cast<T *>(out));
        };
}

template <class T> constexpr Type makeType()
{
    Type type{.size = sizeof(T)};
    if constexpr (HasOwnForm<T>) {
        describeOwn<T>(type);
    } else if constexpr (std::is_same_v<T, bool>) {
        type.kind = Type::Kind::Bool;
    } else if constexpr (isId<T> || std::is_integral_v<T> || std::is_enum_v<T>) {
        type.kind = Type::Kind::Int;
        type.width = sizeof(T);
        type.isId = isId<T>;
        type.isSigned = isId<T>;
        if constexpr (std::is_integral_v<T>)
            type.isSigned = std::is_signed_v<T>;
        if constexpr (std::is_enum_v<T>)
            type.isSigned = std::is_signed_v<std::underlying_type_t<T>>;
        if constexpr (NamedEnum<T>) {
            type.kind = Type::Kind::Enum;
            type.names = kErasedNames<T>;
        }
    } else if constexpr (std::is_same_v<T, double>) {
        type.kind = Type::Kind::Double;
    } else if constexpr (std::is_same_v<T, QString>) {
        type.kind = Type::Kind::Text;
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        type.kind = Type::Kind::Bytes;
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        type.kind = Type::Kind::Time;
    } else if constexpr (IsOptional<T>::value) {
        describeOptional<T>(type);
    } else if constexpr (IsList<T>::value) {
        describeList<T>(type);
    } else if constexpr (IsMap<T>::value) {
        describeMap<T>(type);
    } else {
        static_assert(HasFields<T>, "give this type a field list, or a form of its own");
        type.kind = Type::Kind::Model;
        type.fields = []() -> const FieldList & { return fieldsOf(Of<T>()); };
    }
    return type;
}

FieldList finishedList(const QByteArray &name, std::initializer_list<Field> all);

} // namespace detail

/// Where a member lies in its struct.
template <class M, class T> size_t offsetOf(T M::*member)
{
    alignas(M) static const char probe[sizeof(M)] = {};
    const auto *model = reinterpret_cast<const M *>(probe);
    return static_cast<size_t>(reinterpret_cast<const char *>(&(model->*member)) - probe);
}

template <class M, class T, class... Modifier>
Field field(const char *name, T M::*member, Modifier... modifier)
{
    Field made{.name = name, .type = &typeOf<T>, .offset = offsetOf(member)};
    (modifier(made.rules), ...);
    return made;
}

/// The list of a model, for fieldsOf() to keep.
template <class M> FieldList fieldList(const QByteArray &name, std::initializer_list<Field> all)
{
    FieldList made = detail::finishedList(name, all);
    if constexpr (detail::ChecksItself<M>)
        made.check = [](dialects::Checker &checker, const void *model) {
            check(checker, *static_cast<const M *>(model));
        };
    return made;
}

} // namespace kith
