// SPDX-License-Identifier: GPL-3.0-or-later
// How long the writer waits for company.
#include "runner/runner.h"
#include "store/gathering.h"

using kith::store::Gathering;
using namespace std::chrono_literals;

namespace {

constexpr auto kGather = 100us;

/// After some batches that took so long.
Gathering after(std::chrono::microseconds took, size_t told, size_t waiting)
{
    Gathering gathering(kGather);
    for (int i = 0; i < 100; ++i)
        gathering.batchEnded(told, waiting, took);
    return gathering;
}

} // namespace

class tst_Gathering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoSmallGroupsAreMadeOne_data();
    void twoSmallGroupsAreMadeOne();
    void nobodyWaitsLongerThanABatchTakes_data();
    void nobodyWaitsLongerThanABatchTakes();
    void whereNobodyComesBackItIsTriedLessAndLess();
    void whoComesBackIsWaitedForAgain();
};

void tst_Gathering::twoSmallGroupsAreMadeOne_data()
{
    QTest::addColumn<size_t>("told");
    QTest::addColumn<size_t>("waiting");
    QTest::addColumn<bool>("isSplit");
    QTest::newRow("one alone") << size_t(1) << size_t(0) << false;
    QTest::newRow("one group") << size_t(4) << size_t(0) << false;
    QTest::newRow("two and two") << size_t(2) << size_t(2) << true;
    QTest::newRow("three and one") << size_t(3) << size_t(1) << true;
    QTest::newRow("sixteen") << size_t(8) << size_t(8) << true;
    QTest::newRow("many") << size_t(40) << size_t(40) << false;
    QTest::newRow("many wait") << size_t(1) << size_t(40) << false;
}

void tst_Gathering::twoSmallGroupsAreMadeOne()
{
    QFETCH(size_t, told);
    QFETCH(size_t, waiting);
    const Gathering gathering = after(300us, told, waiting);
    QTEST(gathering.isSplit(), "isSplit");
    QCOMPARE(gathering.expected(), told + waiting);
}

void tst_Gathering::nobodyWaitsLongerThanABatchTakes_data()
{
    QTest::addColumn<int>("took");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("quick disk") << 30 << 100 << 100; // as long as a batch waits anyway
    QTest::newRow("usual") << 300 << 290 << 300;
    QTest::newRow("slow disk") << 4'000 << 3'900 << 4'000;
    QTest::newRow("very slow disk") << 50'000 << 5'000 << 5'000;
}

void tst_Gathering::nobodyWaitsLongerThanABatchTakes()
{
    QFETCH(int, took);
    QFETCH(int, least);
    QFETCH(int, most);
    const auto patience = after(std::chrono::microseconds(took), 2, 2).patience() / 1us;
    QVERIFY2(patience >= least && patience <= most, QByteArray::number(qint64(patience)));
}

void tst_Gathering::whereNobodyComesBackItIsTriedLessAndLess()
{
    Gathering gathering = after(300us, 2, 2);
    QList<int> tries;
    for (int batch = 0; batch < 400; ++batch) {
        const bool tried = gathering.patience() > 0us;
        if (tried)
            tries.append(batch);
        gathering.hasReturned(false);
    }
    QCOMPARE(tries, (QList<int>{0, 2, 5, 10, 19, 36, 69, 134, 199, 264, 329, 394}));
}

void tst_Gathering::whoComesBackIsWaitedForAgain()
{
    Gathering gathering = after(300us, 2, 2);
    for (int batch = 0; batch < 60; ++batch)
        gathering.hasReturned(false);
    while (gathering.patience() == 0us)
        gathering.hasReturned(false);
    gathering.hasReturned(true);
    for (int batch = 0; batch < 10; ++batch) {
        QVERIFY(gathering.patience() > 0us);
        gathering.hasReturned(true);
    }
    gathering.hasReturned(false); // and the pauses begin anew
    gathering.hasReturned(false);
    QVERIFY(gathering.patience() > 0us);
}

KITH_TEST(tst_Gathering)
#include "tst_gathering.moc"
