// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/timerwheel.h"
#include "runner/runner.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <map>

using namespace kith::net;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

class StillClock final : public kith::Clock
{
public:
    kith::Timestamp now() const override { return {}; }
    kith::SteadyTime steady() const override { return time; }
    kith::SteadyTime time{1h};
};

} // namespace

class TestTimerWheel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passesNeverEarlyAndAtMostASlotLate_data();
    void passesNeverEarlyAndAtMostASlotLate();
    void passesInOrder();
    void armingAgainMoves();
    void cancelledNeverPasses();
    void deadlineMayDestroyAnother();
    void deadlineMayRearmItself();
    void clockThatJumpsPassesAll();
    void manyAtRandomAgreeWithAMap();
    void realTimeIsGoodEnoughForShortSettings();
    void wheelMayDieFirst();
};

void TestTimerWheel::passesNeverEarlyAndAtMostASlotLate_data()
{
    QTest::addColumn<int>("in");
    for (const int in :
        {0, 1, 5, 9, 10, 11, 200, 300, 999, 25'000, 40'950, 40'960, 40'970, 75'000, 600'000})
        QTest::addRow("%d ms", in) << in;
}

void TestTimerWheel::passesNeverEarlyAndAtMostASlotLate()
{
    QFETCH(const int, in);
    for (const int phase : {0, 3, 9}) {
        StillClock clock;
        TimerWheel wheel(clock);
        clock.time += milliseconds(phase);
        int passed = 0;
        Deadline deadline(wheel, [&] { ++passed; });
        deadline.arm(milliseconds(in));
        QVERIFY(deadline.isArmed());
        clock.time += milliseconds(in) - 1ms;
        wheel.advance();
        QCOMPARE(passed, 0);
        clock.time += 1ms + TimerWheel::kSlot + 1ms;
        QCOMPARE(wheel.advance(), 1);
        QCOMPARE(passed, 1);
        QVERIFY(!deadline.isArmed());
        clock.time += 10min;
        QCOMPARE(wheel.advance(), 0);
    }
}

void TestTimerWheel::passesInOrder()
{
    StillClock clock;
    TimerWheel wheel(clock);
    std::vector<int> seen;
    std::vector<std::unique_ptr<Deadline>> deadlines;
    for (const int in : {500, 20, 41'000, 100, 82'000}) {
        deadlines.push_back(std::make_unique<Deadline>(wheel, [&seen, in] { seen.push_back(in); }));
        deadlines.back()->arm(milliseconds(in));
    }
    QCOMPARE(wheel.armed(), 5);
    clock.time += 2min;
    wheel.advance();
    QCOMPARE(seen, (std::vector<int>{20, 100, 500, 41'000, 82'000}));
}

void TestTimerWheel::armingAgainMoves()
{
    StillClock clock;
    TimerWheel wheel(clock);
    int passed = 0;
    Deadline deadline(wheel, [&] { ++passed; });
    for (int i = 0; i < 100; ++i) {
        deadline.arm(100ms);
        clock.time += 50ms;
        wheel.advance();
    }
    QCOMPARE(passed, 0);
    deadline.arm(10ms); // nearer too
    clock.time += 25ms;
    wheel.advance();
    QCOMPARE(passed, 1);
}

void TestTimerWheel::cancelledNeverPasses()
{
    StillClock clock;
    TimerWheel wheel(clock);
    int passed = 0;
    Deadline deadline(wheel, [&] { ++passed; });
    {
        Deadline other(wheel, [&] { ++passed; });
        other.arm(20ms);
        deadline.arm(20ms);
        deadline.cancel();
        deadline.cancel();
    }
    QCOMPARE(wheel.armed(), 0);
    clock.time += 1s;
    QCOMPARE(wheel.advance(), 0);
}

void TestTimerWheel::deadlineMayDestroyAnother()
{
    StillClock clock;
    TimerWheel wheel(clock);
    std::unique_ptr<Deadline> a;
    std::unique_ptr<Deadline> b;
    int passed = 0;
    a = std::make_unique<Deadline>(wheel, [&] {
        ++passed;
        b.reset();
        a.reset();
    });
    b = std::make_unique<Deadline>(wheel, [&] {
        ++passed;
        a.reset();
        b.reset();
    });
    a->arm(20ms);
    b->arm(20ms);
    clock.time += 1s;
    QCOMPARE(wheel.advance(), 1);
    QCOMPARE(passed, 1);
}

void TestTimerWheel::deadlineMayRearmItself()
{
    StillClock clock;
    TimerWheel wheel(clock);
    int passed = 0;
    std::unique_ptr<Deadline> beat;
    beat = std::make_unique<Deadline>(wheel, [&] {
        ++passed;
        beat->arm(0ms); // must not go on within this advance()
    });
    beat->arm(0ms);
    for (int i = 1; i <= 5; ++i) {
        clock.time += 30ms;
        QCOMPARE(wheel.advance(), i == 1 ? 1 : 1);
        QCOMPARE(passed, i);
    }
}

void TestTimerWheel::clockThatJumpsPassesAll()
{
    StillClock clock;
    TimerWheel wheel(clock);
    int passed = 0;
    std::vector<std::unique_ptr<Deadline>> deadlines;
    for (int i = 0; i < 1000; ++i) {
        deadlines.push_back(std::make_unique<Deadline>(wheel, [&] { ++passed; }));
        deadlines.back()->arm(milliseconds(i * 97));
    }
    clock.time += 24h;
    QCOMPARE(wheel.advance(), 1000);
    QCOMPARE(passed, 1000);
}

void TestTimerWheel::manyAtRandomAgreeWithAMap()
{
    StillClock clock;
    TimerWheel wheel(clock);
    QRandomGenerator random(42);
    constexpr int kCount = 300;
    std::map<int, kith::SteadyTime> due; // the model
    std::vector<std::unique_ptr<Deadline>> deadlines;
    for (int i = 0; i < kCount; ++i) {
        deadlines.push_back(std::make_unique<Deadline>(wheel, [&, i] {
            QVERIFY(due.contains(i));
            QVERIFY(due[i] <= clock.time);
            due.erase(i);
        }));
    }
    for (int step = 0; step < 20'000; ++step) {
        const int i = random.bounded(kCount);
        if (random.bounded(4) == 0) {
            deadlines[size_t(i)]->cancel();
            due.erase(i);
        } else {
            const milliseconds in(random.bounded(90'000));
            deadlines[size_t(i)]->arm(in);
            due[i] = clock.time + in;
        }
        clock.time += milliseconds(random.bounded(60));
        wheel.advance();
        QCOMPARE(wheel.armed(), int(due.size()));
        for (const auto &[id, time] : due)
            QVERIFY(time + 2 * TimerWheel::kSlot > clock.time); // nothing is left behind
    }
}

void TestTimerWheel::realTimeIsGoodEnoughForShortSettings()
{
    const kith::SystemClock clock;
    TimerWheel wheel(clock);
    QElapsedTimer elapsed;
    qint64 took = 0;
    Deadline deadline(wheel, [&] { took = elapsed.elapsed(); });
    elapsed.start();
    deadline.arm(200ms);
    QTRY_VERIFY(took != 0);
    QVERIFY2(took >= 200 && took < 300, qPrintable(QString::number(took)));
}

void TestTimerWheel::wheelMayDieFirst()
{
    StillClock clock;
    auto wheel = std::make_unique<TimerWheel>(clock);
    Deadline deadline(*wheel, [] {});
    deadline.arm(1s);
    wheel.reset();
    QVERIFY(!deadline.isArmed());
    deadline.cancel();
}

KITH_TEST(TestTimerWheel)
#include "tst_net_timerwheel.moc"
