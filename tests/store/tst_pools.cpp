// SPDX-License-Identifier: GPL-3.0-or-later
// Threads that read, and threads for pure work.
#include "runner/runner.h"
#include "store/readers.h"
#include "store/rows.h"
#include "store/workpool.h"
#include "support/eachdriver.h"
#include "support/failingsession.h"
#include "support/mariadbserver.h"

#include <QSemaphore>

#include <atomic>
#include <set>

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

qint64 countChats(SqlSession &session)
{
    const auto count = integerOf(session, Sql("SELECT COUNT(*) FROM chats"), {});
    return count.ok() ? count->value_or(-1) : -2;
}

Result<void> addChat(SqlSession &session, qint64 id)
{
    return insertRow(session, ChatRow{.id = ChatId(id)});
}

/// Runs a job on a reader and waits for what it answers.
qint64 ask(Readers &readers, const std::function<qint64(SqlSession &)> &job)
{
    QSemaphore done;
    qint64 answer = -3;
    if (!readers.submit([&](SqlSession &session) {
            answer = job(session);
            done.release();
        }))
        return -4;
    return done.tryAcquire(1, 20'000) ? answer : -5;
}

} // namespace

class tst_Pools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachJobSeesAFreshSnapshotThatStays_data() { eachDriver(); }
    void eachJobSeesAFreshSnapshotThatStays();
    void readersCannotWrite_data() { eachDriver(); }
    void readersCannotWrite();
    void queueIsBounded();
    void stopRunsWhatIsQueued();
    void lostSessionIsOpenedAgain_data() { eachDriver(); }
    void lostSessionIsOpenedAgain();
    void missingDatabaseIsTheAnswerOfStart();
    void workRunsOnSeveralThreadsWithinItsBound();
};

void tst_Pools::eachJobSeesAFreshSnapshotThatStays()
{
    OPEN_STORE(store);
    const auto writer = store.open();
    VERIFY_OK(addChat(*writer, 1));
    Readers readers(store.opener(Access::ReadOnly), 2, 10);
    VERIFY_OK(readers.start());
    QSemaphore hasRead;
    QSemaphore mayGoOn;
    QSemaphore done;
    qint64 first = 0;
    qint64 second = 0;
    QVERIFY(readers.submit([&](SqlSession &session) {
        first = countChats(session);
        hasRead.release();
        mayGoOn.acquire();
        second = countChats(session);
        done.release();
    }));
    QVERIFY(hasRead.tryAcquire(1, 20'000));
    VERIFY_OK(addChat(*writer, 2));
    QCOMPARE(ask(readers, countChats), 2); // on the other thread
    mayGoOn.release();
    QVERIFY(done.tryAcquire(1, 20'000));
    QCOMPARE(first, 1);
    QCOMPARE(second, 1);
    VERIFY_OK(addChat(*writer, 3));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(ask(readers, countChats), 3);
}

void tst_Pools::readersCannotWrite()
{
    OPEN_STORE(store);
    Readers readers(store.opener(Access::ReadOnly), 1, 10);
    VERIFY_OK(readers.start());
    QCOMPARE(ask(readers, [](SqlSession &session) { return qint64(addChat(session, 1).ok()); }), 0);
    QCOMPARE(ask(readers, countChats), 0);
}

void tst_Pools::queueIsBounded()
{
    TempStore store(u"sqlite"_s);
    Readers readers(store.opener(Access::ReadOnly), 1, 3);
    VERIFY_OK(readers.start());
    QSemaphore entered;
    QSemaphore mayGoOn;
    const Readers::Job job = [&](SqlSession &) {
        entered.release();
        mayGoOn.acquire();
    };
    QVERIFY(readers.submit(job));
    QVERIFY(entered.tryAcquire(1, 20'000));
    for (int i = 0; i < 3; ++i)
        QVERIFY(readers.submit(job));
    QVERIFY(!readers.submit(job));
    QCOMPARE(readers.depth(), 3);
    mayGoOn.release(4);
    QVERIFY(entered.tryAcquire(3, 20'000));
}

void tst_Pools::stopRunsWhatIsQueued()
{
    TempStore store(u"sqlite"_s);
    std::atomic<int> ran = 0;
    Readers readers(store.opener(Access::ReadOnly), 2, 1000);
    VERIFY_OK(readers.start());
    for (int i = 0; i < 500; ++i)
        QVERIFY(readers.submit([&](SqlSession &) { ++ran; }));
    readers.stop();
    QCOMPARE(ran.load(), 500);
    QVERIFY(!readers.submit([](SqlSession &) {}));
}

void tst_Pools::lostSessionIsOpenedAgain()
{
    OPEN_STORE(store);
    VERIFY_OK(addChat(*store.open(), 1));
    std::atomic<bool> isLost = false;
    Readers readers(
        failing(store.opener(Access::ReadOnly),
            [&](const QByteArray &) { return Fate{isLost ? SqlFailure::Lost : SqlFailure::None}; }),
        1, 10);
    VERIFY_OK(readers.start());
    QCOMPARE(ask(readers, countChats), 1);
    isLost = true;
    QCOMPARE(ask(readers, countChats), -2); // an error, and no hang
    isLost = false;
    QCOMPARE(ask(readers, countChats), 1);
}

void tst_Pools::missingDatabaseIsTheAnswerOfStart()
{
    QTemporaryDir folder;
    Readers readers(
        sessionOpener({.sqliteFile = folder.filePath(u"none.db"_s)}, Access::ReadOnly), 2, 10);
    QVERIFY(!readers.start().ok());
}

void tst_Pools::workRunsOnSeveralThreadsWithinItsBound()
{
    std::atomic<int> ran = 0;
    QSemaphore entered;
    QSemaphore mayGoOn;
    {
        WorkPool pool(2, 4);
        const auto job = [&] {
            entered.release();
            mayGoOn.acquire();
            ++ran;
        };
        QVERIFY(pool.submit(job) && pool.submit(job));
        QVERIFY(entered.tryAcquire(2, 20'000)); // two at once
        for (int i = 0; i < 4; ++i)
            QVERIFY(pool.submit(job));
        QVERIFY(!pool.submit(job));
        QCOMPARE(pool.depth(), 4);
        mayGoOn.release(6);
    }
    QCOMPARE(ran.load(), 6);
}

KITH_TEST(tst_Pools)
#include "tst_pools.moc"
