// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What kithd's command line takes, in words: one list for the terminal and for man.

#include <QString>

namespace kith {

/// `kithd --help`, without the settings.
QString usageText();

/// kithd(8), for man.
QString manual(const QString &version);

} // namespace kith
