// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"
#include "runner/runner.h"

#include "config/registry.h"
#include "support/fakeclock.h"

#include <algorithm>

using namespace kith;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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
    void theEdgeTakesEveryBound();
    void corePolicyTakesEverySetting();
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

void tst_Settings::theEdgeTakesEveryBound()
{
    // Each is another than any default: one that is forgotten on the way shows.
    config::Config config;
    config.http = {.requestLineBytes = 1'001,
        .headBytes = 1'002,
        .headFields = 1'003,
        .head = 1'004s,
        .body = 1'005s,
        .bodyBytesPerSecond = 1'006,
        .idle = 1'007s,
        .write = 1'008s,
        .connections = 1'009,
        .connectionsPerAddress = 1'010};
    config.websocket.ping = 1'011s;
    config.websocket.pong = 1'012s;
    const net::EdgeLimits edge = settings::edgeLimitsOf(config);
    QCOMPARE(qint64(edge.http.requestLine), 1'001);
    QCOMPARE(qint64(edge.http.head), 1'002);
    QCOMPARE(edge.http.fields, 1'003);
    QVERIFY(edge.head == 1'004s);
    QVERIFY(edge.body == 1'005s);
    QCOMPARE(edge.bodyRate, 1'006);
    QVERIFY(edge.idle == 1'007s);
    QVERIFY(edge.write == 1'008s);
    QVERIFY(edge.ping == 1'011s);
    QVERIFY(edge.pong == 1'012s);
    QCOMPARE(edge.webSocket.frame, limits::kFrameBytes);
    QCOMPARE(edge.webSocket.message, limits::kFrameBytes);
    const auto caps = settings::capsOf(config, 1'000'000);
    QCOMPARE(caps.all, 1'009);
    QCOMPARE(caps.perAddress, 1'010);
}

void tst_Settings::corePolicyTakesEverySetting()
{
    config::Config config;
    config.auth.registration = config::Registration::Invite;
    config.auth.passwordMin = 21;
    config.auth.argon2MemoryKib = 22;
    config.auth.argon2Passes = 23;
    config.auth.accessToken = 24min;
    config.auth.refreshIdle = std::chrono::days(25);
    config.auth.refreshAbsolute = std::chrono::days(26);
    config.server.publicUrl = u"https://chat.example.org/"_s;
    config.chat = {.groupMembers = 27, .channelMembers = 28, .defaultChannels = {u"one"_s}};
    config.admin.readPrivateChats = config::PrivateReading::Owner;
    const core::Policy policy = settings::policyOf(config, {});
    QVERIFY(policy.registration == core::RegistrationPolicy::Invite);
    QCOMPARE(policy.passwordMin, 21);
    QCOMPARE(policy.argonMemoryBytes, 22 * limits::KiB);
    QCOMPARE(policy.argonPasses, 23);
    QVERIFY(policy.accessLife == 24min);
    QVERIFY(policy.refreshIdle == std::chrono::days(25));
    QVERIFY(policy.refreshAbsolute == std::chrono::days(26));
    QCOMPARE(policy.publicUrl, u"https://chat.example.org"_s);
    QCOMPARE(policy.groupMembers, 27);
    QCOMPARE(policy.channelMembers, 28);
    QVERIFY(policy.defaultChannels == std::vector<QString>{u"one"_s});
    QVERIFY(policy.readPrivateChats == core::PrivateReading::Owner);
}

KITH_TEST(tst_Settings)
#include "tst_settings.moc"
