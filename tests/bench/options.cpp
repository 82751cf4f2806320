// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

/// Those that are counts or seconds; the others are texts.
const QStringList kTexts{u"data"_s, u"json"_s, u"password"_s, u"owner"_s, u"kind"_s, u"shape"_s,
    u"what"_s, u"kithd"_s, u"beside"_s};

Error usage(const QString &sentence) { return invalidInput(QString(), sentence); }

} // namespace

Result<Options> Options::parse(const QStringList &words, const QStringList &known)
{
    Options options;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString name = words[i].section(u'=', 0, 0).mid(2);
        if (words[i] == "--quick"_L1) {
            options.m_quick = true;
            continue;
        }
        if (!words[i].startsWith("--"_L1) || !known.contains(name))
            return usage(u"there is no option "_s + words[i]);
        const bool inside = words[i].contains(u'=');
        if (!inside && i + 1 == words.size())
            return usage(words[i] + u" wants a value"_s);
        const QString value = inside ? words[i].section(u'=', 1) : words[++i];
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (!kTexts.contains(name) && (!isNumber || number < 0))
            return usage(u"--%1 wants a number"_s.arg(name));
        options.m_values.insert(name, value);
    }
    return options;
}

QString Options::text(const char *name, const QString &otherwise) const
{
    return m_values.value(QString::fromLatin1(name), otherwise);
}

qint64 Options::number(const char *name, qint64 otherwise, qint64 quick) const
{
    const auto found = m_values.find(QString::fromLatin1(name));
    if (found != m_values.end())
        return static_cast<qint64>(found->toDouble());
    return m_quick ? quick : otherwise;
}

std::chrono::milliseconds Options::span() const
{
    const double seconds = text("seconds", m_quick ? u"0.3"_s : u"3"_s).toDouble();
    return std::chrono::milliseconds(static_cast<qint64>(seconds * 1'000));
}

} // namespace kith::bench
