// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// JSON both ways, from a model's field list. Reading never throws and reports every wrong field by
// its path; duplicate keys and a depth over limits::kJsonDepth are refused (RFC 8259 section 4
// leaves both open; accepting them lets two readers of one body disagree). Any thread.

#include "shared/fields.h"
#include "shared/limits.h"
#include "shared/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace kith {

// ---- Writing ------------------------------------------------------------------------------

namespace json {

void appendString(QByteArray &out, QStringView text);
void appendString(QByteArray &out, std::string_view utf8);
void appendInt(QByteArray &out, qint64 value);
void appendDouble(QByteArray &out, double value);

template <class T> void append(QByteArray &out, const T &value);

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

/// A type that writes itself: `void appendJson(QByteArray &, const T &)` beside it. Dialects' times
/// and ids do, which their originals spell in their own ways.
template <class T>
concept WritesItself = requires(QByteArray &out, const T &value)
{
    appendJson(out, value);
};

template <HasFields T> void appendMembers(QByteArray &out, const T &value, bool &first)
{
    eachField<T>([&](const auto &f) {
        out.append(first ? "\"" : ",\"");
        first = false;
        out.append(f.name).append("\":");
        append(out, value.*f.member);
    });
}

template <class T> void append(QByteArray &out, const T &value)
{
    if constexpr (std::is_same_v<T, bool>) {
        out.append(value ? "true" : "false");
    } else if constexpr (WritesItself<T>) {
        appendJson(out, value);
    } else if constexpr (isId<T>) {
        appendInt(out, value.value);
    } else if constexpr (std::is_integral_v<T>) {
        appendInt(out, static_cast<qint64>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        appendDouble(out, value);
    } else if constexpr (std::is_same_v<T, QString>) {
        appendString(out, QStringView(value));
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        out.append('"');
        appendRfc3339(out, value);
        out.append('"');
    } else if constexpr (NamedEnum<T>) {
        out.append('"').append(nameOf(value)).append('"');
    } else if constexpr (IsOptional<T>::value) {
        if (value)
            append(out, *value);
        else
            out.append("null");
    } else if constexpr (IsList<T>::value) {
        out.append('[');
        for (qsizetype i = 0; i < static_cast<qsizetype>(value.size()); ++i) {
            if (i > 0)
                out.append(',');
            append(out, value[static_cast<typename T::size_type>(i)]);
        }
        out.append(']');
    } else if constexpr (IsMap<T>::value) {
        out.append('{');
        bool first = true;
        for (const auto &[key, item] : value) {
            if (!first)
                out.append(',');
            first = false;
            appendString(out, QStringView(key));
            out.append(':');
            append(out, item);
        }
        out.append('}');
    } else {
        static_assert(HasFields<T>, "give this type a field list");
        out.append('{');
        bool first = true;
        appendMembers(out, value, first);
        out.append('}');
    }
}

} // namespace json

template <class T> QByteArray toJson(const T &value)
{
    QByteArray out;
    out.reserve(256);
    json::append(out, value);
    return out;
}

// ---- Reading ------------------------------------------------------------------------------

/// What a reader does with a key that no field has: the native API refuses it (a misspelt option
/// must not be dropped in silence), dialects ignore it as their originals do.
enum class Unknown { Refuse, Ignore };

/// One value of a parsed document. Valid until the next parse on this thread.
class JsonValue
{
public:
    enum class Kind { Null, Bool, Int, Double, String, Array, Object };
    using MemberVisitor = void (*)(void *context, std::string_view key, const JsonValue &value);
    using ItemVisitor = void (*)(void *context, const JsonValue &value);

    Kind kind() const;
    bool toBool() const;
    /// Also whole doubles such as 3.0. No value: out of range or not whole.
    std::optional<qint64> toInt() const;
    double toDouble() const;
    std::string_view toUtf8() const;
    QString toString() const;
    void visitMembers(void *context, MemberVisitor visit) const;
    void visitItems(void *context, ItemVisitor visit) const;
    template <class F> void eachMember(F &&f) const
    {
        visitMembers(&f, [](void *context, std::string_view key, const JsonValue &value) {
            (*static_cast<std::remove_reference_t<F> *>(context))(key, value);
        });
    }
    template <class F> void eachItem(F &&f) const
    {
        visitItems(&f, [](void *context, const JsonValue &value) {
            (*static_cast<std::remove_reference_t<F> *>(context))(value);
        });
    }
    /// The member of an object, if it has one. Linear: for a frame's "type", not for loops.
    std::optional<JsonValue> member(std::string_view key) const;

    alignas(8) unsigned char opaque[16]; // a simdjson::dom::element; json.cpp checks the size
};

/// Parses a whole document. Errors: InvalidInput with a sentence that names the place.
Result<JsonValue> parseJson(QByteArrayView bytes);

namespace json {

/// Collects field errors with their paths while a document is decoded.
class Decoder
{
public:
    explicit Decoder(Unknown unknown) : m_unknown(unknown) { }

    void fail(const QString &message);
    void failAt(std::string_view key, const QString &message);
    bool failed() const { return !m_errors.empty(); }
    std::vector<FieldError> takeErrors() { return std::move(m_errors); }

    bool expect(const JsonValue &value, JsonValue::Kind kind, const char *name);
    void checkText(const QString &text, const Rules &rules);
    void checkRange(qint64 value, const Rules &rules);
    void checkCount(qint64 count, const Rules &rules);

    template <HasFields T> void decodeObject(const JsonValue &object, T &out)
    {
        if (!expect(object, JsonValue::Kind::Object, "an object"))
            return;
        std::array<bool, fieldCount<T>> seen{};
        object.eachMember([&](std::string_view key, const JsonValue &value) {
            size_t index = 0;
            bool known = false;
            eachField<T>([&](const auto &f) {
                if (!known && key == f.name) {
                    known = seen[index] = true;
                    decodeMember(f, value, out.*f.member);
                }
                ++index;
            });
            if (!known && m_unknown == Unknown::Refuse)
                failAt(key, QStringLiteral("is not a known field"));
        });
        size_t index = 0;
        eachField<T>([&](const auto &f) {
            if (!seen[index++] && f.rules.required)
                failAt(f.name, QStringLiteral("is required"));
        });
    }

    template <class T> void decode(const JsonValue &value, const Rules &rules, T &out);

private:
    template <class F, class T> void decodeMember(const F &f, const JsonValue &value, T &out)
    {
        const qsizetype before = m_path.size();
        pushKey(f.name);
        decode(value, f.rules, out);
        m_path.truncate(before);
    }
    void pushKey(std::string_view key);
    void pushIndex(qint64 index);

    QString m_path;
    std::vector<FieldError> m_errors;
    Unknown m_unknown;
};

template <class T> void Decoder::decode(const JsonValue &value, const Rules &rules, T &out)
{
    if constexpr (IsOptional<T>::value) {
        if (value.kind() == JsonValue::Kind::Null) {
            out.reset();
            return;
        }
        decode(value, rules, out.emplace());
    } else if constexpr (std::is_same_v<T, bool>) {
        if (expect(value, JsonValue::Kind::Bool, "true or false"))
            out = value.toBool();
    } else if constexpr (isId<T> || std::is_integral_v<T>) {
        const auto number = value.toInt();
        if (!number)
            return fail(QStringLiteral("must be a whole number"));
        checkRange(*number, rules);
        if constexpr (isId<T>)
            out = T(*number);
        else if (*number < std::numeric_limits<T>::min() || *number > std::numeric_limits<T>::max())
            fail(QStringLiteral("is out of range"));
        else
            out = static_cast<T>(*number);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (value.kind() != JsonValue::Kind::Int && value.kind() != JsonValue::Kind::Double)
            return fail(QStringLiteral("must be a number"));
        out = static_cast<T>(value.toDouble());
    } else if constexpr (std::is_same_v<T, QString>) {
        if (!expect(value, JsonValue::Kind::String, "a text"))
            return;
        out = value.toString();
        checkText(out, rules);
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        const auto time = value.kind() == JsonValue::Kind::String
            ? fromRfc3339(QByteArrayView(value.toUtf8().data(), qsizetype(value.toUtf8().size())))
            : std::nullopt;
        if (!time)
            return fail(QStringLiteral("must be an RFC 3339 time such as 2026-01-31T12:00:00Z"));
        out = *time;
    } else if constexpr (NamedEnum<T>) {
        QString names;
        for (const auto &row : enumNames<T>) {
            if (value.kind() == JsonValue::Kind::String && value.toUtf8() == row.name) {
                out = row.value;
                return;
            }
            names += (names.isEmpty() ? QString() : QStringLiteral(", "))
                + QString::fromLatin1(row.name);
        }
        fail(QStringLiteral("must be one of: ") + names);
    } else if constexpr (IsList<T>::value) {
        if (!expect(value, JsonValue::Kind::Array, "a list"))
            return;
        value.eachItem([&](const JsonValue &item) {
            const qsizetype before = m_path.size();
            pushIndex(static_cast<qint64>(out.size()));
            decode(item, Rules{}, out.emplace_back());
            m_path.truncate(before);
        });
        checkCount(static_cast<qint64>(out.size()), rules);
    } else if constexpr (IsMap<T>::value) {
        if (!expect(value, JsonValue::Kind::Object, "an object"))
            return;
        value.eachMember([&](std::string_view key, const JsonValue &item) {
            const qsizetype before = m_path.size();
            pushKey(key);
            decode(item, Rules{},
                out[QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()))]);
            m_path.truncate(before);
        });
        checkCount(static_cast<qint64>(out.size()), rules);
    } else {
        decodeObject(value, out);
    }
}

} // namespace json

/// A model from a value that is already parsed. Errors: InvalidInput with each wrong field.
template <HasFields T> Result<T> fromJson(const JsonValue &value, Unknown unknown = Unknown::Refuse)
{
    json::Decoder decoder(unknown);
    T out{};
    decoder.decodeObject(value, out);
    if (decoder.failed())
        return invalidInput(decoder.takeErrors());
    return out;
}

/// A model from bytes. An empty body reads as {} so that a route without required fields needs
/// none.
template <HasFields T> Result<T> fromJson(QByteArrayView bytes, Unknown unknown = Unknown::Refuse)
{
    TRY_ASSIGN(const JsonValue value, parseJson(bytes.isEmpty() ? QByteArrayView("{}") : bytes));
    return fromJson<T>(value, unknown);
}

} // namespace kith
