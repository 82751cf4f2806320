// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include "config/registry.h"
#include "support/fakeclock.h"

#include <QTest>

#include <algorithm>

using namespace kith;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(kith::Limiter)

/// What an operator set reaches the parts of the server.
class tst_Settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLimiterIsAKeyAndInForce_data();
    void everyLimiterIsAKeyAndInForce();
    void aLimiterThatIsOffIsNotInForce();
    void noLimiterIsInForceWithTheProfileOff();
    void theDefaultsOfTheEdgeAreTheConfigurations();
};

void tst_Settings::everyLimiterIsAKeyAndInForce_data()
{
    QTest::addColumn<Limiter>("limiter");
    for (const auto &[limiter, name] : enumNames<Limiter>)
        QTest::newRow(name) << limiter;
}

void tst_Settings::everyLimiterIsAKeyAndInForce()
{
    QFETCH(Limiter, limiter);
    const QString key = u"limits."_s + QString::fromLatin1(nameOf(limiter));
    const auto &all = config::settings();
    const auto setting = std::find_if(
        all.begin(), all.end(), [&key](const config::Setting &one) { return one.key == key; });
    QVERIFY2(setting != all.end(), qPrintable(key));
    QVERIFY(!setting->doc.isEmpty());

    config::Config config;
    config.limits.*config::figuresOf(limiter) = config::rate(2, std::chrono::hours(1));
    test::FakeClock clock;
    net::RateLimits limits(settings::rateLimitsOf(config), clock);
    QVERIFY(!limits.take(limiter, 1));
    QVERIFY(!limits.take(limiter, 1));
    QVERIFY(limits.take(limiter, 1));
}

void tst_Settings::aLimiterThatIsOffIsNotInForce()
{
    config::Config config;
    config.limits.search = config::Rate{};
    test::FakeClock clock;
    net::RateLimits limits(settings::rateLimitsOf(config), clock);
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(!limits.take(Limiter::Search, 1));
}

void tst_Settings::noLimiterIsInForceWithTheProfileOff()
{
    config::Config config;
    config.limits.profile = config::LimitProfile::Off;
    QVERIFY(settings::rateLimitsOf(config).empty());
}

void tst_Settings::theDefaultsOfTheEdgeAreTheConfigurations()
{
    const config::Config config;
    const net::EdgeLimits edge = settings::edgeLimitsOf(config);
    QCOMPARE(edge.http.requestLine, config.http.requestLineBytes);
    QCOMPARE(edge.http.head, config.http.headBytes);
    QCOMPARE(edge.http.fields, config.http.headFields);
    QCOMPARE(edge.head, config.http.head);
    QCOMPARE(edge.body, config.http.body);
    QCOMPARE(edge.bodyRate, config.http.bodyBytesPerSecond);
    QCOMPARE(edge.idle, config.http.idle);
    QCOMPARE(edge.write, config.http.write);
    QCOMPARE(edge.ping, config.websocket.ping);
    QCOMPARE(edge.pong, config.websocket.pong);
    QCOMPARE(edge.webSocket.message, limits::kFrameBytes);
}

QTEST_APPLESS_MAIN(tst_Settings)
#include "tst_settings.moc"
