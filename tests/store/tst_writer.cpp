// SPDX-License-Identifier: GPL-3.0-or-later
// The writer: nothing is acknowledged before it is committed, whatever fails.
#include "runner/runner.h"
#include "store/unit.h"
#include "store/writer.h"
#include "support/eachdriver.h"
#include "support/failingsession.h"
#include "support/mariadbserver.h"

#include <QSemaphore>

#include <thread>

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What the jobs of a test came to, in the order of their finish().
class Book
{
public:
    void note(int job, const Result<void> &outcome)
    {
        const std::lock_guard lock(m_mutex);
        m_order.push_back(job);
        m_outcomes[job] = outcome;
        m_done.release();
    }
    /// Waits until so many jobs are done.
    bool wait(int jobs) { return m_done.tryAcquire(jobs, 20'000); }
    std::vector<int> order() const
    {
        const std::lock_guard lock(m_mutex);
        return m_order;
    }
    bool isKept(int job) const
    {
        const std::lock_guard lock(m_mutex);
        return m_outcomes.contains(job) && m_outcomes.at(job).ok();
    }
    std::optional<ErrorCode> errorOf(int job) const
    {
        const std::lock_guard lock(m_mutex);
        if (!m_outcomes.contains(job) || m_outcomes.at(job).ok())
            return {};
        return m_outcomes.at(job).error().code;
    }

private:
    mutable std::mutex m_mutex; // guards both: tests look while the writer writes
    std::vector<int> m_order;
    std::map<int, Result<void>> m_outcomes;
    QSemaphore m_done;
};

/// Adds a reaction whose `message_seq` is the job's number; tells the book. A gate holds it.
class ReactionJob final : public WriteJob
{
public:
    ReactionJob(Book &book, int number, std::function<void()> onRun = {})
        : m_book(book), m_number(number), m_onRun(std::move(onRun))
    {
    }
    Result<void> run(UnitOfWork &unit) override
    {
        if (m_onRun)
            m_onRun();
        const ReactionRow row{.messageSeq = m_number, .emoji = u"x"_s};
        if (unit.careful()) { // a repeat, after a COMMIT whose answer was lost
            TRY_ASSIGN(SqlSession *const sql, unit.reading());
            TRY_ASSIGN(const auto there,
                integerOf(*sql, Sql("SELECT 1 FROM reactions WHERE message_seq = :seq"),
                    {{":seq", qint64(m_number)}}));
            if (there)
                return {};
        }
        unit.insert(row);
        return {};
    }
    void finish(Result<void> outcome) override { m_book.note(m_number, outcome); }

private:
    Book &m_book;
    int m_number;
    std::function<void()> m_onRun;
};

qint64 countReactions(const TempStore &store)
{
    const auto count = integerOf(*store.open(), Sql("SELECT COUNT(*) FROM reactions"), {});
    return count.ok() ? count->value_or(-1) : -2;
}

bool submit(Writer &writer, Book &book, int number, std::function<void()> onRun = {})
{
    std::unique_ptr<WriteJob> job = std::make_unique<ReactionJob>(book, number, std::move(onRun));
    return writer.submit(job);
}

/// Jobs that wait in the queue while the first one runs, so that they become one batch.
class Gate
{
public:
    void close(Writer &writer, Book &book)
    {
        QVERIFY(submit(writer, book, 0, [this] {
            m_entered.release();
            m_open.acquire();
        }));
        QVERIFY(m_entered.tryAcquire(1, 20'000));
    }
    /// The first job may run again: it will not stop again.
    void open() { m_open.release(1000); }

private:
    QSemaphore m_entered;
    QSemaphore m_open;
};

} // namespace

class tst_Writer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingJobsShareOneCommit_data() { eachDriver(); }
    void waitingJobsShareOneCommit();
    void sendersThatGoOnShareACommit();
    void jobThatComesAloneCommitsAtOnce();
    void outcomesComeInOrderAfterTheirCommit_data() { eachDriver(); }
    void outcomesComeInOrderAfterTheirCommit();
    void fullQueueRefuses();
    void stopRunsWhatIsQueued();
    void failures_data();
    void failures();
    void commitOfUnknownOutcomeIsNotDoubled_data() { eachDriver(); }
    void commitOfUnknownOutcomeIsNotDoubled();
    void diskFailureIsFatalOnce();
    void everyCallMayFail_data();
    void everyCallMayFail();
    void longBatchIsCut();
    void openErrorIsTheAnswerOfStart();
    void databaseComesBack();
    void databaseStaysAway();
};

void tst_Writer::waitingJobsShareOneCommit()
{
    OPEN_STORE(store);
    Book book;
    std::atomic<int> commits = 0;
    Writer writer(failing(store.opener(),
                      [&](const QByteArray &call) {
                          commits += call == "COMMIT";
                          return Fate{};
                      }),
        {.batchTime = 1min});
    std::atomic<int> batches = 0;
    writer.onBatch = [&] { ++batches; };
    VERIFY_OK(writer.start());
    Gate gate;
    gate.close(writer, book);
    for (int i = 1; i <= 200; ++i)
        QVERIFY(submit(writer, book, i));
    QCOMPARE(writer.depth(), 200);
    gate.open();
    QVERIFY(book.wait(201));
    QCOMPARE(countReactions(store), 201);
    QCOMPARE(commits.load(), 3); // the lease of ids, the first job, all others
    writer.stop();
    QCOMPARE(batches.load(), 2);
}

void tst_Writer::sendersThatGoOnShareACommit()
{
    TempStore store(u"sqlite"_s);
    Book book;
    Writer writer(store.opener(), {.gather = 1min});
    std::atomic<int> batches = 0;
    writer.onBatch = [&] { ++batches; };
    VERIFY_OK(writer.start());
    Gate gate;
    gate.close(writer, book);
    QVERIFY(submit(writer, book, 1));
    QVERIFY(submit(writer, book, 2));
    gate.open();
    QVERIFY(book.wait(1)); // its sender goes on, and the other two have waited for it
    QVERIFY(submit(writer, book, 3));
    QVERIFY(book.wait(3));
    QVERIFY(submit(writer, book, 4)); // the end of the writer ends every wait
    writer.stop();
    QVERIFY(book.wait(1));
    QCOMPARE(batches.load(), 3);
}

void tst_Writer::jobThatComesAloneCommitsAtOnce()
{
    TempStore store(u"sqlite"_s);
    Book book;
    Writer writer(store.opener(), {.gather = 1min});
    VERIFY_OK(writer.start());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(submit(writer, book, i));
        QVERIFY(book.wait(1));
    }
}

void tst_Writer::outcomesComeInOrderAfterTheirCommit()
{
    OPEN_STORE(store);
    const auto reader = store.open(Access::ReadOnly);
    Book book;
    Writer writer(store.opener(), {});
    VERIFY_OK(writer.start());
    std::vector<std::thread> threads;
    std::atomic<int> next = 0;
    for (int thread = 0; thread < 3; ++thread)
        threads.emplace_back([&] {
            for (int i = 0; i < 100; ++i)
                submit(writer, book, next++);
        });
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(book.wait(1));
    // Whoever has been told can be read by everybody.
    while (book.order().size() < 300) {
        const std::vector<int> told = book.order();
        const auto count = integerOf(*reader, Sql("SELECT COUNT(*) FROM reactions"), {});
        QVERIFY(count.ok());
        QVERIFY(count->value_or(0) >= static_cast<qint64>(told.size()));
    }
    QVERIFY(book.wait(299));
    QCOMPARE(countReactions(store), 300);
}

void tst_Writer::fullQueueRefuses()
{
    TempStore store(u"sqlite"_s);
    Book book;
    Writer writer(store.opener(), {.queueLimit = 5});
    VERIFY_OK(writer.start());
    Gate gate;
    gate.close(writer, book);
    for (int i = 1; i <= 5; ++i)
        QVERIFY(submit(writer, book, i));
    std::unique_ptr<WriteJob> refused = std::make_unique<ReactionJob>(book, 6);
    QVERIFY(!writer.submit(refused));
    QVERIFY(refused); // it is still the caller's
    gate.open();
    QVERIFY(book.wait(6));
    QVERIFY(writer.submit(refused));
    QVERIFY(!refused);
    QVERIFY(book.wait(1));
    QCOMPARE(book.order(), (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
}

void tst_Writer::stopRunsWhatIsQueued()
{
    TempStore store(u"sqlite"_s);
    Book book;
    {
        Writer writer(store.opener(), {.batchLimit = 7});
        VERIFY_OK(writer.start());
        Gate gate;
        gate.close(writer, book);
        for (int i = 1; i <= 50; ++i)
            QVERIFY(submit(writer, book, i));
        gate.open();
        writer.stop();
        QVERIFY(!submit(writer, book, 51));
    }
    QCOMPARE(book.order().size(), 51);
    QCOMPARE(countReactions(store), 51);
}

void tst_Writer::failures_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<SqlFailure>("failure");
    QTest::addColumn<int>("times");
    QTest::addColumn<bool>("kept");
    for (const char *engine : {"sqlite", "mariadb"}) {
        const auto row = [&](const char *name) -> QTestData & {
            return QTest::addRow("%s: %s", engine, name) << QString::fromLatin1(engine);
        };
        row("deadlock at an insert") << "INSERT reactions"_ba << SqlFailure::Retry << 2 << true;
        row("deadlock at the commit") << "COMMIT"_ba << SqlFailure::Retry << 2 << true;
        row("deadlock without end") << "COMMIT"_ba << SqlFailure::Retry << 1000 << false;
        row("disk full at an insert") << "INSERT reactions"_ba << SqlFailure::Full << 1 << false;
        row("disk full at the commit") << "COMMIT"_ba << SqlFailure::Full << 1 << false;
        row("disk full at the begin") << "BEGIN"_ba << SqlFailure::Full << 1 << false;
        row("lost at an insert") << "INSERT reactions"_ba << SqlFailure::Lost << 3 << true;
        row("lost at the begin") << "BEGIN"_ba << SqlFailure::Lost << 3 << true;
        row("lost at the commit") << "COMMIT"_ba << SqlFailure::Lost << 3 << true;
        row("refused once at the flush") << "INSERT reactions"_ba << SqlFailure::Other << 1 << true;
        row("refused at the commit") << "COMMIT"_ba << SqlFailure::Other << 1000 << false;
    }
}

/// A batch of three meets a failure; the writer goes on as before afterwards.
void tst_Writer::failures()
{
    OPEN_STORE(store);
    QFETCH(QByteArray, call);
    QFETCH(SqlFailure, failure);
    QFETCH(int, times);
    QFETCH(bool, kept);
    Book book;
    std::atomic<int> left = 0;
    Writer writer(failing(store.opener(),
                      [&](const QByteArray &made) {
                          const bool fails = made == call && left > 0;
                          left -= fails;
                          return Fate{fails ? failure : SqlFailure::None};
                      }),
        {});
    writer.onFatal = [](const Error &) { QFAIL("not a failure of the disk"); };
    VERIFY_OK(writer.start());
    Gate gate;
    gate.close(writer, book);
    for (int i = 1; i <= 3; ++i)
        QVERIFY(submit(writer, book, i));
    left = 0;
    gate.open();
    QVERIFY(book.wait(4)); // the first batches, unharmed
    left = times;
    QVERIFY(submit(writer, book, 4));
    QVERIFY(book.wait(1));
    QCOMPARE(book.isKept(4), kept);
    if (!kept)
        QVERIFY(book.errorOf(4) == ErrorCode::Unavailable
            || (failure == SqlFailure::Other && book.errorOf(4) == ErrorCode::Internal));
    left = 0;
    QVERIFY(submit(writer, book, 5));
    QVERIFY(book.wait(1));
    QVERIFY(book.isKept(5));
    QCOMPARE(countReactions(store), kept ? 6 : 5);
}

void tst_Writer::commitOfUnknownOutcomeIsNotDoubled()
{
    OPEN_STORE(store);
    Book book;
    Writer writer(failing(store.opener(), failNth(2, "COMMIT", {SqlFailure::Lost, true})), {});
    VERIFY_OK(writer.start());
    for (int i = 1; i <= 3; ++i)
        QVERIFY(submit(writer, book, i));
    QVERIFY(book.wait(3));
    for (int i = 1; i <= 3; ++i)
        QVERIFY(book.isKept(i));
    QCOMPARE(countReactions(store), 3);
}

void tst_Writer::diskFailureIsFatalOnce()
{
    TempStore store(u"sqlite"_s);
    Book book;
    std::atomic<int> fatal = 0;
    Writer writer(failing(store.opener(), failNth(3, "COMMIT", {SqlFailure::Io, true})), {});
    writer.onFatal = [&](const Error &error) { fatal += error.code == ErrorCode::Unavailable; };
    VERIFY_OK(writer.start());
    QVERIFY(submit(writer, book, 1)); // the lease and this are the first two
    QVERIFY(book.wait(1));
    QVERIFY(book.isKept(1));
    QSemaphore entered;
    QSemaphore mayGo;
    QVERIFY(submit(writer, book, 2, [&] {
        entered.release();
        mayGo.acquire();
    }));
    QVERIFY(entered.tryAcquire(1, 20'000));
    QVERIFY(submit(writer, book, 3)); // waits behind the batch that fails
    mayGo.release();
    QVERIFY(book.wait(2));
    QCOMPARE(book.errorOf(2), ErrorCode::Unavailable);
    QCOMPARE(book.errorOf(3), ErrorCode::Unavailable);
    QTRY_COMPARE(fatal.load(), 1);
    QVERIFY(!submit(writer, book, 4));
    writer.stop();
    QCOMPARE(fatal.load(), 1);
}

void tst_Writer::everyCallMayFail_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<SqlFailure>("failure");
    for (const char *engine : {"sqlite", "mariadb"}) {
        for (const auto &[name, failure] : {std::pair{"duplicate", SqlFailure::Duplicate},
                 {"retry", SqlFailure::Retry}, {"full", SqlFailure::Full},
                 {"lost", SqlFailure::Lost}, {"io", SqlFailure::Io}, {"other", SqlFailure::Other}})
            QTest::addRow("%s: %s", engine, name) << QString::fromLatin1(engine) << failure;
    }
}

/// Whichever call fails: what was acknowledged is there, and what was refused is not.
void tst_Writer::everyCallMayFail()
{
    OPEN_STORE(store);
    QFETCH(SqlFailure, failure);
    qint64 expected = 0;
    int number = 0;
    for (int n = 1; n <= 12; ++n) {
        Book book;
        Writer writer(failing(store.opener(), failNth(n, failure)), {});
        if (!writer.start().ok())
            continue;
        const int first = number + 1;
        for (int i = 0; i < 4; ++i) {
            if (!submit(writer, book, ++number))
                break;
            QVERIFY(book.wait(1));
        }
        writer.stop();
        for (int i = first; i <= number; ++i)
            expected += book.isKept(i);
        QCOMPARE(countReactions(store), expected);
    }
    QVERIFY(expected >= (failure == SqlFailure::Io ? 5 : 24));
}

void tst_Writer::longBatchIsCut()
{
    TempStore store(u"sqlite"_s);
    Book book;
    std::atomic<int> commits = 0;
    Writer writer(failing(store.opener(),
                      [&](const QByteArray &call) {
                          commits += call == "COMMIT";
                          return Fate{};
                      }),
        {.batchTime = 1ms});
    VERIFY_OK(writer.start());
    Gate gate;
    gate.close(writer, book);
    for (int i = 1; i <= 4; ++i)
        QVERIFY(submit(writer, book, i, [] { std::this_thread::sleep_for(3ms); }));
    gate.open();
    QVERIFY(book.wait(5));
    QCOMPARE(commits.load(), 6); // the lease, the gate, and each job alone
}

void tst_Writer::openErrorIsTheAnswerOfStart()
{
    Writer writer(
        []() -> Result<std::unique_ptr<SqlSession>> { return unavailable(u"away"_s); }, {});
    const auto started = writer.start();
    QVERIFY(!started.ok());
    QCOMPARE(started.error().detail, u"away"_s);
}

/// A real server is killed under the writer and comes back.
void tst_Writer::databaseComesBack()
{
    if (const QString whyNot = TempStore::whyNot(u"mariadb"_s); !whyNot.isEmpty())
        QSKIP(qPrintable(whyNot));
    TempStore store(u"mariadb"_s);
    Book book;
    Writer writer(store.opener(), {});
    VERIFY_OK(writer.start());
    QVERIFY(submit(writer, book, 1));
    QVERIFY(book.wait(1));
    MariaDbServer::shared().kill();
    QVERIFY(submit(writer, book, 2));
    QVERIFY(MariaDbServer::shared().start());
    QVERIFY(book.wait(1));
    QVERIFY(book.isKept(1) && book.isKept(2));
    QCOMPARE(countReactions(store), 2);
}

void tst_Writer::databaseStaysAway()
{
    TempStore store(u"sqlite"_s);
    Book book;
    std::atomic<bool> away = false;
    const Writer::Open real = store.opener();
    Writer writer(
        [&]() -> Result<std::unique_ptr<SqlSession>> {
            if (away)
                return unavailable(u"away"_s);
            return failing(real, [&](const QByteArray &) {
                return Fate{away ? SqlFailure::Lost : SqlFailure::None};
            })();
        },
        {.lostPatience = 100ms});
    VERIFY_OK(writer.start());
    QVERIFY(submit(writer, book, 1));
    QVERIFY(book.wait(1));
    away = true;
    for (int i = 2; i <= 3; ++i) {
        QVERIFY(submit(writer, book, i));
        QVERIFY(book.wait(1));
        QCOMPARE(book.errorOf(i), ErrorCode::Unavailable);
    }
    away = false;
    QVERIFY(submit(writer, book, 4));
    QVERIFY(book.wait(1));
    QVERIFY(book.isKept(4));
}

KITH_TEST(tst_Writer)
#include "tst_writer.moc"
