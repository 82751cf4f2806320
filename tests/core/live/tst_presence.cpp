// SPDX-License-Identifier: GPL-3.0-or-later
#include "../cast.h"
#include "core/live/presence.h"
#include "runner/runner.h"

#include <thread>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace std::chrono_literals;

namespace {
constexpr auto kGrace = 10s;
constexpr Timestamp at(std::chrono::milliseconds time) { return kNow + time; }
} // namespace

class TestPresence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesOnceAndGoesAfterTheGrace();
    void aReconnectDoesNotFlicker();
    void severalSocketsAreOnePerson();
    void aVisitBetweenTwoLooksIsToldToBeOver();
    void removingTwiceIsHarmless();
    void namesWhoIsOnline();
    void holdsUnderManyThreads();
};

void TestPresence::comesOnceAndGoesAfterTheGrace()
{
    PresenceBoard board;
    QVERIFY(!board.isOnline(kAnn));
    QVERIFY(!board.lastSeen(kAnn));
    board.addLease(kAnn, at(0s));
    QVERIFY(board.isOnline(kAnn));
    auto changes = board.takeChanges(at(1s), kGrace);
    QCOMPARE(changes.size(), 1u);
    QCOMPARE(changes[0].user, kAnn);
    QVERIFY(changes[0].isOnline);
    QVERIFY(board.takeChanges(at(2s), kGrace).empty());

    board.removeLease(kAnn, at(20s));
    QVERIFY(board.isOnline(kAnn));
    QVERIFY(board.takeChanges(at(29'999ms), kGrace).empty());
    QVERIFY(board.isOnline(kAnn));
    changes = board.takeChanges(at(30s), kGrace);
    QCOMPARE(changes.size(), 1u);
    QVERIFY(!changes[0].isOnline);
    QCOMPARE(changes[0].lastSeen, at(20s));
    QVERIFY(!board.isOnline(kAnn));
    QCOMPARE(*board.lastSeen(kAnn), at(20s));
    QVERIFY(board.takeChanges(at(60s), kGrace).empty());
}

void TestPresence::aReconnectDoesNotFlicker()
{
    PresenceBoard board;
    board.addLease(kAnn, at(0s));
    board.takeChanges(at(0s), kGrace);
    board.removeLease(kAnn, at(5s));
    QVERIFY(board.takeChanges(at(6s), kGrace).empty());
    board.addLease(kAnn, at(7s));
    for (int second = 8; second < 60; ++second)
        QVERIFY(board.takeChanges(at(std::chrono::seconds(second)), kGrace).empty());
    QVERIFY(board.isOnline(kAnn));
    // And it can still go afterwards.
    board.removeLease(kAnn, at(60s));
    QCOMPARE(board.takeChanges(at(70s), kGrace).size(), 1u);
}

void TestPresence::severalSocketsAreOnePerson()
{
    PresenceBoard board;
    board.addLease(kAnn, at(0s));
    board.addLease(kAnn, at(1s));
    QCOMPARE(board.takeChanges(at(1s), kGrace).size(), 1u);
    board.removeLease(kAnn, at(2s));
    QVERIFY(board.takeChanges(at(60s), kGrace).empty());
    QVERIFY(board.isOnline(kAnn));
}

void TestPresence::aVisitBetweenTwoLooksIsToldToBeOver()
{
    PresenceBoard board;
    board.addLease(kAnn, at(0ms));
    board.removeLease(kAnn, at(300ms));
    // Whoever asked meanwhile has seen them.
    const auto changes = board.takeChanges(at(1s), kGrace);
    QCOMPARE(changes.size(), 1u);
    QVERIFY(!changes[0].isOnline);
    QCOMPARE(changes[0].lastSeen, at(300ms));
    QVERIFY(!board.isOnline(kAnn));
    QCOMPARE(*board.lastSeen(kAnn), at(300ms));
    QVERIFY(board.takeChanges(at(2s), kGrace).empty());
}

void TestPresence::removingTwiceIsHarmless()
{
    PresenceBoard board;
    board.removeLease(kAnn, at(0s));
    board.addLease(kAnn, at(1s));
    board.removeLease(kAnn, at(2s));
    board.removeLease(kAnn, at(2s));
    board.addLease(kAnn, at(3s));
    QVERIFY(board.isOnline(kAnn));
}

void TestPresence::namesWhoIsOnline()
{
    PresenceBoard board;
    board.addLease(kAnn, at(0s));
    board.addLease(kBob, at(0s));
    board.takeChanges(at(0s), kGrace);
    board.removeLease(kBob, at(1s));
    QCOMPARE(board.online().size(), 2u);
    board.takeChanges(at(11s), kGrace);
    QCOMPARE(board.online(), std::vector<UserId>{kAnn});
}

void TestPresence::holdsUnderManyThreads()
{
    PresenceBoard board;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&board] {
            for (int i = 0; i < 2'000; ++i) {
                board.addLease(UserId(1 + i % 50), at(0s));
                board.isOnline(UserId(1 + i % 50));
                board.takeChanges(at(0s), kGrace);
                board.removeLease(UserId(1 + i % 50), at(0s));
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    board.takeChanges(at(60s), kGrace);
    QVERIFY(board.online().empty());
}

KITH_TEST(TestPresence)
#include "tst_presence.moc"
