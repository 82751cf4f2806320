// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/detail/badgelabel.h"

#include "admingui/tables/tones.h"

#include <QPainter>

namespace kith::console {

void BadgeLabel::setBadge(const QString &text, Tone tone)
{
    m_text = text;
    m_tone = tone == Tone::Plain ? Tone::Quiet : tone;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 16, fontMetrics().height() + 4};
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRect field(QPoint(), sizeHint().boundedTo(size()));
    field.moveCenter(rect().center());
    field.moveLeft(0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneField(m_tone));
    painter.drawRoundedRect(field, field.height() / 2.0, field.height() / 2.0);
    painter.setPen(toneText(m_tone));
    painter.drawText(field, Qt::AlignCenter, m_text);
}

AvatarLabel::AvatarLabel(int size, QWidget *parent) : QWidget(parent) { setFixedSize(size, size); }

void AvatarLabel::setPerson(const QString &name, qint64 seed, std::optional<bool> online)
{
    m_name = name;
    m_seed = seed;
    m_online = online;
    update();
}

void AvatarLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Avatar{m_name, m_seed, m_online}.paint(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace kith::console
