// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/sampler.h"
#include "runner/runner.h"
#include "shared/limits.h"
#include "support/fakeclock.h"

using namespace kith;
using namespace kith::test;
using namespace std::chrono_literals;

class tst_Sampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ratesAreOfTheTimeThatPassed();
    void aQuietSecondHasNoLatency();
    void percentilesAreOfTheLastSecondAlone();
    void percentilesLieInTheirBucket_data();
    void percentilesLieInTheirBucket();
    void historyIsBoundedAndInOrder();

private:
    ops::SampleSources sources();

    std::unique_ptr<ops::Metrics> m_metrics;
    FakeClock m_clock;
};

void tst_Sampler::init() { m_metrics = std::make_unique<ops::Metrics>(); }

ops::SampleSources tst_Sampler::sources()
{
    const auto none = [] { return qint64(0); };
    return {.messages = m_metrics->counter("messages", ""),
        .deliveries = m_metrics->counter("deliveries", ""),
        .writes = m_metrics->histogram("writes", ""),
        .requests = m_metrics->histogram("requests", ""),
        .connections = [] { return qint64(12); },
        .sockets = none,
        .usersOnline = none,
        .writerQueue = none,
        .readerQueue = none,
        .passwordQueue = none,
        .loopLagMs = [] { return 1.5; }};
}

void tst_Sampler::ratesAreOfTheTimeThatPassed()
{
    ops::Sampler sampler(sources(), m_clock);
    m_metrics->counter("messages", "").add(100);
    m_metrics->counter("deliveries", "").add(500);
    m_clock.advance(2s);
    const MetricsSample sample = sampler.take();
    QCOMPARE(sample.messagesPerSecond, 50.0);
    QCOMPARE(sample.deliveriesPerSecond, 250.0);
    QCOMPARE(sample.connections, 12);
    QCOMPARE(sample.loopLagMs, 1.5);
    QVERIFY(sample.memoryBytes > 1024 * 1024);
    m_clock.advance(1s);
    QCOMPARE(sampler.take().messagesPerSecond, 0.0);
}

void tst_Sampler::aQuietSecondHasNoLatency()
{
    ops::Sampler sampler(sources(), m_clock);
    m_clock.advance(1s);
    const MetricsSample sample = sampler.take();
    QVERIFY(!sample.ackLatency);
    QVERIFY(!sample.requestLatency);
}

void tst_Sampler::percentilesAreOfTheLastSecondAlone()
{
    ops::Sampler sampler(sources(), m_clock);
    ops::Histogram &writes = m_metrics->histogram("writes", "");
    for (int i = 0; i < 1'000; ++i)
        writes.observe(5.0);
    m_clock.advance(1s);
    QVERIFY(sampler.take().ackLatency->p50 > 1'000);
    writes.observe(0.0008);
    m_clock.advance(1s);
    QVERIFY(sampler.take().ackLatency->p99 <= 1.0);
}

void tst_Sampler::percentilesLieInTheirBucket_data()
{
    QTest::addColumn<QList<double>>("seconds");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("all in one bucket") << QList<double>(100, 0.002) << 1.0 << 2.5;
    QTest::newRow("one slow in a hundred is not the 99th")
        << (QList<double>(99, 0.002) << 3.0) << 1.0 << 2.5;
    QTest::newRow("two slow in a hundred are")
        << (QList<double>(98, 0.002) << 3.0 << 3.0) << 2'500.0 << 10'000.0;
    QTest::newRow("beyond the last bucket counts as its bound")
        << QList<double>{60.0} << 10'000.0 << 10'000.0;
}

void tst_Sampler::percentilesLieInTheirBucket()
{
    QFETCH(const QList<double>, seconds);
    QFETCH(const double, least);
    QFETCH(const double, most);
    ops::Histogram histogram(ops::kSecondsBuckets);
    const auto before = histogram.snapshot();
    for (const double value : seconds)
        histogram.observe(value);
    const auto found = ops::percentilesBetween(histogram.bounds(), before, histogram.snapshot());
    QVERIFY(found);
    QVERIFY2(found->p99 >= least && found->p99 <= most, QByteArray::number(found->p99).constData());
    QVERIFY(found->p50 <= found->p95 && found->p95 <= found->p99);
}

void tst_Sampler::historyIsBoundedAndInOrder()
{
    ops::Sampler sampler(sources(), m_clock);
    for (int i = 0; i < limits::kMetricsSeconds + 10; ++i) {
        m_clock.advance(1s);
        sampler.take();
    }
    const auto all = sampler.history(100'000);
    QCOMPARE(all.size(), size_t(limits::kMetricsSeconds));
    QCOMPARE(all.back().at, m_clock.now());
    QCOMPARE(all.back().at - all.front().at,
        std::chrono::milliseconds(std::chrono::seconds(limits::kMetricsSeconds - 1)));
    const auto few = sampler.history(3);
    QCOMPARE(few.size(), size_t(3));
    QCOMPARE(few.back(), sampler.latest());
}

KITH_TEST(tst_Sampler)
#include "tst_sampler.moc"
