// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/look/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

// Outside of any namespace, as Q_INIT_RESOURCE must be.
static void loadIcons() { Q_INIT_RESOURCE(icons); }

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

/// Draws an SVG whose strokes are `currentColor`. The palette is asked at each drawing, so that a
/// change of theme needs no new icons.
class LineIcon final : public QIconEngine
{
public:
    explicit LineIcon(QByteArray svg) : m_svg(std::move(svg)) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour(mode).name(QColor::HexRgb).toLatin1());
        QSvgRenderer(svg).render(painter, rect);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new LineIcon(m_svg); }

private:
    static QColor colour(QIcon::Mode mode)
    {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected:
            return palette.color(QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active:
            break;
        }
        return palette.color(QPalette::WindowText);
    }

    QByteArray m_svg;
};

QIcon readIcon(const QString &path)
{
    static const bool isLoaded = (loadIcons(), true);
    Q_UNUSED(isLoaded)
    QFile file(path);
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isThere, "icon", qPrintable(path));
    return isThere ? QIcon(new LineIcon(file.readAll())) : QIcon();
}

} // namespace

QIcon icon(const char *name)
{
    return readIcon(u":/icons/"_s + QLatin1StringView(name) + u".svg"_s);
}

QIcon applicationIcon() { return readIcon(u":/icons/kith-admin.svg"_s); }

} // namespace kith::console
