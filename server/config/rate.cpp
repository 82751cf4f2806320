// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/rate.h"

#include <QRegularExpression>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

struct Unit
{
    const char *name;
    int seconds;
};
constexpr Unit kUnits[] = {{"day", 86'400}, {"hour", 3'600}, {"min", 60}, {"second", 1}};

/// Also minute(s) and the plurals.
int secondsOf(const QString &word)
{
    for (const Unit &unit : kUnits) {
        const auto name = QLatin1StringView(unit.name);
        if (word == name || word == name + "s"_L1)
            return unit.seconds;
    }
    return word == u"minute" || word == u"minutes" ? 60 : 0;
}

} // namespace

std::optional<Rate> parseRate(const QString &text)
{
    const QString plain = text.trimmed().toLower();
    if (plain == u"off")
        return Rate{};
    static const QRegularExpression kForm(
        u"^(\\d{1,6}) ?/ ?(\\d{0,5}) ?([a-z]+)(?: burst (\\d{1,6}))?$"_s);
    const auto match = kForm.match(plain);
    const int unit = secondsOf(match.captured(3));
    const int count = match.captured(1).toInt();
    if (!match.hasMatch() || unit == 0 || count == 0)
        return {};
    const int times = match.captured(2).isEmpty() ? 1 : match.captured(2).toInt();
    const int burst = match.captured(4).isEmpty() ? count : match.captured(4).toInt();
    if (times == 0 || burst == 0)
        return {};
    return rate(count, std::chrono::seconds(times) * unit, burst);
}

QString toText(const Rate &rate)
{
    if (rate.isOff())
        return u"off"_s;
    const auto seconds = rate.per.count();
    const Unit *unit = kUnits;
    while (seconds % unit->seconds != 0)
        ++unit;
    const auto times = seconds / unit->seconds;
    QString out = u"%1/"_s.arg(rate.count);
    if (times > 1)
        out += QString::number(times);
    out += QLatin1StringView(unit->name);
    if (rate.burst != rate.count)
        out += u" burst %1"_s.arg(rate.burst);
    return out;
}

} // namespace kith::config
