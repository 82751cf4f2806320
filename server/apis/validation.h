// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Requests of the dialects, read from field lists as their originals' validation library
// (Pydantic) read them: unknown keys ignored, "5" and 5.0 taken for 5, and every fault reported
// with the type, place and words that clients know. Any thread.

#include "apis/ids.h"
#include "apis/refusal.h"

#include <iterator>

namespace kith::dialects {

/// Names of members whose values are never sent back in an error, whatever the original did.
bool isSecretKey(std::string_view key);
/// JSON of a value as it came, with secret members as null; null when it is large.
QByteArray inputText(const JsonValue &value);
QByteArray inputText(QStringView text);

/// Collects what is wrong with one request, place by place.
class Checker
{
public:
    /// `root`: "body", "query" or "path".
    explicit Checker(const char *root) : m_loc(QByteArray("[\"") + root + '"') { }

    void setRoot(const char *root) { m_loc = QByteArray("[\"") + root + '"'; }

    bool failed() const { return !m_items.empty(); }
    std::vector<ValidationItem> takeItems() { return std::move(m_items); }
    /// Nothing, or all that was found.
    Result<void> result()
    {
        if (failed())
            return refuseItems(takeItems());
        return {};
    }

    // For models' own checks: `void check(Checker &, const T &)` beside a wire struct is called
    // when all its fields could be read.
    void add(
        const char *type, const QString &msg, const QByteArray &input, const QByteArray &ctx = {});
    void addAt(std::string_view key, const char *type, const QString &msg, const QByteArray &input,
        const QByteArray &ctx = {});
    void addAll(std::vector<ValidationItem> items)
    {
        m_items.insert(m_items.end(), std::make_move_iterator(items.begin()),
            std::make_move_iterator(items.end()));
    }
    /// "Value error, …" with ctx {"error": {}}, as a raised ValueError looks.
    void valueError(std::string_view key, const QString &text, const QByteArray &input);

    /// Runs `inside` with the place one step deeper.
    template <class F> void within(std::string_view key, F &&inside)
    {
        const qsizetype before = m_loc.size();
        m_loc += ',';
        json::appendString(m_loc, key);
        inside();
        m_loc.truncate(before);
    }
    template <class F> void within(qint64 index, F &&inside)
    {
        const qsizetype before = m_loc.size();
        m_loc += ',' + QByteArray::number(index);
        inside();
        m_loc.truncate(before);
    }

    void checkText(const QString &text, const Rules &rules, const QByteArray &input);
    void checkRange(qint64 value, const Rules &rules, const QByteArray &input);

    /// Values as JSON has them.
    bool readBool(const JsonValue &value, bool &out);
    bool readInt(const JsonValue &value, qint64 &out);
    /// Values as a query or a form has them: texts.
    bool readBool(const QString &text, bool &out);
    bool readInt(const QString &text, qint64 &out);

private:
    QByteArray m_loc; // a JSON array without its closing bracket
    std::vector<ValidationItem> m_items;
};

template <class AnyId, IdForm form, IdKind kind>
bool readJson(Checker &checker, const JsonValue &value, SpelledId<AnyId, form, kind> &out)
{
    if (value.kind() != JsonValue::Kind::String) {
        checker.add(form == IdForm::Uuid ? "uuid_type" : "string_type",
            form == IdForm::Uuid
                ? QStringLiteral("UUID input should be a string, bytes or UUID object")
                : QStringLiteral("Input should be a valid string"),
            inputText(value));
        return false;
    }
    const std::string_view text = value.toUtf8();
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    if (form == IdForm::Uuid && !isUuid(bytes)) {
        checker.add("uuid_parsing",
            QStringLiteral("Input should be a valid UUID, invalid character or length"),
            inputText(value), R"({"error":"invalid character or length"})");
        return false;
    }
    if (form == IdForm::Hex24 && !isHex24(bytes)) {
        checker.add("value_error", QStringLiteral("Value error, Invalid ObjectId"),
            inputText(value), R"({"error":{}})");
        return false;
    }
    out.id = SpelledId<AnyId, form, kind>::read(bytes);
    return true;
}

/// A value of that type. Types with a form of their own have `bool readJson(Checker &, const
/// JsonValue &, T &)` beside them.
void readValue(
    Checker &checker, const JsonValue &value, const Type &type, const Rules &rules, void *out);
template <class T>
void readValue(Checker &checker, const JsonValue &value, const Rules &rules, T &out)
{
    readValue(checker, value, typeOf<T>, rules, &out);
}

/// A whole model from an object.
void readModel(Checker &checker, const JsonValue &object, const FieldList &fields, void *out);
template <HasFields T> void readModel(Checker &checker, const JsonValue &object, T &out)
{
    readModel(checker, object, fieldsOf(Of<T>()), &out);
}

using TextItems = std::vector<std::pair<QString, QString>>;
/// "a=1&b=x%20y": of a query or of a form. The last of a name counts, as in the originals.
TextItems textItems(QByteArrayView encoded);

/// A whole model from a query or a form, whose values are texts. Types with a form of their own
/// have `bool readQuery(Checker &, const QString &, T &)` beside them.
void readTexts(Checker &checker, const TextItems &items, const FieldList &fields, void *out);

} // namespace kith::dialects
