// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace kith::ops {

/// Longer values are cut and end in "…": a log line is no store for what users send.
inline constexpr qsizetype kLogValueChars = 1'000;

/// Appends text as the inside of a JSON string. Beyond what JSON asks for, whatever could hide or
/// turn around the rest of a line in a terminal is written as \uXXXX: DEL, C1, bidirectional marks,
/// line and paragraph separators, the byte order mark and lone surrogates.
void appendLogText(QByteArray &out, QStringView text);

/// True for text that logfmt may hold without quotes.
bool isPlainLogText(QByteArrayView escaped);

} // namespace kith::ops
