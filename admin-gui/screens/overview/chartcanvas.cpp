// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/overview/chartcanvas.h"

#include "admingui/look/colours.h"

#include <QChart>
#include <QMouseEvent>

namespace kith::console {

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF point = event->position();
    if (chart()->plotArea().contains(point)) {
        m_at = point.x();
        Q_EMIT hovered(chart()->mapToValue(point).x());
    } else if (m_at) {
        m_at.reset();
        Q_EMIT left();
    }
    viewport()->update();
}

void ChartCanvas::leaveEvent(QEvent *event)
{
    m_at.reset();
    Q_EMIT left();
    viewport()->update();
    QChartView::leaveEvent(event);
}

void ChartCanvas::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // it scrolls the page
}

void ChartCanvas::drawForeground(QPainter *painter, const QRectF &)
{
    if (!m_at)
        return;
    const QRectF area = chart()->plotArea();
    painter->setPen(QPen(colours().control, 1, Qt::DotLine));
    painter->drawLine(QPointF(*m_at, area.top()), QPointF(*m_at, area.bottom()));
}

} // namespace kith::console
