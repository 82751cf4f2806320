// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// JSON both ways, from a model's field list. Reading never throws and reports every wrong field by
// its path; duplicate keys and a depth over limits::kJsonDepth are refused (RFC 8259 section 4
// leaves both open; accepting them lets two readers of one body disagree). Any thread.

#include "shared/limits.h"
#include "shared/result.h"
#include "shared/type.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

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

/// A value of that type.
void append(QByteArray &out, const Type &type, const void *value);
/// Only its members, behind those that `first` says are there.
void appendMembers(QByteArray &out, const FieldList &fields, const void *model, bool &first);

template <class T> void append(QByteArray &out, const T &value) { append(out, typeOf<T>, &value); }

} // namespace json

template <class T> QByteArray toJson(const T &value)
{
    QByteArray out;
    out.reserve(256);
    json::append(out, typeOf<T>, &value);
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

    /// Reads a whole model: every known member, then what is missing.
    void decodeObject(const JsonValue &object, const FieldList &fields, void *out);
    void decode(const JsonValue &value, const Type &type, const Rules &rules, void *out);

private:
    void decodeInteger(const JsonValue &value, const Type &type, const Rules &rules, void *out);
    void decodeTime(const JsonValue &value, void *out);
    void decodeEnum(const JsonValue &value, const Type &type, void *out);
    void decodeList(const JsonValue &value, const Type &type, const Rules &rules, void *out);
    void decodeMap(const JsonValue &value, const Type &type, const Rules &rules, void *out);
    void pushKey(std::string_view key);
    void pushIndex(qint64 index);

    QString m_path;
    std::vector<FieldError> m_errors;
    Unknown m_unknown;
};

} // namespace json

/// A model from a value that is already parsed. Errors: InvalidInput with each wrong field.
template <HasFields T> Result<T> fromJson(const JsonValue &value, Unknown unknown = Unknown::Refuse)
{
    json::Decoder decoder(unknown);
    T out{};
    decoder.decodeObject(value, fieldsOf(Of<T>()), &out);
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
