// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

namespace kith::console {

/// What a text is, and so how it looks. Sizes follow the person's own font size.
enum class TextRole {
    Title, ///< of a screen
    Heading, ///< of a part of one
    Figure, ///< a number to be read across the room
    Body,
    Faint, ///< what explains another text
};

/// A label that shows plain text only: what a server sends must never be read as rich text.
QLabel *label(TextRole role, QWidget *parent, const QString &text = {});

/// "ok", "warning", "critical" or "" gives the label that colour (console.qss).
void setLevel(QWidget *widget, const char *level);

/// Sets a property that the stylesheet looks at, and has it looked at again.
void setStyleProperty(QWidget *widget, const char *name, const QString &value);

} // namespace kith::console
