// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace kith::console {

/// What a colour says. CellDelegate chooses it for light and dark.
enum class Tone { Plain, Quiet, Accent, Good, Warning, Bad };

/// How a cell is drawn beyond its text. A plain value; the default is a plain text.
struct CellLook
{
    QString second{}; ///< quieter, after the text
    std::optional<QString> avatar{}; ///< the name whose initials stand before the text
    qint64 avatarSeed = 0; ///< of its colour: an id, so that it stays when the name changes
    bool online = false; ///< a dot on the avatar
    bool badge = false; ///< the text in a rounded field
    bool dimmed = false; ///< of a row that no longer counts: suspended, archived
    bool strong = false; ///< what names the row
    bool fixedWidth = false; ///< addresses and numbers that are compared by eye
    Tone tone = Tone::Plain;
};

} // namespace kith::console

Q_DECLARE_METATYPE(kith::console::CellLook)
