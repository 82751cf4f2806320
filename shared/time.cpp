// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/time.h"

#include <array>

namespace kith {

using namespace std::chrono;

Timestamp SystemClock::now() const { return floor<milliseconds>(system_clock::now()); }

SteadyTime SystemClock::steady() const { return steady_clock::now(); }

namespace {

void putDigits(char *at, unsigned value, int width)
{
    for (int i = width - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

/// Reads exactly `width` digits at `pos` and moves past them.
std::optional<int> takeDigits(QByteArrayView text, qsizetype &pos, int width)
{
    if (pos + width > text.size())
        return {};
    int value = 0;
    for (int i = 0; i < width; ++i) {
        const char c = text[pos + i];
        if (c < '0' || c > '9')
            return {};
        value = value * 10 + (c - '0');
    }
    pos += width;
    return value;
}

bool takeChar(QByteArrayView text, qsizetype &pos, char wanted)
{
    if (pos >= text.size() || text[pos] != wanted)
        return false;
    ++pos;
    return true;
}

/// The zone at `pos`: "Z", or an offset such as "+03:00". It must end the text.
std::optional<minutes> takeZone(QByteArrayView text, qsizetype pos)
{
    if (takeChar(text, pos, 'Z') || takeChar(text, pos, 'z'))
        return pos == text.size() ? std::optional(minutes(0)) : std::nullopt;
    const bool east = takeChar(text, pos, '+');
    if (!east && !takeChar(text, pos, '-'))
        return {};
    const auto h = takeDigits(text, pos, 2);
    if (!h || !takeChar(text, pos, ':'))
        return {};
    const auto m = takeDigits(text, pos, 2);
    if (!m || pos != text.size() || *h > 23 || *m > 59)
        return {};
    const minutes offset(*h * 60 + *m);
    return east ? offset : -offset;
}

} // namespace

void appendRfc3339(QByteArray &out, Timestamp time)
{
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 24> text{};
    putDigits(&text[0], static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text[4] = '-';
    putDigits(&text[5], static_cast<unsigned>(date.month()), 2);
    text[7] = '-';
    putDigits(&text[8], static_cast<unsigned>(date.day()), 2);
    text[10] = 'T';
    putDigits(&text[11], static_cast<unsigned>(clock.hours().count()), 2);
    text[13] = ':';
    putDigits(&text[14], static_cast<unsigned>(clock.minutes().count()), 2);
    text[16] = ':';
    putDigits(&text[17], static_cast<unsigned>(clock.seconds().count()), 2);
    text[19] = '.';
    putDigits(&text[20], static_cast<unsigned>(clock.subseconds().count()), 3);
    text[23] = 'Z';
    out.append(text.data(), text.size());
}

QByteArray toRfc3339(Timestamp time)
{
    QByteArray out;
    appendRfc3339(out, time);
    return out;
}

std::optional<Timestamp> fromRfc3339(QByteArrayView text)
{
    qsizetype pos = 0;
    const auto y = takeDigits(text, pos, 4);
    if (!y || !takeChar(text, pos, '-'))
        return {};
    const auto mo = takeDigits(text, pos, 2);
    if (!mo || !takeChar(text, pos, '-'))
        return {};
    const auto d = takeDigits(text, pos, 2);
    if (!d || (!takeChar(text, pos, 'T') && !takeChar(text, pos, 't') && !takeChar(text, pos, ' ')))
        return {};
    const auto h = takeDigits(text, pos, 2);
    if (!h || !takeChar(text, pos, ':'))
        return {};
    const auto mi = takeDigits(text, pos, 2);
    if (!mi || !takeChar(text, pos, ':'))
        return {};
    const auto s = takeDigits(text, pos, 2);
    const year_month_day date{
        year(*y), month(static_cast<unsigned>(*mo)), day(static_cast<unsigned>(*d))};
    if (!s || !date.ok() || *h > 23 || *mi > 59 || *s > 60)
        return {};
    int millis = 0;
    if (takeChar(text, pos, '.')) {
        const qsizetype first = pos;
        for (int scale = 100; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos) {
            millis += (text[pos] - '0') * scale;
            scale /= 10;
        }
        if (pos == first || pos - first > 9)
            return {};
    }
    const auto zone = takeZone(text, pos);
    if (!zone)
        return {};
    return Timestamp(sys_days(date)) + hours(*h) + minutes(*mi) + seconds(*s) + milliseconds(millis)
        - *zone;
}

} // namespace kith
