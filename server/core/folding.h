// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kith::core {

/// A text as names are compared: NFKC and without case, so that "Ann", "ANN" and "Ａnn" are one
/// username. May be longer than the text.
QString folded(const QString &text);

} // namespace kith::core
