// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/validation.h"

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

} // namespace kith::dialects
