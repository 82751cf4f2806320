// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "store/migrations.h"
#include "store/rows.h"
#include "support/eachdriver.h"
#include "support/failingsession.h"

#include <QFileInfo>

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

Migration migration(int version, const QByteArray &text)
{
    return {.version = version,
        .name = u"00%1_test"_s.arg(version),
        .text = text,
        .checksum = QByteArray::number(qHash(text))};
}

/// Two steps: a table with rows, and changes of every kind to it.
std::vector<Migration> twoSteps()
{
    return {migration(1,
                "-- a comment; with {words}\n"
                "CREATE TABLE a (id {bigint} PRIMARY KEY, t {text} NOT NULL) {table};\n"
                "INSERT INTO a (id, t) VALUES (1, 'one; and -- more');\n"),
        migration(2,
            "CREATE INDEX a_id ON a (id);\n"
            "ALTER TABLE a ADD COLUMN n {bigint};\n"
            "UPDATE a SET n = COALESCE(n, 0) + 1;\n"
            "CREATE TABLE b (id {bigint} PRIMARY KEY) {clustered};\n"
            "INSERT INTO b (id) SELECT id FROM a;\n")};
}

std::vector<Migration> firstStep() { return {twoSteps().front()}; }

Result<MigrationReport> migrateTo(
    SqlSession &session, const std::vector<Migration> &steps, const QString &file = {})
{
    return migrate(session, steps, {.databaseFile = file, .now = fromMillis(5)});
}

/// "n of a, rows of a, rows of b": 1, 1, 1 when each statement has run exactly once.
QByteArray countsOf(SqlSession &session)
{
    QByteArray text;
    const auto read = session.query(
        Sql("SELECT (SELECT MAX(n) FROM a), (SELECT COUNT(*) FROM a), (SELECT COUNT(*) FROM b)"),
        {}, [&](const SqlRow &row) {
            for (int i = 0; i < 3; ++i)
                text += QByteArray::number(row.integer(i)) + ' ';
        });
    return read.ok() ? text : "unreadable"_ba;
}

} // namespace

class tst_Migrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void embeddedOnesMakeEveryTable_data() { eachDriver(); }
    void embeddedOnesMakeEveryTable();
    void secondTimeDoesNothing_data() { eachDriver(); }
    void secondTimeDoesNothing();
    void olderDatabaseIsBroughtUp_data() { eachDriver(); }
    void olderDatabaseIsBroughtUp();
    void newerSchemaIsRefused_data() { eachDriver(); }
    void newerSchemaIsRefused();
    void changedMigrationIsRefused_data() { eachDriver(); }
    void changedMigrationIsRefused();
    void cutShortAnywhereItGoesOn_data() { eachDriver(); }
    void cutShortAnywhereItGoesOn();
    void failureNamesItsStatement_data() { eachDriver(); }
    void failureNamesItsStatement();
    void gapInTheNumbersIsRefused();
    void dialectsFillInWhatOlderDataSays_data() { eachDriver(); }
    void dialectsFillInWhatOlderDataSays();
    void streamsOfPeopleEndAtTheirNewestEvent_data() { eachDriver(); }
    void streamsOfPeopleEndAtTheirNewestEvent();
    void newMessagesLoseTheirSecondRow_data() { eachDriver(); }
    void newMessagesLoseTheirSecondRow();
};

void tst_Migrations::embeddedOnesMakeEveryTable()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    const auto steps = readMigrations();
    VERIFY_OK(steps);
    const auto report = migrateTo(*session, *steps);
    VERIFY_OK(report);
    QCOMPARE(report->from, 0);
    QCOMPARE(report->to, static_cast<int>(steps->size()));
    // Each row struct fits its table.
    VERIFY_OK(insertRow(*session, UserRow{.id = UserId(1)}));
    VERIFY_OK(insertRow(*session, ChatRow{.id = ChatId(2)}));
    VERIFY_OK(insertRow(*session, MemberRow{.chatId = ChatId(2), .userId = UserId(1)}));
    VERIFY_OK(insertRow(*session, MessageRow{.id = MessageId(3)}));
    VERIFY_OK(insertRow(*session, VersionRow{.messageId = MessageId(3)}));
    VERIFY_OK(insertRow(*session, ReactionRow{.chatId = ChatId(2)}));
    VERIFY_OK(insertRow(*session, MentionRow{.chatId = ChatId(2)}));
    VERIFY_OK(insertRow(*session, EventRow{.streamId = 2}));
    VERIFY_OK(insertRow(*session, SessionRow{.id = SessionId(4)}));
    VERIFY_OK(insertRow(*session, IdempotencyRow{.userId = UserId(1), .key = u"k"_s}));
    const auto user = loadRow<UserRow>(*session, UserId(1));
    QVERIFY(user.ok() && *user);
}

void tst_Migrations::secondTimeDoesNothing()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(migrateTo(*session, twoSteps()));
    const auto again = migrateTo(*session, twoSteps(), store.config().sqliteFile);
    VERIFY_OK(again);
    QCOMPARE(again->from, 2);
    QVERIFY(again->snapshot.isEmpty());
    QCOMPARE(countsOf(*session), "1 1 1 "_ba);
    const auto version = schemaVersion(*store.open(Access::ReadOnly));
    VERIFY_OK(version);
    QCOMPARE(*version, 2);
}

void tst_Migrations::olderDatabaseIsBroughtUp()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(migrateTo(*session, firstStep()));
    const auto report = migrateTo(*session, twoSteps(), store.config().sqliteFile);
    VERIFY_OK(report);
    QCOMPARE(report->from, 1);
    QCOMPARE(report->to, 2);
    QCOMPARE(countsOf(*session), "1 1 1 "_ba);
    if (!store.config().isSqlite())
        return;
    QCOMPARE(report->snapshot, store.config().sqliteFile + u".v1"_s);
    QCOMPARE(QFileInfo(report->snapshot).permissions() & 0x0077, QFile::Permissions());
    const auto before = openSession({.sqliteFile = report->snapshot}, Access::ReadOnly);
    VERIFY_OK(before);
    const auto version = schemaVersion(**before);
    VERIFY_OK(version);
    QCOMPARE(*version, 1);
}

void tst_Migrations::newerSchemaIsRefused()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(migrateTo(*session, twoSteps()));
    const auto older = migrateTo(*session, firstStep());
    QVERIFY(!older.ok());
    QVERIFY2(older.error().detail.contains(u"schema 2"_s), qPrintable(older.error().detail));
    QVERIFY(older.error().detail.contains(u"newer version"_s));
    QCOMPARE(countsOf(*session), "1 1 1 "_ba);
}

void tst_Migrations::changedMigrationIsRefused()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(migrateTo(*session, firstStep()));
    std::vector<Migration> changed = twoSteps();
    changed[0].checksum += 'x';
    const auto refused = migrateTo(*session, changed);
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().detail.contains(u"001_test"_s), qPrintable(refused.error().detail));
    const auto version = schemaVersion(*session);
    VERIFY_OK(version);
    QCOMPARE(*version, 1);
}

/// The process dies before or after each single call to the database, and starts again.
void tst_Migrations::cutShortAnywhereItGoesOn()
{
    for (const bool isDone : {false, true}) {
        for (int n = 1;; ++n) {
            OPEN_STORE(store, TempStore::Schema::Empty);
            bool hasDied = false;
            {
                FailingSession dying(store.open(), [&, call = 0](const QByteArray &) mutable {
                    if (++call < n)
                        return Fate{};
                    hasDied = true;
                    return Fate{SqlFailure::Lost, isDone && call == n};
                });
                static_cast<void>(migrateTo(dying, twoSteps()));
            }
            const auto session = store.open();
            const auto again = migrateTo(*session, twoSteps());
            QVERIFY2(again.ok(),
                again.ok() ? "" : qPrintable(u"at %1: %2"_s.arg(n).arg(again.error().detail)));
            QCOMPARE(countsOf(*session), "1 1 1 "_ba);
            if (!hasDied) {
                QVERIFY(n > 8);
                break;
            }
        }
    }
}

void tst_Migrations::failureNamesItsStatement()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(migrateTo(*session, firstStep()));
    std::vector<Migration> wrong = firstStep();
    wrong.push_back(
        migration(2, "INSERT INTO a (id, t) VALUES (2, 'two'); INSERT INTO z VALUES (1);"));
    const auto failed = migrateTo(*session, wrong);
    QVERIFY(!failed.ok());
    const QString &detail = failed.error().detail;
    QVERIFY2(detail.contains(u"002_test"_s) && detail.contains(u"statement 2"_s)
            && detail.contains(u"INSERT INTO z"_s),
        qPrintable(detail));
    // SQLite undoes all of it; the others stop before the statement and go on when it is mended.
    wrong[1] =
        migration(2, "INSERT INTO a (id, t) VALUES (2, 'two'); INSERT INTO a VALUES (3, '');");
    wrong[1].checksum =
        migration(2, "INSERT INTO a (id, t) VALUES (2, 'two'); INSERT INTO z VALUES (1);").checksum;
    VERIFY_OK(migrateTo(*session, wrong));
    const auto rows = integerOf(*session, Sql("SELECT COUNT(*) FROM a"), {});
    VERIFY_OK(rows);
    QCOMPARE(rows->value_or(0), 3);
}

void tst_Migrations::gapInTheNumbersIsRefused()
{
    QTemporaryDir folder;
    for (const QString &name : {u"001_a.sql"_s, u"003_b.sql"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("CREATE TABLE x (id INT)");
    }
    const auto steps = readMigrations(folder.path());
    QVERIFY(!steps.ok());
    QVERIFY(steps.error().detail.contains(u"003_b.sql"_s));
    QVERIFY(!readMigrations(folder.filePath(u"none"_s)).ok());
}

/// From the schema before the dialects: deleted messages are counted, suspended people say so.
void tst_Migrations::dialectsFillInWhatOlderDataSays()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    const auto steps = readMigrations();
    VERIFY_OK(steps);
    VERIFY_OK(migrateTo(*session, {steps->begin(), steps->begin() + 4}));
    const auto run = [&](const char *text, int id, int value) {
        return session->exec(Sql(text), {{":id", qint64(id)}, {":value", qint64(value)}});
    };
    for (const int id : {1, 2})
        VERIFY_OK(run("INSERT INTO users (id, username, username_key, email, email_key, full_name, "
                      "title, team, about, search_key, role, is_active, password_hash, "
                      "status_text, status_emoji, stream_seq, created_at, updated_at) VALUES "
                      "(:id, :id, :id, :id, :id, '', '', '', '', '', 0, :value, '', '', '', 0, 1, "
                      "1)",
            id, id == 1 ? 1 : 0));
    for (const int id : {10, 11})
        VERIFY_OK(run("INSERT INTO chats (id, kind, name, topic, is_public, is_archived, "
                      "is_default, created_at, updated_at, last_seq, message_count, "
                      "last_message_seq, member_count) VALUES (:id, 1, '', '', 0, 0, 0, 1, 1, 3, "
                      ":value, 3, 1)",
            id, 3));
    for (const int id : {1, 2, 3})
        VERIFY_OK(run("INSERT INTO messages (id, chat_id, seq, ordinal, sender_id, content, type, "
                      "body_hash, mentions, reaction_count, created_at, deleted_at) VALUES "
                      "(:id, 10, :id, :id, 1, '', 0, 0, '', 0, 1, NULLIF(:value, 0))",
            id, id == 1 ? 0 : 5));
    VERIFY_OK(migrateTo(*session, *steps));
    for (const auto &[id, deleted] : {std::pair(10, 2), std::pair(11, 0)}) {
        const auto chat = loadRow<ChatRow>(*session, ChatId(id));
        QVERIFY(chat.ok() && *chat);
        QCOMPARE((*chat)->deletedCount, deleted);
        QVERIFY(!(*chat)->photoUrl);
    }
    const auto active = loadRow<UserRow>(*session, UserId(1));
    const auto suspended = loadRow<UserRow>(*session, UserId(2));
    QVERIFY(active.ok() && *active && suspended.ok() && *suspended);
    QCOMPARE((*active)->suspension, Suspension::None);
    QCOMPARE((*active)->availability, Availability::Offline);
    QCOMPARE((*suspended)->suspension, Suspension::Suspended);
    QVERIFY(!(*suspended)->suspendedUntil);
}

/// From every schema in which each new message had a row of events: those go, all others stay.
void tst_Migrations::newMessagesLoseTheirSecondRow()
{
    constexpr int kDerived = 7; // the migration that makes them follow from the messages
    const auto steps = readMigrations();
    VERIFY_OK(steps);
    for (int version = 1; version < kDerived; ++version) {
        OPEN_STORE(store, TempStore::Schema::Empty);
        const auto session = store.open();
        VERIFY_OK(migrateTo(*session, {steps->begin(), steps->begin() + version}));
        const auto add = [&](const char *text, qint64 chat, qint64 seq, qint64 kind) {
            const auto done = session->exec(Sql(text),
                {{":chat", chat}, {":seq", seq}, {":kind", kind}, {":id", 10 * chat + seq}});
            if (!done.ok())
                qFatal("%s", qPrintable(session->lastMessage()));
        };
        constexpr char kMessage[] =
            "INSERT INTO messages (id, chat_id, seq, ordinal, sender_id, content, type, body_hash, "
            "mentions, reaction_count, created_at) VALUES (:id, :chat, :seq, :seq, 1, 'hello', 0, "
            ":kind, '', 0, 5)";
        constexpr char kEvent[] =
            "INSERT INTO events (stream_kind, stream_id, seq, kind, chat_id, actor_id, message_id, "
            "at) VALUES (1, :chat, :seq, :kind, :chat, 1, :id, 5)";
        constexpr char kOwnEvent[] = // of a person's stream, about a chat that they entered
            "INSERT INTO events (stream_kind, stream_id, seq, kind, chat_id, actor_id, message_id, "
            "at) VALUES (2, :chat, :seq, :kind, :chat, 1, :id, 5)";
        for (const qint64 chat : {7, 8}) {
            // Somebody entered, said two things, changed the second, and was gone.
            for (const auto &[seq, kind] : {std::pair(1, 6), std::pair(2, 1), std::pair(3, 1),
                     std::pair(4, 2), std::pair(5, 7)}) {
                if (kind == 1)
                    add(kMessage, chat, seq, kind);
                add(kEvent, chat, seq, kind);
            }
            add(kOwnEvent, chat, 1, 6);
        }
        VERIFY_OK(migrateTo(*session, *steps));
        QByteArray left;
        VERIFY_OK(session->query(Sql("SELECT stream_kind, stream_id, seq, kind, message_id FROM "
                                     "events ORDER BY 1, 2, 3"),
            {}, [&](const SqlRow &row) {
                for (int i = 0; i < 5; ++i)
                    left += QByteArray::number(row.integer(i)) + (i < 4 ? ' ' : ';');
            }));
        QCOMPARE(left,
            "1 7 1 6 71;1 7 4 2 74;1 7 5 7 75;1 8 1 6 81;1 8 4 2 84;1 8 5 7 85;"
            "2 7 1 6 71;2 8 1 6 81;"_ba);
        const auto messages = integerOf(*session, Sql("SELECT COUNT(*) FROM messages"), {});
        VERIFY_OK(messages);
        QCOMPARE(messages->value_or(0), 4);
    }
}

/// A person whose row said that nothing had happened could never hear of anything again (409).
void tst_Migrations::streamsOfPeopleEndAtTheirNewestEvent()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    const auto steps = readMigrations();
    VERIFY_OK(steps);
    VERIFY_OK(migrateTo(*session, {steps->begin(), steps->begin() + 7}));
    // Person 1 has events up to 3, person 2 none, person 3 events that were thinned up to 2.
    for (const auto &[id, end] : {std::pair(1, 0), std::pair(2, 4), std::pair(3, 9)})
        VERIFY_OK(insertRow(*session,
            UserRow{.id = UserId(id),
                .usernameKey = QString::number(id),
                .emailKey = QString::number(id),
                .streamSeq = end}));
    for (const auto &[person, seq] : {std::pair(1, 1), std::pair(1, 3), std::pair(3, 2)})
        VERIFY_OK(insertRow(*session,
            EventRow{.streamKind = StreamId::Kind::User, .streamId = person, .seq = seq}));
    VERIFY_OK(insertRow(*session, EventRow{.streamId = 2, .seq = 8})); // of chat 2
    VERIFY_OK(migrateTo(*session, *steps));
    for (const auto &[id, end] : {std::pair(1, 3), std::pair(2, 4), std::pair(3, 9)}) {
        const auto row = loadRow<UserRow>(*session, UserId(id));
        QVERIFY(row.ok() && *row);
        QCOMPARE((*row)->streamSeq, end);
    }
}

KITH_TEST(tst_Migrations)
#include "tst_migrations.moc"
