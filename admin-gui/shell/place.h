// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QString>

namespace kith::console {

/// Where in the console one can be: what the history, the palette and links between pages hold.
struct Place
{
    QString page{}; ///< an id of pages.cpp
    qint64 id = 0; ///< of the user, chat … that is open there; 0: the list
    QString filter{}; ///< what the page's list is narrowed to, in the page's own words

    bool operator==(const Place &) const = default;
};

} // namespace kith::console
