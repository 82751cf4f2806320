// SPDX-License-Identifier: GPL-3.0-or-later
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
            FailingSession session(store.open(), [call = 0, n, isDone](const QByteArray &) mutable {
                return ++call == n ? Fate{SqlFailure::Lost, isDone} : Fate{};
            });
            IdBlocks ids;
            const bool leased = ids.refill(session).ok();
            QCOMPARE(leased, ids.left() > 0);
            for (int i = 0; leased && i < 100; ++i)
                QVERIFY(given.insert(ids.next()).second);
        }
    }
    QVERIFY(given.size() >= 200);
}

QTEST_GUILESS_MAIN(tst_IdBlocks)
#include "tst_idblocks.moc"
