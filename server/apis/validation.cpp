// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/validation.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <cmath>

namespace kith::dialects {

using namespace Qt::StringLiterals;

namespace {

/// An input that is larger is not sent back: an error must not be dearer than its request.
constexpr qsizetype kInputBytes = 2'048;

void appendInput(QByteArray &out, const JsonValue &value)
{
    using Kind = JsonValue::Kind;
    if (out.size() > kInputBytes)
        return;
    switch (value.kind()) {
    case Kind::Null:
        out += "null";
        break;
    case Kind::Bool:
        out += value.toBool() ? "true" : "false";
        break;
    case Kind::Int:
        json::appendInt(out, value.toInt().value_or(0));
        break;
    case Kind::Double:
        json::appendDouble(out, value.toDouble());
        break;
    case Kind::String:
        json::appendString(out, value.toUtf8());
        break;
    case Kind::Array:
        out += '[';
        value.eachItem([&out, first = true](const JsonValue &item) mutable {
            if (!std::exchange(first, false))
                out += ',';
            appendInput(out, item);
        });
        out += ']';
        break;
    case Kind::Object:
        out += '{';
        value.eachMember(
            [&out, first = true](std::string_view key, const JsonValue &member) mutable {
                if (!std::exchange(first, false))
                    out += ',';
                json::appendString(out, key);
                out += ':';
                if (isSecretKey(key))
                    out += "null";
                else
                    appendInput(out, member);
            });
        out += '}';
    }
}

/// 1 and 0 as words, as Pydantic takes them.
std::optional<bool> boolOfWord(QStringView word)
{
    static constexpr std::array yes{"true", "1", "yes", "on", "t", "y"};
    static constexpr std::array no{"false", "0", "no", "off", "f", "n"};
    const auto is = [word](const char *known) {
        return word.compare(QLatin1StringView(known), Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(yes.begin(), yes.end(), is))
        return true;
    if (std::any_of(no.begin(), no.end(), is))
        return false;
    return {};
}

std::optional<qint64> intOfText(const QString &text)
{
    bool ok = false;
    qint64 number = text.trimmed().toLongLong(&ok);
    if (!ok && text.endsWith(u".0"_s))
        number = text.trimmed().chopped(2).toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

QString plural(qint64 count) { return count == 1 ? u"character"_s : u"characters"_s; }

} // namespace

bool isSecretKey(std::string_view key)
{
    return key.find("password") != std::string_view::npos || key == "token"
        || key == "refresh_token" || key == "confirmationToken" || key == "access_token";
}

QByteArray inputText(const JsonValue &value)
{
    QByteArray out;
    appendInput(out, value);
    return out.size() > kInputBytes ? QByteArray("null") : out;
}

QByteArray inputText(QStringView text)
{
    QByteArray out;
    json::appendString(out, text);
    return out.size() > kInputBytes ? QByteArray("null") : out;
}

void Checker::add(
    const char *type, const QString &msg, const QByteArray &input, const QByteArray &ctx)
{
    // The last step of the place tells whether the value is a secret.
    const qsizetype last = m_loc.lastIndexOf(",\"");
    const QByteArray key = last < 0 ? QByteArray() : m_loc.sliced(last + 2).chopped(1);
    const bool isSecret =
        isSecretKey(std::string_view(key.constData(), static_cast<size_t>(key.size())));
    m_items.push_back({.type = type,
        .loc = m_loc + ']',
        .msg = msg,
        .input = isSecret && !input.startsWith('{') ? QByteArray("null") : input,
        .ctx = ctx});
}

void Checker::addAt(std::string_view key, const char *type, const QString &msg,
    const QByteArray &input, const QByteArray &ctx)
{
    within(key, [&] { add(type, msg, input, ctx); });
}

void Checker::valueError(std::string_view key, const QString &text, const QByteArray &input)
{
    addAt(key, "value_error", u"Value error, "_s + text, input, R"({"error":{}})");
}

void Checker::checkText(const QString &text, const Rules &rules, const QByteArray &input)
{
    const qsizetype size = text.toUcs4().size();
    if (size < rules.minLength)
        add("string_too_short",
            u"String should have at least %1 %2"_s.arg(rules.minLength)
                .arg(plural(rules.minLength)),
            input, R"({"min_length":)" + QByteArray::number(rules.minLength) + '}');
    else if (rules.maxLength >= 0 && size > rules.maxLength)
        add("string_too_long",
            u"String should have at most %1 %2"_s.arg(rules.maxLength).arg(plural(rules.maxLength)),
            input, R"({"max_length":)" + QByteArray::number(rules.maxLength) + '}');
}

void Checker::checkRange(qint64 value, const Rules &rules, const QByteArray &input)
{
    if (value < rules.minimum)
        add("greater_than_equal",
            u"Input should be greater than or equal to %1"_s.arg(rules.minimum), input,
            R"({"ge":)" + QByteArray::number(rules.minimum) + '}');
    else if (value > rules.maximum)
        add("less_than_equal", u"Input should be less than or equal to %1"_s.arg(rules.maximum),
            input, R"({"le":)" + QByteArray::number(rules.maximum) + '}');
}

bool Checker::readBool(const JsonValue &value, bool &out)
{
    using Kind = JsonValue::Kind;
    if (value.kind() == Kind::Bool) {
        out = value.toBool();
        return true;
    }
    if (value.kind() == Kind::String)
        return readBool(value.toString(), out);
    const auto number = value.toInt();
    if (number && (*number == 0 || *number == 1)) {
        out = *number == 1;
        return true;
    }
    const bool isNumber = value.kind() == Kind::Int || value.kind() == Kind::Double;
    add(isNumber ? "bool_parsing" : "bool_type",
        isNumber ? u"Input should be a valid boolean, unable to interpret input"_s
                 : u"Input should be a valid boolean"_s,
        inputText(value));
    return false;
}

bool Checker::readBool(const QString &text, bool &out)
{
    const auto known = boolOfWord(text);
    if (!known) {
        add("bool_parsing", u"Input should be a valid boolean, unable to interpret input"_s,
            inputText(text));
        return false;
    }
    out = *known;
    return true;
}

bool Checker::readInt(const JsonValue &value, qint64 &out)
{
    using Kind = JsonValue::Kind;
    if (value.kind() == Kind::String)
        return readInt(value.toString(), out);
    if (value.kind() == Kind::Bool) {
        out = value.toBool() ? 1 : 0;
        return true;
    }
    if (const auto number = value.toInt()) {
        out = *number;
        return true;
    }
    const bool isNumber = value.kind() == Kind::Double || value.kind() == Kind::Int;
    add(isNumber ? "int_from_float" : "int_type",
        isNumber ? u"Input should be a valid integer, got a number with a fractional part"_s
                 : u"Input should be a valid integer"_s,
        inputText(value));
    return false;
}

bool Checker::readInt(const QString &text, qint64 &out)
{
    const auto number = intOfText(text);
    if (!number) {
        add("int_parsing",
            u"Input should be a valid integer, unable to parse string as an integer"_s,
            inputText(text));
        return false;
    }
    out = *number;
    return true;
}

// ---- Values ---------------------------------------------------------------------------------

namespace {

/// 'a', 'b' or 'c'
QString listOfNames(std::span<const Type::Name> all)
{
    QString names;
    for (size_t i = 0; i < all.size(); ++i) {
        if (i > 0)
            names += i + 1 == all.size() ? u" or "_s : u", "_s;
        names += u'\'' + QString::fromLatin1(all[i].name) + u'\'';
    }
    return names;
}

void readEnum(
    Checker &checker, std::string_view text, const QByteArray &input, const Type &type, void *out)
{
    for (const Type::Name &row : type.names) {
        if (text == row.name)
            return type.setInteger(out, row.value);
    }
    const QString names = listOfNames(type.names);
    QByteArray ctx = "{\"expected\":";
    json::appendString(ctx, QStringView(names));
    checker.add("enum", u"Input should be "_s + names, input, ctx + '}');
}

template <class Source>
void readInteger(
    Checker &checker, const Source &source, const Type &type, const Rules &rules, void *out)
{
    qint64 number = 0;
    if (!checker.readInt(source, number))
        return;
    checker.checkRange(number, rules, inputText(source));
    type.setInteger(out, std::clamp(number, type.least(), type.most()));
}

void readList(
    Checker &checker, const JsonValue &value, const Type &type, const Rules &rules, void *out)
{
    if (value.kind() != JsonValue::Kind::Array)
        return checker.add("list_type", u"Input should be a valid list"_s, inputText(value));
    value.eachItem([&](const JsonValue &item) {
        checker.within(static_cast<qint64>(type.count(out)),
            [&] { readValue(checker, item, *type.inner, Rules{}, type.add(out)); });
    });
    const auto count = static_cast<qint64>(type.count(out));
    if (count < rules.minLength)
        checker.add("too_short",
            u"List should have at least %1 item%2 after validation, not %3"_s.arg(rules.minLength)
                .arg(rules.minLength == 1 ? QString() : u"s"_s)
                .arg(count),
            inputText(value),
            R"({"field_type":"List","min_length":)" + QByteArray::number(rules.minLength)
                + R"(,"actual_length":)" + QByteArray::number(count) + '}');
}

/// A value of a query or a form.
void readText(
    Checker &checker, const QString &text, const Type &type, const Rules &rules, void *out)
{
    switch (type.kind) {
    case Type::Kind::Optional:
        return readText(checker, text, *type.inner, rules, type.emplace(out));
    case Type::Kind::Bool:
        checker.readBool(text, *static_cast<bool *>(out));
        return;
    case Type::Kind::Int:
        return readInteger(checker, text, type, rules, out);
    case Type::Kind::Text:
        *static_cast<QString *>(out) = text;
        return checker.checkText(text, rules, inputText(text));
    case Type::Kind::Enum:
        return readEnum(checker, text.toStdString(), inputText(text), type, out);
    default:
        Q_ASSERT_X(type.readText, "readTexts", "give this type readQuery()");
        type.readText(checker, text, out);
    }
}

} // namespace

void readValue(
    Checker &checker, const JsonValue &value, const Type &type, const Rules &rules, void *out)
{
    using Kind = JsonValue::Kind;
    switch (type.kind) {
    case Type::Kind::Optional:
        if (value.kind() == Kind::Null)
            return type.reset(out);
        return readValue(checker, value, *type.inner, rules, type.emplace(out));
    case Type::Kind::Own:
        Q_ASSERT_X(type.readJson, "readValue", "give this type readJson()");
        type.readJson(checker, value, out);
        return;
    case Type::Kind::Bool:
        checker.readBool(value, *static_cast<bool *>(out));
        return;
    case Type::Kind::Int:
        return readInteger(checker, value, type, rules, out);
    case Type::Kind::Text:
        if (value.kind() != Kind::String)
            return checker.add(
                "string_type", u"Input should be a valid string"_s, inputText(value));
        *static_cast<QString *>(out) = value.toString();
        return checker.checkText(*static_cast<QString *>(out), rules, inputText(value));
    case Type::Kind::Enum:
        return readEnum(checker, value.kind() == Kind::String ? value.toUtf8() : std::string_view(),
            inputText(value), type, out);
    case Type::Kind::List:
        return readList(checker, value, type, rules, out);
    case Type::Kind::Model:
        return readModel(checker, value, type.fields(), out);
    default:
        Q_ASSERT_X(false, "readValue", "no request of a dialect has such a member");
    }
}

// ---- Models ---------------------------------------------------------------------------------

void readModel(Checker &checker, const JsonValue &object, const FieldList &fields, void *out)
{
    if (object.kind() != JsonValue::Kind::Object)
        return checker.add("model_attributes_type",
            u"Input should be a valid dictionary or object to extract fields from"_s,
            inputText(object));
    for (const Field &field : fields.all) {
        if (const auto value = object.member(field.name))
            checker.within(field.name,
                [&] { readValue(checker, *value, *field.type, field.rules, field.in(out)); });
        else if (field.rules.required)
            checker.addAt(field.name, "missing", u"Field required"_s, inputText(object));
    }
    if (fields.check && !checker.failed())
        fields.check(checker, out);
}

TextItems textItems(QByteArrayView encoded)
{
    QByteArray text = encoded.toByteArray();
    text.replace('+', "%20");
    TextItems items;
    for (const auto &[key, value] :
        QUrlQuery(QString::fromUtf8(text)).queryItems(QUrl::FullyDecoded))
        items.emplace_back(key, value);
    return items;
}

void readTexts(Checker &checker, const TextItems &items, const FieldList &fields, void *out)
{
    for (const Field &field : fields.all) {
        const auto found = std::find_if(items.rbegin(), items.rend(),
            [&](const auto &item) { return item.first == QLatin1StringView(field.name); });
        if (found != items.rend())
            checker.within(field.name,
                [&] { readText(checker, found->second, *field.type, field.rules, field.in(out)); });
        else if (field.rules.required)
            checker.addAt(field.name, "missing", u"Field required"_s, "null");
    }
    if (fields.check && !checker.failed())
        fields.check(checker, out);
}

} // namespace kith::dialects
