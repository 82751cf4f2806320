// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/tones.h"

#include <QPainter>

#include <array>

namespace kith::console {

namespace {

struct ToneColours
{
    QRgb light;
    QRgb dark;
};

ToneColours coloursOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return {0xff18794e, 0xff5fd39c};
    case Tone::Warning:
        return {0xff8a5a00, 0xffe9b949};
    case Tone::Bad:
        return {0xffb42318, 0xffff8f85};
    case Tone::Accent:
        return {0xff3d53c4, 0xff9db1ff};
    case Tone::Plain:
    case Tone::Quiet:
        break;
    }
    return {0xff5b6170, 0xffa3a9b8};
}

} // namespace

bool isDark(const QPalette &palette) { return palette.color(QPalette::Base).lightness() < 128; }

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [&](double a, double b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(mix(one.redF(), other.redF()), mix(one.greenF(), other.greenF()),
        mix(one.blueF(), other.blueF()));
}

QColor toneText(Tone tone, const QPalette &palette)
{
    if (tone == Tone::Plain)
        return palette.color(QPalette::Text);
    const ToneColours colours = coloursOf(tone);
    return QColor::fromRgb(isDark(palette) ? colours.dark : colours.light);
}

QColor toneField(Tone tone, const QPalette &palette)
{
    return mixed(
        palette.color(QPalette::Base), toneText(tone, palette), isDark(palette) ? 0.2 : 0.12);
}

QColor hairline(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.09);
}

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

void Avatar::paint(QPainter &painter, const QRectF &circle, const QPalette &palette) const
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
        painter.setPen(QPen(palette.color(QPalette::Base), 1.5));
        painter.setBrush(QColor::fromRgb(0xff2fa36b));
        painter.drawEllipse(dot);
    }
    painter.restore();
}

} // namespace kith::console
