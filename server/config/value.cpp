// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/value.h"

#include "shared/json.h"
#include "shared/textformat.h"

#include <limits>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

QString checkLength(qint64 size, const Rules &rules, QLatin1StringView unit)
{
    if (size < rules.minLength)
        return rules.minLength == 1 ? u"must not be empty"_s
                                    : u"must have at least %1 %2"_s.arg(rules.minLength).arg(unit);
    if (rules.maxLength >= 0 && size > rules.maxLength)
        return u"must have at most %1 %2"_s.arg(rules.maxLength).arg(unit);
    return {};
}

bool hasControlCharacter(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c < u' ' || c == u'\x7f'; });
}

/// A JSON array, or texts between commas; an empty place is skipped, as in "a,b,".
std::optional<QStringList> listFromText(const QString &text)
{
    QStringList out;
    if (text.trimmed().startsWith(u'[')) {
        const auto parsed = parseJson(text.toUtf8());
        if (!parsed.ok() || parsed->kind() != JsonValue::Kind::Array)
            return {};
        bool texts = true;
        parsed->eachItem([&](const JsonValue &item) {
            texts = texts && item.kind() == JsonValue::Kind::String;
            out += item.toString();
        });
        return texts ? std::optional(out) : std::nullopt;
    }
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            out += part.trimmed();
    }
    return out;
}

} // namespace

QString readBool(const Raw &raw, bool &out)
{
    if (const bool *value = std::get_if<bool>(&raw.value)) {
        out = *value;
        return {};
    }
    const QString *text = std::get_if<QString>(&raw.value);
    if (text && raw.isText) {
        const QString word = text->trimmed().toLower();
        const bool yes = QStringList{u"true"_s, u"1"_s, u"yes"_s, u"on"_s}.contains(word);
        if (yes || QStringList{u"false"_s, u"0"_s, u"no"_s, u"off"_s}.contains(word)) {
            out = yes;
            return {};
        }
    }
    return raw.isText ? u"must be true or false"_s : u"must be true or false, without quotes"_s;
}

QString readInteger(const Raw &raw, const Rules &rules, qint64 &out)
{
    bool good = false;
    if (const qint64 *value = std::get_if<qint64>(&raw.value)) {
        out = *value;
        good = true;
    } else if (const QString *text = std::get_if<QString>(&raw.value); text && raw.isText) {
        out = text->trimmed().toLongLong(&good);
    }
    if (!good)
        return raw.isText ? u"must be a whole number"_s
                          : u"must be a whole number, without quotes"_s;
    if (out < rules.minimum)
        return u"must be at least %1"_s.arg(rules.minimum);
    if (out > rules.maximum)
        return u"must be at most %1"_s.arg(rules.maximum);
    return {};
}

QString readText(const Raw &raw, const Rules &rules, QString &out)
{
    const QString *text = std::get_if<QString>(&raw.value);
    if (!text)
        return u"must be a text in quotes"_s;
    if (hasControlCharacter(*text))
        return u"must be one line without control characters"_s;
    if (QString wrong = checkLength(codePoints(*text), rules, "characters"_L1); !wrong.isEmpty())
        return wrong;
    out = *text;
    return {};
}

QString readList(const Raw &raw, const Rules &rules, QStringList &out)
{
    std::optional<QStringList> list;
    if (const QStringList *value = std::get_if<QStringList>(&raw.value))
        list = *value;
    else if (const QString *text = std::get_if<QString>(&raw.value); text && raw.isText)
        list = listFromText(*text);
    if (!list)
        return raw.isText ? u"must be a comma list or a JSON array of texts"_s
                          : u"must be a list of texts, such as [\"a\", \"b\"]"_s;
    for (const QString &item : *list) {
        if (item.isEmpty() || hasControlCharacter(item))
            return u"has an entry that is empty or not one line"_s;
    }
    if (QString wrong = checkLength(list->size(), rules, "entries"_L1); !wrong.isEmpty())
        return wrong;
    out = *list;
    return {};
}

QString readRate(const Raw &raw, Rate &out)
{
    const QString *text = std::get_if<QString>(&raw.value);
    const auto rate = text ? parseRate(*text) : std::nullopt;
    if (!rate)
        return u"must be a rate such as \"10/second burst 30\", \"5/30min\" or \"off\""_s;
    out = *rate;
    return {};
}

QString noSuchName(const QStringList &names)
{
    return names.size() == 1 ? u"must be "_s + names.first()
                             : u"must be one of: "_s + names.join(u", "_s);
}

QString quoted(const QString &text)
{
    // A TOML basic string escapes as JSON does; DEL is the one character that only TOML refuses,
    // and readText() refuses it before.
    QByteArray out;
    json::appendString(out, QStringView(text));
    return QString::fromUtf8(out);
}

QString quotedList(const QStringList &list)
{
    QStringList out;
    for (const QString &item : list)
        out += quoted(item);
    return u'[' + out.join(u", "_s) + u']';
}

} // namespace kith::config
