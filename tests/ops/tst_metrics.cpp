// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/metrics.h"
#include "ops/processmetrics.h"
#include "runner/runner.h"

#include <QProcess>
#include <QStandardPaths>

#include <thread>
#include <vector>

using namespace kith::ops;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_Metrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countersGaugesAndHistogramsAreExposed();
    void sameNameAndLabelsIsOneSeries();
    void labelsAreEscaped();
    void valuesOnABoundBelongToItsBucket();
    void tooManySeriesFallIntoOther();
    void countingFromThreadsLosesNothing();
    void numbersAreWrittenWithoutExponent();
    void promtoolAcceptsTheExposition();
};

void tst_Metrics::countersGaugesAndHistogramsAreExposed()
{
    Metrics metrics;
    metrics.counter("kithd_b_total", "Things", {{"kind", "x"}}).add(3);
    metrics.gauge("kithd_a", "Level").set(-2);
    const std::array bounds{0.5, 1.0};
    Histogram &h = metrics.histogram("kithd_c_seconds", "Time", {{"op", "read"}}, bounds);
    h.observe(250ms);
    h.observe(2s);
    metrics.observe("kithd_d_ratio", "Read when asked", Metrics::Reads::Gauge, [] { return 0.25; });
    QCOMPARE(metrics.expose(),
        "# HELP kithd_a Level\n# TYPE kithd_a gauge\nkithd_a -2\n"
        "# HELP kithd_b_total Things\n# TYPE kithd_b_total counter\nkithd_b_total{kind=\"x\"} 3\n"
        "# HELP kithd_c_seconds Time\n# TYPE kithd_c_seconds histogram\n"
        "kithd_c_seconds_bucket{op=\"read\",le=\"0.5\"} 1\n"
        "kithd_c_seconds_bucket{op=\"read\",le=\"1\"} 1\n"
        "kithd_c_seconds_bucket{op=\"read\",le=\"+Inf\"} 2\n"
        "kithd_c_seconds_sum{op=\"read\"} 2.25\nkithd_c_seconds_count{op=\"read\"} 2\n"
        "# HELP kithd_d_ratio Read when asked\n# TYPE kithd_d_ratio gauge\nkithd_d_ratio 0.25\n"_ba);
}

void tst_Metrics::sameNameAndLabelsIsOneSeries()
{
    Metrics metrics;
    Counter &a = metrics.counter("kithd_x_total", "X", {{"k", "1"}});
    Counter &b = metrics.counter("kithd_x_total", "X", {{"k", "2"}});
    QVERIFY(&a != &b);
    QCOMPARE(&a, &metrics.counter("kithd_x_total", "X", {{"k", "1"}}));
}

void tst_Metrics::labelsAreEscaped()
{
    Metrics metrics;
    metrics.counter("kithd_x_total", "X", {{"k", "a\"b\\c\nd"}});
    QVERIFY(metrics.expose().contains("{k=\"a\\\"b\\\\c\\nd\"} 0\n"));
}

void tst_Metrics::valuesOnABoundBelongToItsBucket()
{
    const std::array bounds{1.0, 2.0};
    Histogram h(bounds);
    for (const double value : {0.0, 1.0, 1.5, 2.0, 2.1})
        h.observe(value);
    h.observe(std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(h.snapshot().cumulative, (std::vector<quint64>{2, 4, 5}));
    QCOMPARE(h.snapshot().sum, 6.6);
}

void tst_Metrics::tooManySeriesFallIntoOther()
{
    Metrics metrics;
    for (int i = 0; i < 1'000; ++i)
        metrics.counter("kithd_x_total", "X", {{"route", QByteArray::number(i)}}).add();
    const QByteArray text = metrics.expose();
    QCOMPARE(text.count('\n'), 2 + int(Metrics::kMaxSeries) + 1);
    QVERIFY(text.contains("kithd_x_total{route=\"other\"} 700\n"));
}

void tst_Metrics::countingFromThreadsLosesNothing()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 50'000;
    Metrics metrics;
    Counter &counter = metrics.counter("kithd_x_total", "X");
    Histogram &histogram = metrics.histogram("kithd_y_seconds", "Y");
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < kEach; ++i) {
                counter.add();
                histogram.observe(1.0);
            }
        });
    }
    threads.clear();
    QCOMPARE(counter.value(), quint64(kThreads * kEach));
    QCOMPARE(histogram.snapshot().cumulative.back(), quint64(kThreads * kEach));
    QCOMPARE(histogram.snapshot().sum, double(kThreads * kEach));
}

void tst_Metrics::numbersAreWrittenWithoutExponent()
{
    Metrics metrics;
    metrics.histogram("kithd_x_seconds", "X").observe(0.00007);
    const QByteArray text = metrics.expose();
    QVERIFY2(text.contains("{le=\"0.0001\"} 1\n"), text);
    QVERIFY2(text.contains("kithd_x_seconds_sum 0.00007\n"), text);
    metrics.observe("kithd_y", "Y", Metrics::Reads::Gauge, [] { return 1795208394.0; });
    QVERIFY(metrics.expose().contains("kithd_y 1795208394\n"));
}

void tst_Metrics::promtoolAcceptsTheExposition()
{
    const QString promtool = QStandardPaths::findExecutable(u"promtool"_s);
    if (promtool.isEmpty())
        QSKIP("promtool (Debian package prometheus) is not installed");
    Metrics metrics;
    addProcessMetrics(metrics, "1.2.3");
    metrics.counter(
        "kithd_http_requests_total", "Requests", {{"route", "/a/{id}"}, {"code", "2xx"}});
    metrics.histogram("kithd_http_request_duration_seconds", "Time", {{"route", "/a/{id}"}})
        .observe(1ms);
    metrics.gauge("kithd_ws_connections", "Sockets").set(3);
    QProcess check;
    check.start(promtool, {u"check"_s, u"metrics"_s});
    check.write(metrics.expose());
    check.closeWriteChannel();
    QVERIFY(check.waitForFinished());
    const QByteArray said = check.readAllStandardOutput() + check.readAllStandardError();
    QVERIFY2(check.exitCode() == 0 && said.isEmpty(), said);
}

KITH_TEST(tst_Metrics)
#include "tst_metrics.moc"
