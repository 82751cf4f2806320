// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/look/labels.h"

#include <QStyle>

namespace kith::console {

QLabel *label(TextRole role, QWidget *parent, const QString &text)
{
    auto *made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    QFont font = made->font();
    const qreal size = font.pointSizeF();
    switch (role) {
    case TextRole::Title:
        font.setPointSizeF(size * 1.6);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Heading:
        font.setPointSizeF(size * 1.1);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Figure:
        font.setPointSizeF(size * 1.7);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Faint:
        font.setPointSizeF(size * 0.92);
        setStyleProperty(made, "role", QStringLiteral("faint"));
        break;
    case TextRole::Body:
        break;
    }
    made->setFont(font);
    return made;
}

void setLevel(QWidget *widget, const char *level)
{
    setStyleProperty(widget, "level", QString::fromLatin1(level));
}

void setStyleProperty(QWidget *widget, const char *name, const QString &value)
{
    if (widget->property(name).toString() == value)
        return;
    widget->setProperty(name, value);
    // A stylesheet reads properties once, when the widget is polished.
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace kith::console
