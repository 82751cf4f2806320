// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/time.h"

#include <QJsonObject>

/// Times as Python's isoformat() writes them: UTC, six fraction digits, or none when the fraction
/// is zero. Kith keeps milliseconds; `extraMicros` (0 to 999) can make times distinct that are not.
namespace kith::dialects {

void appendIso(QByteArray &out, Timestamp time, int extraMicros, const char *zone);
QByteArray toIso(Timestamp time, const char *zone = "", int extraMicros = 0);

/// "2025-10-03T15:04:27.366000": no zone.
struct NaiveTime
{
    Timestamp at{};
    int extraMicros = 0;

    NaiveTime() = default;
    NaiveTime(Timestamp given, int micros = 0) : at(given), extraMicros(micros) { } // NOLINT
    friend void appendJson(QByteArray &out, const NaiveTime &time)
    {
        out.append('"');
        appendIso(out, time.at, time.extraMicros, "");
        out.append('"');
    }
    friend QJsonObject jsonSchema(const NaiveTime *)
    {
        return {{QStringLiteral("type"), QStringLiteral("string")},
            {QStringLiteral("description"), QStringLiteral("ISO 8601, UTC, without a zone")}};
    }
};

/// "2025-10-03T15:04:27.366000Z".
struct ZuluTime
{
    Timestamp at{};

    ZuluTime() = default;
    ZuluTime(Timestamp given) : at(given) { } // NOLINT
    friend void appendJson(QByteArray &out, const ZuluTime &time)
    {
        out.append('"');
        appendIso(out, time.at, 0, "Z");
        out.append('"');
    }
    friend QJsonObject jsonSchema(const ZuluTime *)
    {
        return {{QStringLiteral("type"), QStringLiteral("string")},
            {QStringLiteral("format"), QStringLiteral("date-time")}};
    }
};

/// "2025-10-03T15:04:27.366000+00:00".
struct OffsetTime
{
    Timestamp at{};

    OffsetTime() = default;
    OffsetTime(Timestamp given) : at(given) { } // NOLINT
    friend void appendJson(QByteArray &out, const OffsetTime &time)
    {
        out.append('"');
        appendIso(out, time.at, 0, "+00:00");
        out.append('"');
    }
    friend QJsonObject jsonSchema(const OffsetTime *)
    {
        return {{QStringLiteral("type"), QStringLiteral("string")},
            {QStringLiteral("format"), QStringLiteral("date-time")}};
    }
};

} // namespace kith::dialects
