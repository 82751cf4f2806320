// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace kith::console {

/// A line icon of admin-gui/icons/NAME.svg in the colour of the palette's text (white on a
/// selection), sharp at any scale. An unknown name is a programmer's error.
QIcon icon(const char *name);

/// The program's own, in colour.
QIcon applicationIcon();

} // namespace kith::console
