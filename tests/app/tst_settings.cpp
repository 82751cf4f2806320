// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"
#include "runner/runner.h"

#include "config/database.h"
#include "config/logoptions.h"
#include "config/registry.h"
#include "support/fakeclock.h"

#include <algorithm>

using namespace kith;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(kith::Limiter)

// No struct of settings can be had without its members (shared/required.h); that none of them can
// be left out of a list is a test of tests/app/CMakeLists.txt.
template <class Options>
constexpr bool kMustBeGiven = !std::is_default_constructible_v<Options> && !requires
{
    Options{};
};
static_assert(
    kMustBeGiven<core::
            Policy> && kMustBeGiven<net::EdgeLimits> && kMustBeGiven<net::HttpRules> && kMustBeGiven<net::HttpPolicy::Options> && kMustBeGiven<store::WriterOptions> && kMustBeGiven<ops::LogOptions>);
static_assert(std::is_default_constructible_v<config::Config>); // whose members have the defaults

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
    void httpPolicyTakesEverySetting();
    void docsAreShown_data();
    void docsAreShown();
    void theWriterTakesEveryBound();
    void theLogTakesEverySetting();
    void theLogSuitsItsReader_data();
    void theLogSuitsItsReader();
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
    config.websocket.engine = config::SocketEngine::Qt;
    const net::EdgeLimits edge = settings::edgeLimitsOf(config);
    QCOMPARE(qsizetype(edge.http.requestLine), 1'001);
    QCOMPARE(qint64(edge.http.head), 1'002);
    QCOMPARE(edge.http.fields, 1'003);
    QVERIFY(edge.head == 1'004s);
    QVERIFY(edge.body == 1'005s);
    QCOMPARE(edge.bodyRate, 1'006);
    QVERIFY(edge.idle == 1'007s);
    QVERIFY(edge.write == 1'008s);
    QVERIFY(edge.ping == 1'011s);
    QVERIFY(edge.pong == 1'012s);
    QVERIFY(edge.engine == net::WebSocketEngine::Qt);
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
    const core::Policy policy =
        settings::policyOf(config, {.access = Secret("29"_ba), .refresh = Secret("30"_ba)});
    QCOMPARE(policy.accessSecret.reveal(), "29"_ba);
    QCOMPARE(policy.refreshSecret.reveal(), "30"_ba);
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

void tst_Settings::httpPolicyTakesEverySetting()
{
    config::Config config;
    config.server.allowedHosts = {u"chat.example.org"_s};
    config.server.corsOrigins = {u"https://app.example.org"_s};
    config.server.trustedProxies = {u"10.0.0.0/8"_s};
    config.server.publicUrl = u"https://public.example.org/chat"_s;
    config.server.host = u"192.0.2.1"_s;
    config.metrics.token = Secret("31"_ba);
    config.auth.queryTokens = false;
    const net::HttpPolicy::Options http = settings::httpPolicyOf(config);
    QVERIFY(http.hosts.contains(u"chat.example.org"_s));
    QVERIFY(http.hosts.contains(u"public.example.org"_s));
    QVERIFY(http.hosts.contains(u"localhost"_s)); // beside the others, for health checks
    QCOMPARE(
        http.origins, QStringList({u"https://app.example.org"_s, u"https://public.example.org"_s}));
    QCOMPARE(http.proxies, QStringList{u"10.0.0.0/8"_s});
    QCOMPARE(http.metricsToken.reveal(), "31"_ba);
    QVERIFY(!http.queryTickets);
}

void tst_Settings::docsAreShown_data()
{
    QTest::addColumn<config::Switch>("docs");
    QTest::addColumn<config::Environment>("environment");
    QTest::addColumn<bool>("shown");
    using config::Environment;
    using config::Switch;
    QTest::newRow("auto, local") << Switch::Auto << Environment::Local << true;
    QTest::newRow("auto, production") << Switch::Auto << Environment::Production << false;
    QTest::newRow("on, production") << Switch::On << Environment::Production << true;
    QTest::newRow("off, local") << Switch::Off << Environment::Local << false;
}

void tst_Settings::docsAreShown()
{
    QFETCH(config::Switch, docs);
    QFETCH(config::Environment, environment);
    config::Config config;
    config.server.docs = docs;
    config.server.environment = environment;
    QTEST(bool(settings::httpPolicyOf(config).docs), "shown");
}

void tst_Settings::theWriterTakesEveryBound()
{
    config::Config config;
    config.database.queueJobs = 32;
    config.database.batchJobs = 33;
    const store::WriterOptions writer = config::writerOptionsOf(config);
    QCOMPARE(size_t(writer.queueLimit), size_t(32));
    QCOMPARE(writer.batchLimit, size_t(33));
}

void tst_Settings::theLogTakesEverySetting()
{
    config::Config config;
    config.log.level = ops::Level::Warning;
    config.log.linesPerSecond = 34;
    const ops::LogOptions log = config::logOptionsOf(config, false);
    QVERIFY(log.level == ops::Level::Warning);
    QCOMPARE(log.linesPerSecond, 34);
    config.log.debug = true;
    QVERIFY(config::logOptionsOf(config, false).level == ops::Level::Debug);
}

void tst_Settings::theLogSuitsItsReader_data()
{
    QTest::addColumn<config::LogStyle>("style");
    QTest::addColumn<bool>("isTerminal");
    QTest::addColumn<bool>("isHuman");
    using config::LogStyle;
    QTest::newRow("auto, terminal") << LogStyle::Auto << true << true;
    QTest::newRow("auto, elsewhere") << LogStyle::Auto << false << false;
    QTest::newRow("json, terminal") << LogStyle::Json << true << false;
    QTest::newRow("human, elsewhere") << LogStyle::Human << false << true;
}

void tst_Settings::theLogSuitsItsReader()
{
    QFETCH(config::LogStyle, style);
    QFETCH(bool, isTerminal);
    config::Config config;
    config.log.format = style;
    const ops::LogFormat format = config::logOptionsOf(config, isTerminal).format;
    QTEST(format == ops::LogFormat::Human, "isHuman");
}

KITH_TEST(tst_Settings)
#include "tst_settings.moc"
