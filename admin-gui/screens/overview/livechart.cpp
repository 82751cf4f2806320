// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/overview/livechart.h"

#include "admingui/look/colours.h"
#include "admingui/look/labels.h"
#include "admingui/screens/overview/chartcanvas.h"

#include <QAreaSeries>
#include <QBoxLayout>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kChartHeight = 120;

/// The next of 1, 2, 4, 6, 10 times a power of ten: half of it is a plain number too.
double niceTop(double highest)
{
    if (highest <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(highest)));
    for (const double step : {1.0, 2.0, 4.0, 6.0, 10.0}) {
        if (highest <= step * power)
            return step * power;
    }
    return 10 * power;
}

} // namespace

LiveChart::LiveChart(std::vector<ChartLine> lines, ValueText text, QWidget *parent)
    : QFrame(parent), m_lines(std::move(lines)), m_text(std::move(text)),
      m_title(label(TextRole::Heading, this)), m_canvas(new ChartCanvas(this)),
      m_x(new QValueAxis(this)), m_y(new QValueAxis(this)), m_start(label(TextRole::Faint, this)),
      m_end(label(TextRole::Faint, this))
{
    build();
    for (size_t i = 0; i < m_lines.size(); ++i)
        addLine();
    colour();
    scale(1);
    connect(m_canvas, &ChartCanvas::hovered, this, [this](double x) {
        m_isHovered = true;
        showValuesAt(x);
    });
    connect(m_canvas, &ChartCanvas::left, this, [this] {
        m_isHovered = false;
        showNewest();
    });
}

void LiveChart::build()
{
    setObjectName(u"card"_s);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // charts share a row evenly
    auto *chart = new QChart;
    chart->legend()->hide();
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setBackgroundRoundness(0);
    chart->setBackgroundVisible(false);
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->addAxis(m_x, Qt::AlignBottom);
    chart->addAxis(m_y, Qt::AlignRight);
    m_x->setLabelsVisible(false);
    m_y->setTickCount(3);
    m_x->setGridLineVisible(false);
    for (QValueAxis *axis : {m_x, m_y})
        axis->setLineVisible(false);
    m_canvas->setChart(chart);
    m_canvas->setRenderHint(QPainter::Antialiasing);
    m_canvas->setMouseTracking(true);
    m_canvas->setFrameShape(QFrame::NoFrame);
    m_canvas->setFixedHeight(kChartHeight);
    m_canvas->setFocusPolicy(Qt::NoFocus);
    m_canvas->setBackgroundBrush(Qt::NoBrush);
    m_canvas->setStyleSheet(u"background: transparent"_s);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 10, 8);
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setObjectName(u"head"_s);
    head->setSpacing(10);
    head->addWidget(m_title);
    head->addStretch();
    column->addLayout(head);
    column->addWidget(m_canvas);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_start);
    foot->addStretch();
    foot->addWidget(m_end);
    column->addLayout(foot);
}

void LiveChart::addLine()
{
    Drawn drawn;
    drawn.line = new QLineSeries(this);
    drawn.value = label(TextRole::Body, this);
    findChild<QHBoxLayout *>(u"head"_s)->addWidget(drawn.value);
    QChart *chart = m_canvas->chart();
    if (m_lines.size() == 1) {
        drawn.area = new QAreaSeries(drawn.line);
        chart->addSeries(drawn.area);
        drawn.area->attachAxis(m_x);
        drawn.area->attachAxis(m_y);
    }
    chart->addSeries(drawn.line);
    drawn.line->attachAxis(m_x);
    drawn.line->attachAxis(m_y);
    m_drawn.push_back(std::move(drawn));
}

void LiveChart::colour()
{
    const Colours &c = colours();
    for (size_t i = 0; i < m_drawn.size(); ++i) {
        const QColor colour = c.series[i % c.series.size()];
        m_drawn[i].line->setPen(QPen(colour, 1.6));
        if (QAreaSeries *area = m_drawn[i].area) {
            QColor fill = colour;
            fill.setAlphaF(c.isDark ? 0.18F : 0.12F);
            area->setPen(Qt::NoPen);
            area->setBrush(fill);
        }
        m_drawn[i].value->setStyleSheet(
            m_drawn.size() > 1 ? u"color: %1"_s.arg(colour.name()) : QString());
    }
    for (QValueAxis *axis : {m_x, m_y}) {
        axis->setGridLinePen(QPen(c.border, 1));
        axis->setLabelsColor(c.muted);
    }
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    m_y->setLabelsFont(small);
}

void LiveChart::setTexts(const QString &title, const QStringList &names)
{
    m_title->setText(title);
    m_names = names;
    setAccessibleName(title);
    m_end->setText(tr("now"));
    if (!m_isHovered)
        showNewest();
}

void LiveChart::show(const std::deque<MetricsSample> &samples, std::chrono::seconds window)
{
    const auto seconds = double(window.count());
    m_start->setText(tr("%n minute(s) ago", nullptr, int(window.count() / 60)));
    double highest = 0;
    for (size_t i = 0; i < m_lines.size(); ++i) {
        QList<QPointF> points;
        for (const MetricsSample &sample : samples) {
            const double x = double(toMillis(sample.at) - toMillis(samples.back().at)) / 1000;
            const auto value = m_lines[i].value(sample);
            if (x < -seconds || !value)
                continue;
            points.append({x, *value});
            highest = std::max(highest, *value);
        }
        m_drawn[i].points = points;
        m_drawn[i].line->replace(points);
    }
    m_x->setRange(-seconds, 0);
    scale(highest);
    if (!m_isHovered)
        showNewest();
}

void LiveChart::scale(double highest)
{
    const double top = niceTop(highest);
    if (top == m_top)
        return;
    m_top = top;
    m_y->setRange(0, top);
    // Half of the top is the label with the most digits.
    m_y->setLabelFormat(top >= 10 || top == 2 || top == 4 || top == 6 ? u"%.0f"_s : u"%g"_s);
}

void LiveChart::showValuesAt(double x)
{
    for (size_t i = 0; i < m_drawn.size(); ++i) {
        const QList<QPointF> &points = m_drawn[i].points;
        const auto at = std::min_element(points.begin(), points.end(),
            [x](QPointF a, QPointF b) { return std::abs(a.x() - x) < std::abs(b.x() - x); });
        QString text = at == points.end() ? u"–"_s : m_text(at->y());
        if (!m_names.value(int(i)).isEmpty())
            text.prepend(m_names[int(i)] + u" "_s);
        m_drawn[i].value->setText(text);
    }
}

void LiveChart::showNewest() { showValuesAt(0); }

void LiveChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_canvas)
        colour();
    QFrame::changeEvent(event);
}

} // namespace kith::console
