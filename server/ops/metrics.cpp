// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/metrics.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace kith::ops {

// ---- Histogram ----------------------------------------------------------------------------

Histogram::Histogram(std::span<const double> bounds)
    : m_bounds(bounds.begin(), bounds.end()),
      m_counts(std::make_unique<std::atomic<quint64>[]>(bounds.size() + 1))
{
}

void Histogram::observe(double value)
{
    if (std::isnan(value))
        return;
    const auto at = std::lower_bound(m_bounds.begin(), m_bounds.end(), value) - m_bounds.begin();
    m_counts[static_cast<size_t>(at)].fetch_add(1, std::memory_order_relaxed);
    m_sum.fetch_add(value, std::memory_order_relaxed);
}

Histogram::Snapshot Histogram::snapshot() const
{
    Snapshot out{.sum = m_sum.load(std::memory_order_relaxed)};
    quint64 total = 0;
    for (size_t i = 0; i <= m_bounds.size(); ++i)
        out.cumulative.push_back(total += m_counts[i].load(std::memory_order_relaxed));
    return out;
}

// ---- Families -----------------------------------------------------------------------------

struct Metrics::Series
{
    QByteArray labels; ///< `route="/x",method="GET"`, escaped
    std::unique_ptr<Counter> counter{};
    std::unique_ptr<Gauge> gauge{};
    std::unique_ptr<Histogram> histogram{};
    std::function<double()> read{};
};

struct Metrics::Family
{
    QByteArray name;
    QByteArray help;
    QByteArray type;
    std::deque<Series> series{};
};

namespace {

QByteArray escapedLabel(QByteArray value)
{
    return value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

QByteArray labelText(const Labels &labels)
{
    QByteArray out;
    for (const Label &label : labels) {
        if (!out.isEmpty())
            out.append(',');
        out.append(label.name).append("=\"").append(escapedLabel(label.value)).append('"');
    }
    return out;
}

QByteArray otherLabels(const Labels &labels)
{
    Labels other = labels;
    for (Label &label : other)
        label.value = "other";
    return labelText(other);
}

QByteArray numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    // Without an exponent where people and label matchers expect none: le="0.0001", not "1e-04".
    const double size = std::abs(value);
    const char form = size != 0 && (size < 1e-9 || size >= 1e15) ? 'g' : 'f';
    return QByteArray::number(value, form, QLocale::FloatingPointShortest);
}

void appendSample(
    QByteArray &out, const QByteArray &name, const QByteArray &labels, const QByteArray &value)
{
    out.append(name);
    if (!labels.isEmpty())
        out.append('{').append(labels).append('}');
    out.append(' ').append(value).append('\n');
}

void appendHistogram(
    QByteArray &out, const QByteArray &name, const QByteArray &labels, const Histogram &histogram)
{
    const Histogram::Snapshot snapshot = histogram.snapshot();
    const QByteArray comma = labels.isEmpty() ? "" : labels + ',';
    for (size_t i = 0; i < snapshot.cumulative.size(); ++i) {
        const QByteArray bound =
            i < histogram.bounds().size() ? numberText(histogram.bounds()[i]) : "+Inf";
        appendSample(out, name + "_bucket", comma + "le=\"" + bound + '"',
            QByteArray::number(snapshot.cumulative[i]));
    }
    appendSample(out, name + "_sum", labels, numberText(snapshot.sum));
    appendSample(out, name + "_count", labels, QByteArray::number(snapshot.cumulative.back()));
}

} // namespace

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

Metrics::Series &Metrics::seriesOf(
    const char *name, const char *help, const char *type, const Labels &labels)
{
    auto family = std::find_if(
        m_families.begin(), m_families.end(), [&](const auto &f) { return f->name == name; });
    if (family == m_families.end())
        family = m_families.insert(
            family, std::make_unique<Family>(Family{.name = name, .help = help, .type = type}));
    Q_ASSERT_X((*family)->type == type, name, "one name, one type");

    std::deque<Series> &all = (*family)->series;
    const auto find = [&all](const QByteArray &text) {
        return std::find_if(
            all.begin(), all.end(), [&](const Series &s) { return s.labels == text; });
    };
    QByteArray text = labelText(labels);
    if (const auto found = find(text); found != all.end())
        return *found;
    if (all.size() >= kMaxSeries) {
        text = otherLabels(labels);
        if (const auto found = find(text); found != all.end())
            return *found;
    }
    return all.emplace_back(Series{.labels = text});
}

Counter &Metrics::counter(const char *name, const char *help, const Labels &labels)
{
    const std::scoped_lock lock(m_mutex);
    Series &series = seriesOf(name, help, "counter", labels);
    if (!series.counter)
        series.counter = std::make_unique<Counter>();
    return *series.counter;
}

Gauge &Metrics::gauge(const char *name, const char *help, const Labels &labels)
{
    const std::scoped_lock lock(m_mutex);
    Series &series = seriesOf(name, help, "gauge", labels);
    if (!series.gauge)
        series.gauge = std::make_unique<Gauge>();
    return *series.gauge;
}

Histogram &Metrics::histogram(
    const char *name, const char *help, const Labels &labels, std::span<const double> bounds)
{
    const std::scoped_lock lock(m_mutex);
    Series &series = seriesOf(name, help, "histogram", labels);
    if (!series.histogram)
        series.histogram = std::make_unique<Histogram>(bounds);
    return *series.histogram;
}

void Metrics::observe(const char *name, const char *help, Reads kind, std::function<double()> read,
    const Labels &labels)
{
    const std::scoped_lock lock(m_mutex);
    seriesOf(name, help, kind == Reads::Gauge ? "gauge" : "counter", labels).read = std::move(read);
}

QByteArray Metrics::expose() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<const Family *> sorted;
    for (const auto &family : m_families)
        sorted.push_back(family.get());
    std::sort(sorted.begin(), sorted.end(),
        [](const Family *a, const Family *b) { return a->name < b->name; });

    QByteArray out;
    for (const Family *family : sorted) {
        out.append("# HELP ").append(family->name).append(' ').append(family->help).append('\n');
        out.append("# TYPE ").append(family->name).append(' ').append(family->type).append('\n');
        for (const Series &series : family->series) {
            if (series.histogram)
                appendHistogram(out, family->name, series.labels, *series.histogram);
            else if (series.read)
                appendSample(out, family->name, series.labels, numberText(series.read()));
            else
                appendSample(out, family->name, series.labels,
                    series.counter ? QByteArray::number(series.counter->value())
                                   : QByteArray::number(series.gauge->value()));
        }
    }
    return out;
}

} // namespace kith::ops
