// SPDX-License-Identifier: GPL-3.0-or-later
#include "../cast.h"
#include "core/live/rooms.h"
#include "runner/runner.h"

#include <thread>

using namespace kith;
using namespace kith::core;
using namespace kith::test;

namespace {

constexpr ChatId kHall{7};
constexpr ChatId kYard{8};

using People = std::vector<UserId>;

} // namespace

class TestRooms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstSocketEntersAndTheLastLeaves();
    void peopleStandInTheOrderOfTheirFirstEntry();
    void countsArePeopleAndPairs();
    void holdsUnderManyThreads();
};

void TestRooms::theFirstSocketEntersAndTheLastLeaves()
{
    RoomBoard board;
    QVERIFY(!board.leave(kHall, kAnn));
    QVERIFY(board.enter(kHall, kAnn));
    QVERIFY(!board.enter(kHall, kAnn)); // a second tab
    QVERIFY(board.has(kHall, kAnn));
    QVERIFY(!board.has(kYard, kAnn));
    QVERIFY(!board.leave(kHall, kBob)); // somebody else's room is left as it is
    QVERIFY(!board.leave(kHall, kAnn));
    QVERIFY(board.has(kHall, kAnn));
    QVERIFY(board.leave(kHall, kAnn));
    QVERIFY(!board.has(kHall, kAnn));
    QVERIFY(!board.leave(kHall, kAnn));
}

void TestRooms::peopleStandInTheOrderOfTheirFirstEntry()
{
    RoomBoard board;
    board.enter(kHall, kBob);
    board.enter(kHall, kAnn);
    board.enter(kHall, kBob);
    QCOMPARE(board.people(kHall), (People{kBob, kAnn}));
    QCOMPARE(board.people(kYard), People{});
    board.leave(kHall, kBob);
    QCOMPARE(board.people(kHall), (People{kBob, kAnn})); // one socket is left
    board.leave(kHall, kBob);
    board.enter(kHall, kBob);
    QCOMPARE(board.people(kHall), (People{kAnn, kBob})); // anew
}

void TestRooms::countsArePeopleAndPairs()
{
    RoomBoard board;
    board.enter(kHall, kAnn);
    board.enter(kHall, kAnn);
    board.enter(kYard, kAnn);
    board.enter(kHall, kBob);
    QCOMPARE(board.counts().people, size_t(2));
    QCOMPARE(board.counts().pairs, size_t(3));
    board.leave(kYard, kAnn);
    board.leave(kHall, kAnn);
    QCOMPARE(board.counts().people, size_t(2));
    QCOMPARE(board.counts().pairs, size_t(2));
    board.leave(kHall, kAnn);
    board.leave(kHall, kBob);
    QCOMPARE(board.counts().people, size_t(0));
    QCOMPARE(board.counts().pairs, size_t(0));
}

/// Whatever the threads do to each other, each pair is entered once and left once.
void TestRooms::holdsUnderManyThreads()
{
    RoomBoard board;
    std::atomic<int> first = 0;
    std::atomic<int> last = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int round = 0; round < 1'000; ++round) {
                const ChatId chat(round % 3 + 1);
                const UserId user((round + t) % 5 + 1);
                first += board.enter(chat, user) ? 1 : 0;
                static_cast<void>(board.people(chat));
                static_cast<void>(board.counts());
                last += board.leave(chat, user) ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(first > 0);
    QCOMPARE(last.load(), first.load());
    QCOMPARE(board.counts().pairs, size_t(0));
    QCOMPARE(board.counts().people, size_t(0));
}

KITH_TEST(TestRooms)
#include "tst_rooms.moc"
