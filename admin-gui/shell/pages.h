// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/page.h"

#include <vector>

namespace kith::console {

/// A row of the one list of pages.
struct PageEntry
{
    QString id{}; ///< of Place::page
    const char *title = nullptr; ///< in English; QCoreApplication::translate("pages", title)
    const char *icon = nullptr; ///< of icons/: see look/icons.h
    std::function<Page *(Workspace &, QWidget *)> make{};
};

/// In the order of the navigation; the n-th opens with Ctrl+n.
const std::vector<PageEntry> &pages();

} // namespace kith::console
