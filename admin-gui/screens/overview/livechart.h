// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/metrics.h"

#include <QChartView>
#include <QFrame>
#include <QLabel>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace kith::console {

class ChartCanvas;

/// One line of a chart: where its value is in a sample; none: no value for that second.
struct ChartLine
{
    std::function<std::optional<double>(const MetricsSample &)> value{};
};

/// Writes a value with its unit, in the language that now holds.
using ValueText = std::function<QString(double)>;

/// A card with lines over the last minutes, its newest values in the title line, and those under
/// the mouse instead while it is over the chart.
class LiveChart : public QFrame
{
    Q_OBJECT

public:
    LiveChart(std::vector<ChartLine> lines, ValueText text, QWidget *parent = nullptr);

    /// One name a line; a single line needs none.
    void setTexts(const QString &title, const QStringList &names);
    /// Draws the last `window` up to `now`.
    void show(const std::deque<MetricsSample> &samples, std::chrono::seconds window);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Drawn
    {
        QLineSeries *line = nullptr;
        QAreaSeries *area = nullptr; ///< of a single line
        QLabel *value = nullptr;
        QList<QPointF> points{};
    };

    void build();
    void addLine();
    void colour();
    void scale(double highest);
    void showValuesAt(double x);
    void showNewest();

    std::vector<ChartLine> m_lines;
    ValueText m_text;
    QStringList m_names;
    std::vector<Drawn> m_drawn;
    QLabel *m_title;
    ChartCanvas *m_canvas;
    QValueAxis *m_x;
    QValueAxis *m_y;
    QLabel *m_start;
    QLabel *m_end;
    double m_top = 0;
    bool m_isHovered = false;
};

} // namespace kith::console
