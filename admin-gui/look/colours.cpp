// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/look/colours.h"

#include "admingui/look/look.h"

namespace kith::console {

const Colours &lightColours()
{
    static const Colours light{
        .isDark = false,
        .window = QColor(0xF5F6F8),
        .side = QColor(0xECEEF2),
        .surface = QColor(0xFFFFFF),
        .hover = QColor(0xEDF0F4),
        .selection = QColor(0xD9E6FB),
        .border = QColor(0xDDE1E7),
        .control = QColor(0x838D9A),
        .text = QColor(0x1A222C),
        .muted = QColor(0x566070),
        .accent = QColor(0x2560C8),
        .onAccent = QColor(0xFFFFFF),
        .ok = QColor(0x14713F),
        .warning = QColor(0x8A5200),
        .critical = QColor(0xB8281F),
        .series = {QColor(0x2F6FDB), QColor(0x0B8570), QColor(0xA8680F), QColor(0x8A4FD3)},
    };
    return light;
}

const Colours &darkColours()
{
    static const Colours dark{
        .isDark = true,
        .window = QColor(0x12161B),
        .side = QColor(0x0E1216),
        .surface = QColor(0x1A2027),
        .hover = QColor(0x232B34),
        .selection = QColor(0x24406B),
        .border = QColor(0x2A323C),
        .control = QColor(0x6B7684),
        .text = QColor(0xE6EAF0),
        .muted = QColor(0xA6B1BE),
        .accent = QColor(0x7AABF8),
        .onAccent = QColor(0x0C1626),
        .ok = QColor(0x57C98D),
        .warning = QColor(0xEDB657),
        .critical = QColor(0xFF8A80),
        .series = {QColor(0x6FA4F7), QColor(0x45C7AE), QColor(0xE0AF55), QColor(0xBA97F2)},
    };
    return dark;
}

const Colours &colours() { return Look::isDark() ? darkColours() : lightColours(); }

} // namespace kith::console
