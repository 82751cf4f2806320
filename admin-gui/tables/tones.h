// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/cell.h"

#include <QColor>

namespace kith::console {

/// Colours of meaning, of the theme that now holds (look/colours.h). Asked while painting.
QColor toneText(Tone tone);
/// Behind a text of that tone: badges, bands.
QColor toneField(Tone tone);
/// The lines between rows.
QColor hairline();
/// Two colours mixed: `share` of the second.
QColor mixed(const QColor &one, const QColor &other, double share);

/// A circle with the initials of a name, in a colour that `seed` chooses.
struct Avatar
{
    QString name{};
    qint64 seed = 0;
    std::optional<bool> online{};

    void paint(class QPainter &painter, const QRectF &circle) const;
};

/// "AL" of "Ada Lovelace", "A" of "ada": at most two letters, in capitals.
QString initialsOf(const QString &name);

} // namespace kith::console
