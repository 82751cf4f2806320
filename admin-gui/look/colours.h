// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace kith::console {

/// Every colour of the console. Texts reach 4.5:1 on what they stand on (WCAG 2.1, 1.4.3), the
/// lines of charts and of controls 3:1 (1.4.11); tst_look holds them to it.
struct Colours
{
    bool isDark = false;
    QColor window{}; ///< behind everything
    QColor side{}; ///< of the list of screens
    QColor surface{}; ///< cards, tables, fields
    QColor hover{};
    QColor selection{}; ///< selected rows; text stays `text`
    QColor border{};
    QColor control{}; ///< outlines of fields and buttons
    QColor text{};
    QColor muted{}; ///< less important text
    QColor accent{}; ///< links, focus, the main button
    QColor onAccent{};
    QColor ok{};
    QColor warning{};
    QColor critical{};
    std::array<QColor, 4> series{}; ///< lines of charts
};

const Colours &lightColours();
const Colours &darkColours();

/// Of the theme that now holds. Asked while painting, never kept.
const Colours &colours();

} // namespace kith::console
