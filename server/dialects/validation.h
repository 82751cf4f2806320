// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Requests of the dialects, read from field lists as their originals' validation library
// (Pydantic) read them: unknown keys ignored, "5" and 5.0 taken for 5, and every fault reported
// with the type, place and words that clients know. Any thread.

#include "dialects/ids.h"
#include "dialects/refusal.h"

#include <algorithm>
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

template <class T>
concept ChecksItself = requires(Checker &checker, const T &value)
{
    check(checker, value);
};
/// A type with its own form on the wire: `bool readJson(Checker &, const JsonValue &, T &)`.
template <class T>
concept ReadsItself = requires(Checker &checker, const JsonValue &value, T &out)
{
    readJson(checker, value, out);
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

template <class T> void readValue(Checker &, const JsonValue &, const Rules &, T &out);

/// A whole model from an object.
template <HasFields T> void readModel(Checker &checker, const JsonValue &object, T &out)
{
    if (object.kind() != JsonValue::Kind::Object)
        return checker.add("model_attributes_type",
            QStringLiteral("Input should be a valid dictionary or object to extract fields from"),
            inputText(object));
    eachField<T>([&](const auto &f) {
        if (const auto value = object.member(f.name))
            checker.within(f.name, [&] { readValue(checker, *value, f.rules, out.*f.member); });
        else if (f.rules.required)
            checker.addAt(f.name, "missing", QStringLiteral("Field required"), inputText(object));
    });
    if constexpr (ChecksItself<T>) {
        if (!checker.failed())
            check(checker, out);
    }
}

template <NamedEnum E> QString listOfNames()
{
    QString names;
    for (size_t i = 0; i < enumNames<E>.size(); ++i) {
        if (i > 0)
            names += i + 1 == enumNames<E>.size() ? QStringLiteral(" or ") : QStringLiteral(", ");
        names += u'\'' + QString::fromLatin1(enumNames<E>[i].name) + u'\'';
    }
    return names;
}
template <NamedEnum E>
void readEnum(Checker &checker, std::string_view text, const QByteArray &input, E &out)
{
    for (const auto &row : enumNames<E>) {
        if (text == row.name) {
            out = row.value;
            return;
        }
    }
    const QString names = listOfNames<E>();
    QByteArray ctx = "{\"expected\":";
    json::appendString(ctx, QStringView(names));
    checker.add("enum", QStringLiteral("Input should be ") + names, input, ctx + '}');
}

template <class T>
void readValue(Checker &checker, const JsonValue &value, const Rules &rules, T &out)
{
    using Kind = JsonValue::Kind;
    if constexpr (json::IsOptional<T>::value) {
        if (value.kind() == Kind::Null)
            return out.reset();
        readValue(checker, value, rules, out.emplace());
    } else if constexpr (ReadsItself<T>) {
        readJson(checker, value, out);
    } else if constexpr (std::is_same_v<T, bool>) {
        checker.readBool(value, out);
    } else if constexpr (isId<T> || std::is_integral_v<T>) {
        qint64 number = 0;
        if (!checker.readInt(value, number))
            return;
        checker.checkRange(number, rules, inputText(value));
        if constexpr (isId<T>)
            out = T(number);
        else
            out = static_cast<T>(std::clamp<qint64>(
                number, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    } else if constexpr (std::is_same_v<T, QString>) {
        if (value.kind() != Kind::String)
            return checker.add(
                "string_type", QStringLiteral("Input should be a valid string"), inputText(value));
        out = value.toString();
        checker.checkText(out, rules, inputText(value));
    } else if constexpr (NamedEnum<T>) {
        readEnum(checker, value.kind() == Kind::String ? value.toUtf8() : std::string_view(),
            inputText(value), out);
    } else if constexpr (json::IsList<T>::value) {
        if (value.kind() != Kind::Array)
            return checker.add(
                "list_type", QStringLiteral("Input should be a valid list"), inputText(value));
        value.eachItem([&](const JsonValue &item) {
            const auto index = static_cast<qint64>(out.size());
            checker.within(index, [&] { readValue(checker, item, Rules{}, out.emplace_back()); });
        });
        const auto count = static_cast<qint64>(out.size());
        if (count < rules.minLength)
            checker.add("too_short",
                QStringLiteral("List should have at least %1 item%2 after validation, not %3")
                    .arg(rules.minLength)
                    .arg(rules.minLength == 1 ? QString() : QStringLiteral("s"))
                    .arg(count),
                inputText(value),
                R"({"field_type":"List","min_length":)" + QByteArray::number(rules.minLength)
                    + R"(,"actual_length":)" + QByteArray::number(count) + '}');
    } else {
        static_assert(HasFields<T>, "give this type a field list or readJson()");
        readModel(checker, value, out);
    }
}

/// A value of a query or a form, which are texts.
template <class T> void readText(Checker &checker, const QString &text, const Rules &rules, T &out)
{
    if constexpr (json::IsOptional<T>::value) {
        readText(checker, text, rules, out.emplace());
    } else if constexpr (std::is_same_v<T, bool>) {
        checker.readBool(text, out);
    } else if constexpr (isId<T> || std::is_integral_v<T>) {
        qint64 number = 0;
        if (!checker.readInt(text, number))
            return;
        checker.checkRange(number, rules, inputText(text));
        if constexpr (isId<T>)
            out = T(number);
        else
            out = static_cast<T>(std::clamp<qint64>(
                number, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    } else if constexpr (std::is_same_v<T, QString>) {
        out = text;
        checker.checkText(out, rules, inputText(text));
    } else if constexpr (NamedEnum<T>) {
        readEnum(checker, text.toStdString(), inputText(text), out);
    } else {
        static_assert(
            requires { readQuery(checker, text, out); },
            "give this type readQuery(Checker &, const QString &, T &)");
        readQuery(checker, text, out);
    }
}

using TextItems = std::vector<std::pair<QString, QString>>;
/// "a=1&b=x%20y": of a query or of a form. The last of a name counts, as in the originals.
TextItems textItems(QByteArrayView encoded);

/// A whole model from a query or a form.
template <HasFields T> void readTexts(Checker &checker, const TextItems &items, T &out)
{
    eachField<T>([&](const auto &f) {
        const auto found = std::find_if(items.rbegin(), items.rend(),
            [&](const auto &item) { return item.first == QLatin1StringView(f.name); });
        if (found != items.rend())
            checker.within(
                f.name, [&] { readText(checker, found->second, f.rules, out.*f.member); });
        else if (f.rules.required)
            checker.addAt(f.name, "missing", QStringLiteral("Field required"), "null");
    });
    if constexpr (ChecksItself<T>) {
        if (!checker.failed())
            check(checker, out);
    }
}

} // namespace kith::dialects
