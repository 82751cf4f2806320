// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "store/idblocks.h"
#include "support/eachdriver.h"
#include "support/failingsession.h"

#include <set>
#include <thread>

using namespace kith;
using namespace kith::store;
using namespace kith::test;

class tst_IdBlocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreSequentialFromOne_data() { eachDriver(); }
    void idsAreSequentialFromOne();
    void twoProcessesNeverShareAnId_data() { eachDriver(); }
    void twoProcessesNeverShareAnId();
    void processThatDiedAnywhereGaveNothingTwice_data() { eachDriver(); }
    void processThatDiedAnywhereGaveNothingTwice();
    void orderlyEndWastesNoIds_data() { eachDriver(); }
    void orderlyEndWastesNoIds();
    void idsBehindAnothersLeaseAreNotGivenBack_data() { eachDriver(); }
    void idsBehindAnothersLeaseAreNotGivenBack();
};

void tst_IdBlocks::idsAreSequentialFromOne()
{
    OPEN_STORE(store);
    const auto session = store.open();
    IdBlocks ids;
    for (qint64 id = 1; id <= 50'000; ++id) {
        VERIFY_OK(ids.refill(*session));
        QVERIFY(ids.left() >= IdBlocks::kReserve);
        QCOMPARE(ids.next(), id);
    }
}

void tst_IdBlocks::twoProcessesNeverShareAnId()
{
    OPEN_STORE(store);
    std::vector<qint64> taken[2];
    const auto take = [&](std::vector<qint64> &out) {
        const auto session = store.open();
        IdBlocks ids;
        for (int i = 0; i < 60'000; ++i) {
            if (!ids.refill(*session).ok())
                return;
            out.push_back(ids.next());
        }
    };
    std::thread other(take, std::ref(taken[1]));
    take(taken[0]);
    other.join();
    QCOMPARE(taken[0].size(), size_t(60'000));
    QCOMPARE(taken[1].size(), size_t(60'000));
    std::set<qint64> all(taken[0].begin(), taken[0].end());
    all.insert(taken[1].begin(), taken[1].end());
    QCOMPARE(all.size(), size_t(120'000));
}

void tst_IdBlocks::processThatDiedAnywhereGaveNothingTwice()
{
    OPEN_STORE(store);
    std::set<qint64> given;
    for (int n = 1; n <= 6; ++n) {
        for (const bool isDone : {false, true}) {
            // A lease is four calls (BEGIN, UPDATE, SELECT, COMMIT); then comes the giving back.
            FailingSession session(store.open(), [call = 0, n, isDone](const QByteArray &) mutable {
                return ++call == n ? Fate{SqlFailure::Lost, isDone} : Fate{};
            });
            IdBlocks ids;
            const bool leased = ids.refill(session).ok();
            QCOMPARE(leased, ids.left() > 0);
            for (int i = 0; leased && i < 100; ++i)
                QVERIFY(given.insert(ids.next()).second);
            ids.giveBack(session);
            QCOMPARE(ids.left(), 0);
        }
    }
    QVERIFY(given.size() >= 200);
}

void tst_IdBlocks::orderlyEndWastesNoIds()
{
    OPEN_STORE(store);
    const auto session = store.open();
    qint64 expected = 1;
    for (const int used : {1, 0, 12'345, 50'000, 1}) { // up to three ranges in hand
        IdBlocks ids;
        for (int i = 0; i < used; ++i) {
            VERIFY_OK(ids.refill(*session));
            QCOMPARE(ids.next(), expected++);
        }
        VERIFY_OK(ids.refill(*session));
        ids.giveBack(*session);
        QCOMPARE(ids.left(), 0);
    }
}

void tst_IdBlocks::idsBehindAnothersLeaseAreNotGivenBack()
{
    OPEN_STORE(store);
    const auto session = store.open();
    IdBlocks first;
    IdBlocks second;
    VERIFY_OK(first.refill(*session));
    VERIFY_OK(second.refill(*session));
    const qint64 taken = second.next();
    first.giveBack(*session); // does nothing: second holds what comes after
    second.giveBack(*session);
    IdBlocks third;
    VERIFY_OK(third.refill(*session));
    QCOMPARE(third.next(), taken + 1);
}

KITH_TEST(tst_IdBlocks)
#include "tst_idblocks.moc"
