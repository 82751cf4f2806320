// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/times.h"

namespace kith::dialects {

void appendIso(QByteArray &out, Timestamp time, int extraMicros, const char *zone)
{
    const QByteArray text = toRfc3339(time); // "2026-11-20T19:02:48.123Z"
    const qsizetype dot = text.indexOf('.');
    const qint64 micros = toMillis(time) % 1'000 * 1'000 + extraMicros;
    out.append(text.first(dot));
    if (micros != 0)
        out.append('.').append(QByteArray::number(micros).rightJustified(6, '0'));
    out.append(zone);
}

QByteArray toIso(Timestamp time, const char *zone, int extraMicros)
{
    QByteArray out;
    appendIso(out, time, extraMicros, zone);
    return out;
}

} // namespace kith::dialects
