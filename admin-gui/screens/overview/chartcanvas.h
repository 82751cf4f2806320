// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>

#include <optional>

namespace kith::console {

/// A chart that tells where the mouse is, and draws a line there.
class ChartCanvas : public QChartView
{
    Q_OBJECT

public:
    using QChartView::QChartView;

Q_SIGNALS:
    void hovered(double x); ///< in values of the chart
    void left();

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    std::optional<double> m_at; ///< in the scene
};

} // namespace kith::console
