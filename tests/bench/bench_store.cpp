// SPDX-License-Identifier: GPL-3.0-or-later
// Durable messages a second through the Writer, against bare loops on the same settings:
//
//     bench_store [seconds a figure]
//
// One message is what core makes of it: a row of messages, and the chat's counters. "In flight" is
// how many senders wait for their acknowledgement at once; the bare loops commit as many at a time.
// The session loop is the driver without Writer and UnitOfWork; the C API loop is SQLite without
// Qt. The time of this process's processors is printed too: it means something on a busy machine as
// well.

#include "config/database.h"
#include "store/rowchange.h"
#include "store/unit.h"
#include "store/writer.h"
#include "support/eachdriver.h"
#include "support/mariadbserver.h"

#include <QElapsedTimer>
#include <QSemaphore>

#include <atomic>
#include <cstdio>
#include <ctime>

#ifdef KITH_BENCH_SQLITE
#include <sqlite3.h>
#endif

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

const QString kText = u"A message of a length that people write, with a word or two in it."_s;
const Timestamp kNow = fromMillis(1'800'000'000'000);

MessageRow messageRow(qint64 id, ChatRow &chat)
{
    ++chat.lastSeq;
    ++chat.messageCount;
    chat.lastMessageId = MessageId(id);
    return {.id = MessageId(id),
        .chatId = chat.id,
        .seq = chat.lastSeq,
        .ordinal = chat.messageCount,
        .senderId = UserId(1),
        .content = kText,
        .clientId = QString::number(id),
        .createdAt = kNow};
}

void require(const Result<void> &outcome)
{
    if (!outcome.ok())
        qFatal("%s", qPrintable(outcome.error().detail));
}

void addChat(const TempStore &store)
{
    require(insertRow(*store.open(), ChatRow{.id = ChatId(1), .name = u"bench"_s}));
}

struct Figure
{
    double rate = 0; ///< messages a second
    double cpu = 0; ///< microseconds of this process a message
};

/// From its making to figure().
class Meter
{
public:
    Meter() : m_cpu(std::clock()) { m_timer.start(); }
    qint64 elapsed() const { return m_timer.elapsed(); }
    Figure figure(qint64 messages) const
    {
        const double count = static_cast<double>(std::max<qint64>(1, messages));
        return {.rate = count * 1e9 / static_cast<double>(m_timer.nsecsElapsed()),
            .cpu = static_cast<double>(std::clock() - m_cpu) * 1e6 / CLOCKS_PER_SEC / count};
    }

private:
    std::clock_t m_cpu;
    QElapsedTimer m_timer;
};

/// Keeps `inFlight` jobs in the writer: each acknowledged one sends the next.
class Load
{
public:
    Load(const TempStore &store, int inFlight)
        : m_writer(store.opener(), config::writerOptionsOf({}))
    {
        require(m_writer.start());
        for (int i = 0; i < inFlight; ++i)
            send();
    }
    Figure measure(int seconds)
    {
        const qint64 before = m_done;
        const Meter meter;
        m_end.tryAcquire(1, seconds * 1000); // nobody releases it: a wait
        const Figure figure = meter.figure(m_done - before);
        m_isOver = true;
        m_writer.stop();
        return figure;
    }

private:
    class Job final : public WriteJob
    {
    public:
        explicit Job(Load &load) : m_load(load) { }
        Result<void> run(UnitOfWork &unit) override
        {
            TRY_ASSIGN(const ChatRow *const found, unit.chats.find(ChatId(1)));
            ChatRow chat = *found;
            unit.insert(messageRow(unit.newId(), chat));
            unit.chats.update(chat);
            return {};
        }
        void finish(Result<void> outcome) override
        {
            require(outcome);
            ++m_load.m_done;
            if (!m_load.m_isOver)
                m_load.send();
        }

    private:
        Load &m_load;
    };

    void send()
    {
        std::unique_ptr<WriteJob> job = std::make_unique<Job>(*this);
        m_writer.submit(job);
    }

    std::atomic<qint64> m_done = 0;
    std::atomic<bool> m_isOver = false;
    QSemaphore m_end;
    Writer m_writer;
};

/// Commits batches for some seconds.
Figure batches(int batch, int seconds, const std::function<void(int)> &commitBatch)
{
    const Meter meter;
    qint64 done = 0;
    while (meter.elapsed() < seconds * 1000) {
        commitBatch(batch);
        done += batch;
    }
    return meter.figure(done);
}

Figure sessionLoop(const TempStore &store, int batch, int seconds)
{
    const auto session = store.open();
    ChatRow chat{.id = ChatId(1), .name = u"bench"_s};
    qint64 id = 0;
    return batches(batch, seconds, [&](int count) {
        const ChatRow before = chat;
        std::vector<SqlValue> messages;
        for (int i = 0; i < count; ++i)
            appendValues(messages, messageRow(++id, chat));
        require(session->begin(Access::ReadWrite));
        require(updateChanged(*session, before, chat));
        require(session->insertRows(insertShape<MessageRow>(), messages));
        require(session->commit());
    });
}

#ifdef KITH_BENCH_SQLITE
/// SQLite's own API, UTF-8 and prepared once.
class BareSqlite
{
public:
    explicit BareSqlite(const QString &file)
    {
        check(sqlite3_open(qPrintable(file), &m_database));
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("PRAGMA cache_size = -16384");
        m_message =
            prepare("INSERT INTO messages VALUES (?,1,?,?,1,?,1,NULL,?,0,'',0,?,NULL,NULL)");
        m_chat = prepare("UPDATE chats SET last_seq = ?, message_count = ?, last_message_id = ? "
                         "WHERE id = 1");
    }
    ~BareSqlite()
    {
        for (sqlite3_stmt *statement : {m_message, m_chat})
            sqlite3_finalize(statement);
        sqlite3_close(m_database);
    }
    void commitBatch(int count)
    {
        run("BEGIN IMMEDIATE");
        for (int i = 0; i < count; ++i) {
            ++m_id;
            const QByteArray clientId = QByteArray::number(m_id);
            const QByteArray text = kText.toUtf8();
            for (int place : {1, 2, 3})
                sqlite3_bind_int64(m_message, place, m_id);
            sqlite3_bind_text(
                m_message, 4, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC);
            sqlite3_bind_text(m_message, 5, clientId.constData(), static_cast<int>(clientId.size()),
                SQLITE_STATIC);
            sqlite3_bind_int64(m_message, 6, toMillis(kNow));
            step(m_message);
        }
        for (int place : {1, 2, 3})
            sqlite3_bind_int64(m_chat, place, m_id);
        step(m_chat);
        run("COMMIT");
    }

private:
    void check(int code)
    {
        if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
            qFatal("%s", sqlite3_errmsg(m_database));
    }
    void run(const char *sql) { check(sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr)); }
    sqlite3_stmt *prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        check(sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr));
        return statement;
    }
    void step(sqlite3_stmt *statement)
    {
        check(sqlite3_step(statement));
        check(sqlite3_reset(statement));
    }

    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_message = nullptr;
    sqlite3_stmt *m_chat = nullptr;
    qint64 m_id = 0;
};
#endif

Figure bareLoop(const QString &engine, int batch, int seconds)
{
#ifdef KITH_BENCH_SQLITE
    if (engine == "sqlite"_L1) {
        const TempStore store(engine);
        addChat(store);
        BareSqlite bare(store.config().sqliteFile);
        return batches(batch, seconds, [&](int count) { bare.commitBatch(count); });
    }
#endif
    Q_UNUSED(engine)
    Q_UNUSED(batch)
    Q_UNUSED(seconds)
    return {};
}

void print(const char *what, const Figure &figure, const Figure &writer)
{
    std::printf("; %s %.0f/s (%.1f us), ratio %.2f", what, figure.rate, figure.cpu,
        writer.rate / figure.rate);
}

void compare(const QString &engine, int inFlight, int seconds)
{
    const TempStore forWriter(engine);
    addChat(forWriter);
    const Figure writer = Load(forWriter, inFlight).measure(seconds);
    const TempStore forSession(engine);
    addChat(forSession);
    const Figure session = sessionLoop(forSession, inFlight, seconds);
    const Figure bare = bareLoop(engine, inFlight, seconds);
    std::printf("%-8s %5d in flight: writer %.0f/s (%.1f us)", qPrintable(engine), inFlight,
        writer.rate, writer.cpu);
    print("session loop", session, writer);
    if (bare.rate > 0)
        print("C API loop", bare, writer);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 2;
    for (const QString &engine : {u"sqlite"_s, u"mariadb"_s}) {
        if (const QString whyNot = TempStore::whyNot(engine); !whyNot.isEmpty()) {
            std::printf("%s: %s\n", qPrintable(engine), qPrintable(whyNot));
            continue;
        }
        if (engine == "mariadb"_L1) // the tests' server is quicker and less durable
            require((*openSession(MariaDbServer::shared().configOf(u"mysql"_s), Access::ReadWrite))
                        ->script("SET GLOBAL innodb_flush_log_at_trx_commit = 1"));
        for (const int inFlight : {1, 10, 100, 1000})
            compare(engine, inFlight, seconds);
    }
}
