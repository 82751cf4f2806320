// SPDX-License-Identifier: GPL-3.0-or-later
// How the session that writes hands SQLite's write-ahead log to the disk. What a power cut leaves
// of it is tried by tests/faults/tst_powercut.cpp.
#include "runner/runner.h"
#include "store/sqlitesession.h"
#include "store/table.h"

#include <QFile>
#include <QTemporaryDir>

using namespace kith;
using namespace kith::store;
using namespace Qt::StringLiterals;

namespace {

/// Calls of write() and pwrite() that this process has made (proc_pid_io(5)).
qint64 writesOfThisProcess()
{
    QFile io(u"/proc/self/io"_s);
    if (!io.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : io.readAll().split('\n')) {
        if (line.startsWith("syscw: "))
            return line.mid(7).toLongLong();
    }
    return -1;
}

/// Rows that fill a page each.
void insertPages(SqlSession &session, int pages)
{
    for (int i = 0; i < pages; ++i)
        QVERIFY(session.exec(Sql("INSERT INTO pages (bytes) VALUES (randomblob(3500))"), {}).ok());
}

qint64 pagesIn(SqlSession &session)
{
    const auto count = integerOf(session, Sql("SELECT COUNT(*) FROM pages"), {});
    return count.ok() ? count->value_or(-1) : -2;
}

} // namespace

class tst_WalWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aCommitIsOneWrite();
    void othersSeeACommitAndNothingBefore_data();
    void othersSeeACommitAndNothingBefore();
    void whatWasRolledBackIsWrittenOver();

private:
    std::unique_ptr<SqlSession> open(Access access) const
    {
        auto session = openSqlite(m_file, access);
        return session.ok() ? std::move(*session) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<SqlSession> m_writer;
};

void tst_WalWrites::init()
{
    m_writer.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    // Its name is part of a URI, in which these would have a meaning.
    m_file = m_folder->filePath(u"100% чат? #1&vfs=none.db"_s);
    m_writer = open(Access::ReadWrite);
    QVERIFY(m_writer);
    QVERIFY(QFile::exists(m_file));
    QVERIFY(m_writer->script("CREATE TABLE pages (id INTEGER PRIMARY KEY, bytes BLOB)").ok());
}

void tst_WalWrites::aCommitIsOneWrite()
{
    if (writesOfThisProcess() < 0)
        QSKIP("the kernel does not count writes");
    for (const int pages : {1, 4, 12}) {
        QVERIFY(m_writer->begin(Access::ReadWrite).ok());
        insertPages(*m_writer, pages);
        const qint64 before = writesOfThisProcess();
        QVERIFY(m_writer->commit().ok());
        QCOMPARE(writesOfThisProcess() - before, 1);
    }
}

void tst_WalWrites::othersSeeACommitAndNothingBefore_data()
{
    QTest::addColumn<int>("pages");
    QTest::newRow("one") << 1;
    QTest::newRow("as many as are written at once") << 30;
    QTest::newRow("one more") << 31;
    QTest::newRow("more than the cache holds, some written before the commit") << 200;
}

void tst_WalWrites::othersSeeACommitAndNothingBefore()
{
    QFETCH(const int, pages);
    QVERIFY(m_writer->script("PRAGMA cache_size = 50").ok());
    const auto reader = open(Access::ReadOnly);
    QVERIFY(reader);
    for (int commit = 0; commit < 3; ++commit) {
        QVERIFY(m_writer->begin(Access::ReadWrite).ok());
        insertPages(*m_writer, pages);
        QCOMPARE(pagesIn(*m_writer), (commit + 1) * pages); // its own, also those already spilled
        QCOMPARE(pagesIn(*reader), commit * pages);
        QVERIFY(m_writer->commit().ok());
        QCOMPARE(pagesIn(*reader), (commit + 1) * pages);
    }
    // From the log alone, and from what a checkpoint moved out of it.
    QCOMPARE(pagesIn(*open(Access::ReadOnly)), 3 * pages);
    QVERIFY(m_writer->script("PRAGMA wal_checkpoint(TRUNCATE)").ok());
    QCOMPARE(pagesIn(*open(Access::ReadOnly)), 3 * pages);
}

void tst_WalWrites::whatWasRolledBackIsWrittenOver()
{
    QVERIFY(m_writer->script("PRAGMA cache_size = 20").ok());
    for (const int undone : {40, 1, 100}) {
        QVERIFY(m_writer->begin(Access::ReadWrite).ok());
        insertPages(*m_writer, undone);
        m_writer->rollback();
        QVERIFY(m_writer->begin(Access::ReadWrite).ok());
        insertPages(*m_writer, 3);
        QVERIFY(m_writer->commit().ok());
    }
    m_writer.reset();
    m_writer = open(Access::ReadWrite);
    QCOMPARE(pagesIn(*m_writer), 9);
    QString verdict;
    const auto checked = m_writer->query(
        Sql("PRAGMA integrity_check"), {}, [&](const SqlRow &row) { verdict = row.text(0); });
    QVERIFY(checked.ok());
    QCOMPARE(verdict, u"ok"_s);
}

KITH_TEST(tst_WalWrites)
#include "tst_walwrites.moc"
