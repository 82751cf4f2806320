// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a setting's value is read from a file or a text, checked, and written back, by its type.

#include "config/config.h"
#include "shared/fields.h"

#include <optional>
#include <variant>

namespace kith::config {

/// A value as a source gave it. TOML gives types; the environment and flags give text, which is
/// read more kindly: "yes" for true, a comma list for a list.
struct Raw
{
    std::variant<bool, qint64, double, QString, QStringList> value{};
    bool isText = false;
};
inline Raw rawText(const QString &text) { return {.value = text, .isText = true}; }

template <class T> struct IsDuration : std::false_type
{
};
template <class Rep, class Period>
struct IsDuration<std::chrono::duration<Rep, Period>> : std::true_type
{
};

// Each reads a Raw and answers what is wrong with it, or an empty text.
QString readBool(const Raw &raw, bool &out);
QString readInteger(const Raw &raw, const Rules &rules, qint64 &out);
QString readText(const Raw &raw, const Rules &rules, QString &out);
QString readList(const Raw &raw, const Rules &rules, QStringList &out);
QString readRate(const Raw &raw, Rate &out);
QString noSuchName(const QStringList &names);

/// TOML literals.
QString quoted(const QString &text);
QString quotedList(const QStringList &list);

template <class T> QString readValue(const Raw &raw, const Rules &rules, T &out)
{
    if constexpr (std::is_same_v<T, bool>) {
        return readBool(raw, out);
    } else if constexpr (std::is_integral_v<T> || IsDuration<T>::value) {
        qint64 number = 0;
        QString wrong = readInteger(raw, rules, number);
        if (wrong.isEmpty()) {
            if constexpr (IsDuration<T>::value)
                out = T(static_cast<typename T::rep>(number));
            else
                out = static_cast<T>(number);
        }
        return wrong;
    } else if constexpr (std::is_same_v<T, QString>) {
        return readText(raw, rules, out);
    } else if constexpr (std::is_same_v<T, Secret>) {
        QString text;
        QString wrong = readText(raw, rules, text);
        if (wrong.isEmpty())
            out = Secret(text);
        return wrong;
    } else if constexpr (std::is_same_v<T, QStringList>) {
        return readList(raw, rules, out);
    } else if constexpr (std::is_same_v<T, Rate>) {
        return readRate(raw, out);
    } else {
        static_assert(NamedEnum<T>, "teach value.h to read this type");
        QString text;
        if (QString wrong = readText(raw, rules, text); !wrong.isEmpty())
            return wrong;
        QStringList names;
        for (const auto &row : enumNames<T>) {
            names += QString::fromLatin1(row.name);
            if (text.compare(names.last(), Qt::CaseInsensitive) == 0) {
                out = row.value;
                return {};
            }
        }
        return noSuchName(names);
    }
}

/// As the example file and `kithd config --print` show it. A secret is masked.
template <class T> QString writeValue(const T &value)
{
    if constexpr (std::is_same_v<T, bool>)
        return value ? QStringLiteral("true") : QStringLiteral("false");
    else if constexpr (IsDuration<T>::value)
        return QString::number(static_cast<qint64>(value.count()));
    else if constexpr (std::is_integral_v<T>)
        return QString::number(static_cast<qint64>(value));
    else if constexpr (std::is_same_v<T, QString>)
        return quoted(value);
    else if constexpr (std::is_same_v<T, Secret>)
        return quoted(value.isEmpty() ? QString() : QStringLiteral("********"));
    else if constexpr (std::is_same_v<T, QStringList>)
        return quotedList(value);
    else if constexpr (std::is_same_v<T, Rate>)
        return quoted(toText(value));
    else
        return quoted(QString::fromLatin1(nameOf(value)));
}

/// What may stand there, for the documentation.
template <class T> QString describeType()
{
    if constexpr (std::is_same_v<T, bool>)
        return QStringLiteral("true or false");
    else if constexpr (std::is_integral_v<T> || IsDuration<T>::value)
        return QStringLiteral("whole number");
    else if constexpr (std::is_same_v<T, Secret>)
        return QStringLiteral("secret");
    else if constexpr (std::is_same_v<T, QStringList>)
        return QStringLiteral("list of texts");
    else if constexpr (std::is_same_v<T, Rate>)
        return QStringLiteral("rate");
    else if constexpr (NamedEnum<T>) {
        QStringList names;
        for (const auto &row : enumNames<T>)
            names += QString::fromLatin1(row.name);
        return names.join(QStringLiteral(", "));
    } else
        return QStringLiteral("text");
}

} // namespace kith::config
