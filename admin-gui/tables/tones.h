// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/cell.h"

#include <QColor>
#include <QPalette>

namespace kith::console {

/// Colours of meaning, for whichever palette holds: calm, and with a contrast of at least 4.5 to 1
/// for texts (WCAG 2.1, 1.4.3).
bool isDark(const QPalette &palette);
QColor toneText(Tone tone, const QPalette &palette);
/// Behind a text of that tone: badges, bands.
QColor toneField(Tone tone, const QPalette &palette);
/// The lines between rows.
QColor hairline(const QPalette &palette);
/// Two colours mixed: `share` of the second.
QColor mixed(const QColor &one, const QColor &other, double share);

/// A circle with the initials of a name, in a colour that `seed` chooses.
struct Avatar
{
    QString name{};
    qint64 seed = 0;
    std::optional<bool> online{};

    void paint(class QPainter &painter, const QRectF &circle, const QPalette &palette) const;
};

/// "AL" of "Ada Lovelace", "A" of "ada": at most two letters, in capitals.
QString initialsOf(const QString &name);

} // namespace kith::console
