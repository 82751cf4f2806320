// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/tones.h"

#include "admingui/look/colours.h"

#include <QPainter>

#include <array>

namespace kith::console {

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [&](double a, double b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(mix(one.redF(), other.redF()), mix(one.greenF(), other.greenF()),
        mix(one.blueF(), other.blueF()));
}

QColor toneText(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return colours().text;
    case Tone::Quiet:
        return colours().muted;
    case Tone::Accent:
        return colours().accent;
    case Tone::Good:
        return colours().ok;
    case Tone::Warning:
        return colours().warning;
    case Tone::Bad:
        return colours().critical;
    }
    return {};
}

QColor toneField(Tone tone)
{
    return mixed(colours().surface, toneText(tone), colours().isDark ? 0.2 : 0.12);
}

QColor hairline() { return mixed(colours().surface, colours().text, 0.09); }

QString initialsOf(const QString &name)
{
    const auto firstLetter = [](QStringView word) {
        for (const QChar c : word) {
            if (c.isLetterOrNumber())
                return QString(c.toUpper());
        }
        return QString();
    };
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const QString letters =
        firstLetter(words.front()) + (words.size() > 1 ? firstLetter(words.back()) : QString());
    return letters.isEmpty() ? name.simplified().left(1) : letters; // "#" of a channel
}

void Avatar::paint(QPainter &painter, const QRectF &circle) const
{
    // Eight calm hues; white letters have 4.5 to 1 on each.
    static constexpr std::array<QRgb, 8> kColours{0xff4f6bb8, 0xff7a5bb0, 0xffa04e86, 0xffb0544f,
        0xff94652a, 0xff5c7a35, 0xff2f7f6f, 0xff377a9e};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(kColours[static_cast<size_t>(qAbs(seed)) % kColours.size()]));
    painter.drawEllipse(circle);
    QFont font = painter.font();
    font.setPixelSize(qMax(8, qRound(circle.height() * 0.42)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(circle, Qt::AlignCenter, initialsOf(name));
    if (online && *online) {
        const double size = qMax(8.0, circle.height() * 0.28);
        const QRectF dot(circle.right() - size + 1, circle.bottom() - size + 1, size - 1, size - 1);
        painter.setPen(QPen(colours().surface, 1.5));
        painter.setBrush(QColor::fromRgb(0xff2fa36b));
        painter.drawEllipse(dot);
    }
    painter.restore();
}

} // namespace kith::console
