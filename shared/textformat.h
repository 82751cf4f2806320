// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace kith {

/// Length as people count it in limits: Unicode code points (a surrogate pair is one).
qint64 codePoints(QStringView text);

/// The named checks that a field list may ask for: "email", "username", "emoji", "oneline".
/// Returns what is wrong with the text, or nothing.
QString checkFormat(const char *format, QStringView text);

/// Letters, digits, '.', '_', '-'; starts with a letter or digit. Usernames appear in @mentions.
bool isUsernameCharacter(QChar c);

} // namespace kith
