// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway/ratelimits.h"
#include "runner/runner.h"
#include "support/fakeclock.h"

using namespace kith;
using namespace std::chrono_literals;
using net::RateLimits;

class tst_RateLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBurstPassesAndThenTheRate_data();
    void aBurstPassesAndThenTheRate();
    void keysAndLimitersDoNotMix();
    void theWaitIsTheTruth();
    void peekTakesNothing();
    void whatIsGivenBackCanBeTakenAgain();
    void aLimiterThatIsOffIsFree();
    void aMillionKeysDoNotGrowItForEver();
};

void tst_RateLimits::aBurstPassesAndThenTheRate_data()
{
    QTest::addColumn<int>("burst");
    QTest::addColumn<int>("intervalMs");
    QTest::newRow("messages: 10 a second, burst 30") << 30 << 100;
    QTest::newRow("sign-ins: 5 in 30 minutes") << 5 << 360'000;
    QTest::newRow("one at a time") << 1 << 1'000;
}

void tst_RateLimits::aBurstPassesAndThenTheRate()
{
    QFETCH(int, burst);
    QFETCH(int, intervalMs);
    test::FakeClock clock;
    RateLimits limits(
        {{.limiter = Limiter::Messages, .interval = intervalMs * 1ms, .burst = burst}}, clock);
    for (int i = 0; i < burst; ++i)
        QVERIFY2(!limits.take(Limiter::Messages, 1), qPrintable(QString::number(i)));
    QVERIFY(limits.take(Limiter::Messages, 1));
    for (int i = 0; i < 50; ++i) {
        clock.advance(intervalMs * 1ms);
        QVERIFY(!limits.take(Limiter::Messages, 1));
        QVERIFY(limits.take(Limiter::Messages, 1));
    }
    clock.advance(intervalMs * 1ms * (burst + 10)); // idle: no more than the burst comes back
    for (int i = 0; i < burst; ++i)
        QVERIFY(!limits.take(Limiter::Messages, 1));
    QVERIFY(limits.take(Limiter::Messages, 1));
}

void tst_RateLimits::keysAndLimitersDoNotMix()
{
    test::FakeClock clock;
    RateLimits limits({{.limiter = Limiter::Messages, .interval = 1s, .burst = 1},
                          {.limiter = Limiter::Search, .interval = 1s, .burst = 1}},
        clock);
    QVERIFY(!limits.take(Limiter::Messages, 1));
    QVERIFY(!limits.take(Limiter::Messages, 2));
    QVERIFY(!limits.take(Limiter::Search, 1));
    QVERIFY(limits.take(Limiter::Messages, 1));
}

void tst_RateLimits::theWaitIsTheTruth()
{
    test::FakeClock clock;
    RateLimits limits({{.limiter = Limiter::Messages, .interval = 90s, .burst = 1}}, clock);
    QVERIFY(!limits.take(Limiter::Messages, 1));
    clock.advance(20s);
    const auto wait = limits.take(Limiter::Messages, 1);
    QVERIFY(wait);
    QCOMPARE(*wait, 70s);
    clock.advance(*wait);
    QVERIFY(!limits.take(Limiter::Messages, 1));
}

void tst_RateLimits::peekTakesNothing()
{
    test::FakeClock clock;
    RateLimits limits({{.limiter = Limiter::Messages, .interval = 1s, .burst = 2}}, clock);
    for (int i = 0; i < 10; ++i)
        QVERIFY(!limits.peek(Limiter::Messages, 1));
    QVERIFY(!limits.take(Limiter::Messages, 1));
    QVERIFY(!limits.take(Limiter::Messages, 1));
    QVERIFY(limits.peek(Limiter::Messages, 1));
}

void tst_RateLimits::whatIsGivenBackCanBeTakenAgain()
{
    test::FakeClock clock;
    RateLimits limits({{.limiter = Limiter::LoginAccount, .interval = 360s, .burst = 5}}, clock);
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 5; ++i)
            QVERIFY(!limits.take(Limiter::LoginAccount, 1)); // five under way: no sixth
        QVERIFY(limits.take(Limiter::LoginAccount, 1));
        for (int i = 0; i < 5; ++i)
            limits.giveBack(Limiter::LoginAccount, 1);
    }
    limits.giveBack(Limiter::LoginAccount, 2); // of a key that owes nothing
    // No more than the burst comes of it, however much is given back.
    for (int i = 0; i < 9; ++i)
        limits.giveBack(Limiter::LoginAccount, 1);
    for (int i = 0; i < 5; ++i)
        QVERIFY(!limits.take(Limiter::LoginAccount, 1));
    QVERIFY(limits.take(Limiter::LoginAccount, 1));
}

void tst_RateLimits::aLimiterThatIsOffIsFree()
{
    test::FakeClock clock;
    RateLimits limits({}, clock);
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(!limits.take(Limiter::Messages, 1));
}

void tst_RateLimits::aMillionKeysDoNotGrowItForEver()
{
    test::FakeClock clock;
    RateLimits limits({{.limiter = Limiter::Messages, .interval = 1ms, .burst = 1}}, clock);
    for (quint64 key = 0; key < 1'000'000; ++key) {
        QVERIFY(!limits.take(Limiter::Messages, key));
        if (key % 1'000 == 0)
            clock.advance(5ms);
    }
    QVERIFY2(limits.size() < 400'000, qPrintable(QString::number(limits.size())));
}

KITH_TEST(tst_RateLimits)
#include "tst_ratelimits.moc"
