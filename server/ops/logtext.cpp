// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/logtext.h"

#include <algorithm>

namespace kith::ops {

namespace {

constexpr char kHex[] = "0123456789abcdef";

void appendEscape(QByteArray &out, char16_t unit)
{
    const char escape[] = {'\\', 'u', kHex[unit >> 12], kHex[(unit >> 8) & 15],
        kHex[(unit >> 4) & 15], kHex[unit & 15]};
    out.append(escape, sizeof escape);
}

/// Control and formatting characters that change how a terminal shows what follows.
bool isHidden(char16_t unit)
{
    return unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit == 0x061c
        || (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2028 && unit <= 0x202e)
        || (unit >= 0x2060 && unit <= 0x206f) || unit == 0xfeff || unit == 0xfffe || unit == 0xffff;
}

void appendUnit(QByteArray &out, char16_t unit)
{
    if (unit == u'"' || unit == u'\\')
        out.append('\\').append(static_cast<char>(unit));
    else if (unit == u'\n')
        out.append("\\n");
    else if (unit == u'\t')
        out.append("\\t");
    else if (isHidden(unit) || QChar::isSurrogate(unit))
        appendEscape(out, unit);
    else if (unit < 0x80)
        out.append(static_cast<char>(unit));
    else
        out.append(QStringView(&unit, 1).toUtf8());
}

} // namespace

void appendLogText(QByteArray &out, QStringView text)
{
    const bool cut = text.size() > kLogValueChars;
    const QStringView shown = text.left(kLogValueChars);
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const char16_t unit = shown[i].unicode();
        const bool pair =
            QChar::isHighSurrogate(unit) && i + 1 < shown.size() && shown[i + 1].isLowSurrogate();
        if (pair)
            out.append(shown.mid(i++, 2).toUtf8());
        else
            appendUnit(out, unit);
    }
    if (cut)
        out.append("…");
}

bool isPlainLogText(QByteArrayView escaped)
{
    return !escaped.isEmpty() && std::none_of(escaped.begin(), escaped.end(), [](char c) {
        return c == ' ' || c == '"' || c == '\\' || c == '=';
    });
}

} // namespace kith::ops
