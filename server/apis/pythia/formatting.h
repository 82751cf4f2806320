// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pythia/wire.h"

/// The marks in a message's text: **bold**, *italic*, `code`, ```blocks```, links, @mentions and
/// :emojis:. Texts are stored with their marks; clients draw them. Any thread.
namespace kith::pythia {

/// As it is stored: trimmed, with at most one empty line and two spaces in a row.
QString sanitized(const QString &text);
/// Whether its marks come in pairs.
bool isWellFormatted(const QString &text);
wire::Formatting formattingOf(const QString &text);
/// What stands behind each @, with repeats.
std::vector<QString> mentionTexts(const QString &text);

inline constexpr const char *kFormattingRefused =
    "Invalid formatting syntax. Check your bold (**), code (`), and code block (```) markers.";

} // namespace kith::pythia
