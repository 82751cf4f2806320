// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kith::core {

/// A text as names are compared: NFKC and without case, so that "Ann", "ANN" and "Ａnn" are one
/// username. May be longer than the text.
QString folded(const QString &text);

/// A text that stands for itself in a LIKE … ESCAPE '!'.
QString escapedLike(QString text);

/// The LIKE … ESCAPE '!' pattern of folded texts with `search` in them.
QString likePattern(const QString &search);

} // namespace kith::core
