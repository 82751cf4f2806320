// SPDX-License-Identifier: GPL-3.0-or-later
// The unit of work: what jobs do in memory is what the database holds afterwards.
#include "config/database.h"
#include "runner/runner.h"
#include "store/batchrunner.h"
#include "support/eachdriver.h"
#include "support/failingsession.h"
#include "support/with.h"

#include <QRandomGenerator>

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A job that is a function; it remembers how it went.
class TestJob final : public WriteJob
{
public:
    using Run = std::function<Result<void>(UnitOfWork &)>;
    explicit TestJob(Run run) : m_run(std::move(run)) { }
    Result<void> run(UnitOfWork &unit) override { return m_run(unit); }
    void finish(Result<void>) override { }

private:
    Run m_run;
};

using Jobs = std::vector<std::unique_ptr<WriteJob>>;

Jobs jobsOf(std::initializer_list<TestJob::Run> runs)
{
    Jobs jobs;
    for (const TestJob::Run &run : runs)
        jobs.push_back(std::make_unique<TestJob>(run));
    return jobs;
}

ChatRow chatRow(qint64 id) { return {.id = ChatId(id), .name = u"chat %1"_s.arg(id)}; }

/// Adds a message to a chat, with a row of another table and the chat's counters: as core does it
/// for what mentions somebody.
Result<void> post(UnitOfWork &unit, ChatId chat, const QString &clientId)
{
    TRY_ASSIGN(const ChatRow *found, unit.chats.find(chat));
    if (!found)
        return notFound(u"no chat"_s);
    if (unit.careful()) {
        TRY_ASSIGN(SqlSession *const sql, unit.reading());
        TRY_ASSIGN(const auto same,
            integerOf(*sql, Sql("SELECT id FROM messages WHERE sender_id = 1 AND client_id = :c"),
                {{":c", clientId}}));
        if (same)
            return conflict(u"a repeat"_s);
        TRY_ASSIGN(found, unit.chats.find(chat));
    }
    ChatRow row = *found;
    ++row.lastSeq;
    ++row.messageCount;
    const MessageId id(unit.newId());
    unit.insert(MessageRow{.id = id,
        .chatId = chat,
        .seq = row.lastSeq,
        .ordinal = row.messageCount,
        .senderId = UserId(1),
        .content = u"hello"_s,
        .clientId = clientId});
    unit.insert(
        EventRow{.streamId = chat.value, .seq = row.lastSeq, .chatId = chat, .messageId = id});
    row.lastMessageId = id;
    unit.chats.update(row);
    return {};
}

/// All that a database holds of chats, members, messages and events, without ids.
QByteArray contents(SqlSession &session)
{
    QByteArray text;
    const auto dump = [&](const char *sql, int columns) {
        const auto read = session.query(Sql(sql), {}, [&](const SqlRow &row) {
            for (int i = 0; i < columns; ++i)
                text += row.text(i).toUtf8() + '|';
            text += '\n';
        });
        if (!read.ok())
            text += "unreadable";
    };
    dump("SELECT id, name, last_seq, message_count FROM chats ORDER BY id", 4);
    dump("SELECT chat_id, user_id, last_read_seq FROM members ORDER BY chat_id, user_id", 3);
    dump("SELECT chat_id, seq, ordinal, client_id FROM messages ORDER BY chat_id, seq", 4);
    dump("SELECT stream_id, seq FROM events ORDER BY stream_id, seq", 2);
    dump("SELECT chat_id, message_seq, emoji, user_id FROM reactions ORDER BY 1, 2, 3, 4", 4);
    return text;
}

/// A runner on the database, and what came of its last batch.
class Runner
{
public:
    explicit Runner(const Writer::Open &open)
        : m_runner(open,
            with(config::writerOptionsOf({}), [](auto &options) { options.batchTime = 1h; }),
            [](auto) { return true; })
    {
        if (const auto opened = m_runner.open(); !opened.ok())
            qFatal("%s", qPrintable(opened.error().detail));
    }
    SqlFailure run(const Jobs &jobs) { return m_runner.run(jobs, outcomes); }
    std::vector<Result<void>> outcomes;

private:
    BatchRunner m_runner;
};

} // namespace

class tst_Unit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyPostsAreOneUpdateOfTheChat_data() { eachDriver(); }
    void manyPostsAreOneUpdateOfTheChat();
    void failedJobLeavesNothingBehind_data() { eachDriver(); }
    void failedJobLeavesNothingBehind();
    void directJobSeesEarlierJobsAndIsUndoneAlone_data() { eachDriver(); }
    void directJobSeesEarlierJobsAndIsUndoneAlone();
    void jobThatChangedMemoryFirstRunsAgainDirect_data() { eachDriver(); }
    void jobThatChangedMemoryFirstRunsAgainDirect();
    void duplicateInTheBatchFailsItsJobOnly_data() { eachDriver(); }
    void duplicateInTheBatchFailsItsJobOnly();
    void leavingAndJoiningAgainInOneBatch_data() { eachDriver(); }
    void leavingAndJoiningAgainInOneBatch();
    void rowsAreReadAgainAfterABatchUnlessAlone_data() { eachDriver(); }
    void rowsAreReadAgainAfterABatchUnlessAlone();
    void onlyWhatChangedIsWritten_data() { eachDriver(); }
    void onlyWhatChangedIsWritten();
    void copyKeptOverAnotherChangeTakesNothingBack_data() { eachDriver(); }
    void copyKeptOverAnotherChangeTakesNothingBack();
    void abandonedChangeOfARowNobodyReadIsForgotten_data() { eachDriver(); }
    void abandonedChangeOfARowNobodyReadIsForgotten();
    void manySetsOfColumnsAreWrittenToo_data() { eachDriver(); }
    void manySetsOfColumnsAreWrittenToo();
    void randomJobsLeaveWhatTheGoodOnesWould_data() { eachDriver(); }
    void randomJobsLeaveWhatTheGoodOnesWould();
};

void tst_Unit::manyPostsAreOneUpdateOfTheChat()
{
    OPEN_STORE(store);
    int updates = 0;
    int inserts = 0;
    Runner runner(failing(store.opener(), [&](const QByteArray &call) {
        updates += call.startsWith("UPDATE chats");
        inserts += call.startsWith("INSERT messages");
        return Fate{};
    }));
    Jobs jobs = jobsOf({[](UnitOfWork &unit) {
        unit.chats.insert(chatRow(1));
        return Result<void>();
    }});
    QCOMPARE(runner.run(jobs), SqlFailure::None);
    jobs.clear();
    for (int i = 0; i < 500; ++i)
        jobs.push_back(std::make_unique<TestJob>(
            [i](UnitOfWork &unit) { return post(unit, ChatId(1), QString::number(i)); }));
    QCOMPARE(runner.run(jobs), SqlFailure::None);
    QCOMPARE(runner.outcomes.size(), jobs.size());
    QCOMPARE(updates, 1);
    QCOMPARE(inserts, 1);
    const auto chat = loadRow<ChatRow>(*store.open(), ChatId(1));
    QVERIFY(chat.ok() && *chat);
    QCOMPARE((*chat)->messageCount, 500);
}

void tst_Unit::failedJobLeavesNothingBehind()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    const Jobs jobs = jobsOf({
        [](UnitOfWork &unit) {
            unit.chats.insert(chatRow(1));
            unit.members.insert({.chatId = ChatId(1), .userId = UserId(1)});
            return post(unit, ChatId(1), u"good"_s);
        },
        [](UnitOfWork &unit) -> Result<void> {
            TRY(post(unit, ChatId(1), u"bad"_s));
            unit.chats.insert(chatRow(2));
            unit.members.erase({.chatId = ChatId(1), .userId = UserId(1)});
            return forbidden(u"no"_s);
        },
        [](UnitOfWork &unit) -> Result<void> {
            TRY_ASSIGN(const ChatRow *const second, unit.chats.find(ChatId(2)));
            if (second)
                return internalError(u"the failed job's chat is there"_s);
            return post(unit, ChatId(1), u"good too"_s);
        },
    });
    QCOMPARE(runner.run(jobs), SqlFailure::None);
    QVERIFY(runner.outcomes[0].ok() && !runner.outcomes[1].ok());
    QCOMPARE(runner.outcomes[1].error().code, ErrorCode::Forbidden);
    VERIFY_OK(runner.outcomes[2]);
    QCOMPARE(contents(*store.open()),
        "1|chat 1|2|2|\n1|1|0|\n1|1|1|good|\n1|2|2|good too|\n1|1|\n1|2|\n"_ba);
}

void tst_Unit::directJobSeesEarlierJobsAndIsUndoneAlone()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    qint64 seen = -1;
    const auto react = [&](UnitOfWork &unit, const QString &emoji) -> Result<void> {
        TRY_ASSIGN(SqlSession *const sql, unit.writing());
        TRY_ASSIGN(const auto count, integerOf(*sql, Sql("SELECT COUNT(*) FROM messages"), {}));
        seen = count.value_or(-1);
        return insertRow(*sql, ReactionRow{.chatId = ChatId(1), .messageSeq = 1, .emoji = emoji});
    };
    const Jobs jobs = jobsOf({
        [](UnitOfWork &unit) {
            unit.chats.insert(chatRow(1));
            return post(unit, ChatId(1), u"a"_s);
        },
        [&](UnitOfWork &unit) -> Result<void> {
            TRY(react(unit, u"👍"_s));
            TRY(post(unit, ChatId(1), u"undone"_s));
            TRY_ASSIGN(SqlSession *const sql, unit.reading());
            TRY(integerOf(*sql, Sql("SELECT COUNT(*) FROM messages"), {}));
            TRY(post(unit, ChatId(1), u"undone too"_s));
            return conflict(u"no"_s);
        },
        [&](UnitOfWork &unit) -> Result<void> {
            TRY(react(unit, u"👎"_s));
            return post(unit, ChatId(1), u"b"_s);
        },
        [&](UnitOfWork &unit) { return react(unit, u"👎"_s); }, // a duplicate
        [](UnitOfWork &unit) { return post(unit, ChatId(1), u"c"_s); },
    });
    QCOMPARE(runner.run(jobs), SqlFailure::None);
    QCOMPARE(seen, 2);
    QCOMPARE(runner.outcomes[1].error().code, ErrorCode::Conflict);
    QCOMPARE(runner.outcomes[3].error().code, ErrorCode::Conflict);
    VERIFY_OK(runner.outcomes[4]);
    QCOMPARE(contents(*store.open()),
        "1|chat 1|3|3|\n1|1|1|a|\n1|2|2|b|\n1|3|3|c|\n1|1|\n1|2|\n1|3|\n1|1|👎|0|\n"_ba);
}

void tst_Unit::jobThatChangedMemoryFirstRunsAgainDirect()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    int runs = 0;
    const Jobs jobs = jobsOf({[&](UnitOfWork &unit) -> Result<void> {
        ++runs;
        unit.chats.insert(chatRow(1));
        TRY(post(unit, ChatId(1), u"a"_s));
        TRY_ASSIGN(SqlSession *const sql, unit.reading());
        TRY_ASSIGN(const auto count, integerOf(*sql, Sql("SELECT COUNT(*) FROM messages"), {}));
        if (count != 1)
            return internalError(u"the job does not see its own message"_s);
        return post(unit, ChatId(1), u"b"_s);
    }});
    QCOMPARE(runner.run(jobs), SqlFailure::None);
    VERIFY_OK(runner.outcomes[0]);
    QCOMPARE(runs, 2);
    QCOMPARE(contents(*store.open()), "1|chat 1|2|2|\n1|1|1|a|\n1|2|2|b|\n1|1|\n1|2|\n"_ba);
}

void tst_Unit::duplicateInTheBatchFailsItsJobOnly()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    QCOMPARE(runner.run(jobsOf({[](UnitOfWork &unit) {
        unit.chats.insert(chatRow(1));
        return post(unit, ChatId(1), u"old"_s);
    }})),
        SqlFailure::None);
    bool wasCareful = false;
    const Jobs jobs = jobsOf({
        [](UnitOfWork &unit) { return post(unit, ChatId(1), u"a"_s); },
        [](UnitOfWork &unit) { return post(unit, ChatId(1), u"old"_s); },
        [](UnitOfWork &unit) { return post(unit, ChatId(1), u"a"_s); },
        [&](UnitOfWork &unit) {
            wasCareful = unit.careful();
            return post(unit, ChatId(1), u"b"_s);
        },
    });
    QCOMPARE(runner.run(jobs), SqlFailure::None);
    QVERIFY(wasCareful);
    QVERIFY(runner.outcomes[0].ok() && runner.outcomes[3].ok());
    QCOMPARE(runner.outcomes[1].error().code, ErrorCode::Conflict);
    QCOMPARE(runner.outcomes[2].error().code, ErrorCode::Conflict);
    QCOMPARE(contents(*store.open()),
        "1|chat 1|3|3|\n1|1|1|old|\n1|2|2|a|\n1|3|3|b|\n1|1|\n1|2|\n1|3|\n"_ba);
}

void tst_Unit::leavingAndJoiningAgainInOneBatch()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    const MemberRow member{.chatId = ChatId(1), .userId = UserId(2)};
    MemberRow later = member;
    later.lastReadSeq = 7;
    const auto join = [&](UnitOfWork &unit) {
        unit.members.insert(member);
        return Result<void>();
    };
    const auto leave = [&](UnitOfWork &unit) {
        unit.members.erase(member);
        return Result<void>();
    };
    const auto joinLater = [&](UnitOfWork &unit) {
        unit.members.insert(later);
        return Result<void>();
    };
    QCOMPARE(runner.run(jobsOf({join, leave})), SqlFailure::None);
    QCOMPARE(contents(*store.open()), ""_ba);
    QCOMPARE(runner.run(jobsOf({join, leave, join})), SqlFailure::None);
    QCOMPARE(contents(*store.open()), "1|2|0|\n"_ba);
    QCOMPARE(runner.run(jobsOf({leave, joinLater})), SqlFailure::None);
    QCOMPARE(contents(*store.open()), "1|2|7|\n"_ba);
    QCOMPARE(runner.run(jobsOf({leave})), SqlFailure::None);
    QCOMPARE(contents(*store.open()), ""_ba);
}

namespace {

/// A job that changes the chat by hand.
TestJob::Run changing(qint64 id, const std::function<void(ChatRow &)> &change)
{
    return [id, change](UnitOfWork &unit) -> Result<void> {
        TRY_ASSIGN(const ChatRow *const found, unit.chats.find(ChatId(id)));
        ChatRow row = *found;
        change(row);
        unit.chats.update(row);
        return {};
    };
}

} // namespace

/// An index is written again when its column is named, whether or not the value is another one.
void tst_Unit::onlyWhatChangedIsWritten()
{
    OPEN_STORE(store);
    QList<QByteArray> updates;
    Runner runner(failing(store.opener(), [&](const QByteArray &call) {
        if (call.startsWith("UPDATE chats"))
            updates.append(call);
        return Fate{};
    }));
    QCOMPARE(runner.run(jobsOf({[](UnitOfWork &unit) {
        unit.chats.insert(chatRow(1));
        return Result<void>();
    }})),
        SqlFailure::None);
    QVERIFY(updates.isEmpty());
    QCOMPARE(runner.run(jobsOf({changing(1, [](ChatRow &row) { row.lastSeq = 5; }),
                 changing(1, [](ChatRow &row) { row.topic = u"t"_s; })})),
        SqlFailure::None);
    QCOMPARE(updates,
        (QList<QByteArray>{
            "UPDATE chats SET topic = :topic, last_seq = :last_seq WHERE id = :id"}));
    // There and back again is no change, nor is a job that fails.
    updates.clear();
    QCOMPARE(runner.run(jobsOf({changing(1, [](ChatRow &row) { row.lastSeq = 6; }),
                 changing(1, [](ChatRow &row) { row.lastSeq = 5; }),
                 [](UnitOfWork &unit) -> Result<void> {
                     TRY(changing(1, [](ChatRow &row) { row.name = u"no"_s; })(unit));
                     return conflict(u"no"_s);
                 }})),
        SqlFailure::None);
    QVERIFY(updates.isEmpty());
    QCOMPARE(runner.run(jobsOf({changing(1, [](ChatRow &row) { row.photoUrl = u"p"_s; })})),
        SqlFailure::None);
    QCOMPARE(
        updates, (QList<QByteArray>{"UPDATE chats SET photo_url = :photo_url WHERE id = :id"}));
    const auto row = loadRow<ChatRow>(*store.open(), ChatId(1));
    QVERIFY(row.ok() && *row);
    ChatRow wanted = chatRow(1);
    wanted.lastSeq = 5;
    wanted.topic = u"t"_s;
    wanted.photoUrl = u"p"_s;
    QVERIFY(isSame(**row, wanted));
}

/// Whoever keeps a copy over a call that changes the row writes what they changed, and no more.
void tst_Unit::copyKeptOverAnotherChangeTakesNothingBack()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    const auto keeping = [](ChatRow kept, UnitOfWork &unit) -> Result<void> {
        TRY(changing(1, [](ChatRow &row) { ++row.lastSeq; })(unit));
        TRY(changing(1, [](ChatRow &row) { ++row.lastSeq; })(unit));
        kept.topic += u"t"_s;
        unit.chats.update(kept);
        if (kept.lastSeq != 2)
            return conflict(u"the copy is not the row as it is"_s);
        kept.topic += u"u"_s; // the same copy may go on
        unit.chats.update(kept);
        return {};
    };
    // A copy of what was inserted, and one of what was read; made direct between, and not.
    QCOMPARE(runner.run(jobsOf({[&](UnitOfWork &unit) {
        ChatRow row = chatRow(1);
        unit.chats.insert(row);
        return keeping(row, unit);
    }})),
        SqlFailure::None);
    const auto stored = [&] { return loadRow<ChatRow>(*store.open(), ChatId(1)); };
    QVERIFY(stored().ok() && *stored());
    QCOMPARE((*stored())->lastSeq, 2);
    QCOMPARE((*stored())->topic, u"tu"_s);
    QCOMPARE(runner.run(jobsOf({[&](UnitOfWork &unit) -> Result<void> {
        TRY(unit.writing());
        TRY_ASSIGN(const ChatRow *const found, unit.chats.find(ChatId(1)));
        ChatRow kept = *found;
        TRY(changing(1, [](ChatRow &row) { ++row.lastSeq; })(unit));
        TRY(unit.writing()); // writes it down
        kept.topic = u"v"_s;
        unit.chats.update(kept);
        return {};
    }})),
        SqlFailure::None);
    QCOMPARE((*stored())->lastSeq, 3);
    QCOMPARE((*stored())->topic, u"v"_s);
    // One column through two copies: neither value is right, so the job fails whole.
    QCOMPARE(runner.run(jobsOf({[&](UnitOfWork &unit) -> Result<void> {
        TRY_ASSIGN(const ChatRow *const found, unit.chats.find(ChatId(1)));
        ChatRow kept = *found;
        TRY(changing(1, [](ChatRow &row) { row.lastSeq += 1; })(unit));
        kept.lastSeq += 5;
        unit.chats.update(kept);
        return {};
    }})),
        SqlFailure::None);
    QCOMPARE((*stored())->lastSeq, 3);
    QCOMPARE((*stored())->topic, u"v"_s);
}

/// As whoever inherits a chat: found by a SELECT, not by its key.
void tst_Unit::abandonedChangeOfARowNobodyReadIsForgotten()
{
    OPEN_STORE(store);
    const MemberRow stored{
        .chatId = ChatId(1), .userId = UserId(2), .role = MemberRole::Admin, .lastReadSeq = 7};
    VERIFY_OK(insertRow(*store.open(), stored));
    Runner runner(store.opener());
    std::optional<MemberRow> seen;
    const auto change = [&](bool fails) {
        return [&stored, fails](UnitOfWork &unit) -> Result<void> {
            MemberRow row = stored;
            row.role = MemberRole::Owner;
            unit.members.update(row);
            return fails ? Result<void>(conflict(u"no"_s)) : Result<void>();
        };
    };
    const auto look = [&seen](UnitOfWork &unit) -> Result<void> {
        TRY_ASSIGN(const MemberRow *const row, unit.members.find({ChatId(1), UserId(2)}));
        seen = *row;
        return {};
    };
    QCOMPARE(runner.run(jobsOf({change(true), look})), SqlFailure::None);
    QVERIFY(isSame(*seen, stored));
    // By a writer that has not read it: of a row that somebody found, only what was found is
    // changed.
    Runner another(store.opener());
    QCOMPARE(another.run(jobsOf({change(false), look})), SqlFailure::None);
    QCOMPARE(seen->role, MemberRole::Owner);
    const auto row = loadRow<MemberRow>(*store.open(), {ChatId(1), UserId(2)});
    QVERIFY(row.ok() && *row);
    QVERIFY(isSame(**row, *seen));
}

/// More sets of columns than get statements of their own.
void tst_Unit::manySetsOfColumnsAreWrittenToo()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    ChatRow wanted = chatRow(1);
    QCOMPARE(runner.run(jobsOf({[&](UnitOfWork &unit) {
        unit.chats.insert(wanted);
        return Result<void>();
    }})),
        SqlFailure::None);
    for (int set = 1; set < 256; ++set) {
        const auto change = [set](ChatRow &row) {
            const auto has = [set](int bit) { return (set >> bit & 1) != 0; };
            row.name += has(0) ? u"n"_s : QString();
            row.topic += has(1) ? u"t"_s : QString();
            row.isPublic ^= has(2);
            row.lastSeq += has(3);
            row.messageCount += has(4);
            row.memberCount += has(5);
            row.deletedCount += has(6);
            row.isArchived ^= has(7);
        };
        change(wanted);
        QCOMPARE(runner.run(jobsOf({changing(1, change)})), SqlFailure::None);
        const auto row = loadRow<ChatRow>(*store.open(), ChatId(1));
        QVERIFY(row.ok() && *row);
        QVERIFY(isSame(**row, wanted));
    }
}

void tst_Unit::rowsAreReadAgainAfterABatchUnlessAlone()
{
    OPEN_STORE(store);
    Runner runner(store.opener());
    QCOMPARE(runner.run(jobsOf({[](UnitOfWork &unit) {
        unit.chats.insert(chatRow(1));
        return Result<void>();
    }})),
        SqlFailure::None);
    ChatRow changed = chatRow(1);
    changed.name = u"another process was here"_s;
    VERIFY_OK(updateRow(*store.open(), changed));
    QString seen;
    QCOMPARE(runner.run(jobsOf({[&](UnitOfWork &unit) -> Result<void> {
        TRY_ASSIGN(const ChatRow *const chat, unit.chats.find(ChatId(1)));
        seen = chat->name;
        return {};
    }})),
        SqlFailure::None);
    QCOMPARE(seen, store.config().isSqlite() ? u"chat 1"_s : changed.name);
}

namespace {

/// A random job that, for the same seed, always does the same; some fail at the end, some in the
/// middle, some write directly, some collide.
TestJob::Run randomJob(quint32 seed)
{
    return [seed](UnitOfWork &unit) -> Result<void> {
        QRandomGenerator random(seed);
        const int steps = random.bounded(1, 5);
        for (int i = 0; i < steps; ++i) {
            const ChatId chat(random.bounded(1, 4));
            const UserId user(random.bounded(1, 4));
            const int what = random.bounded(8);
            if (what <= 2) {
                TRY(post(unit, chat, u"%1-%2"_s.arg(seed).arg(i)));
            } else if (what == 3) {
                TRY(post(unit, chat, u"same-%1"_s.arg(random.bounded(6))));
            } else if (what <= 5) {
                TRY_ASSIGN(const MemberRow *const found, unit.members.find({chat, user}));
                MemberRow row = found ? *found : MemberRow{.chatId = chat, .userId = user};
                if (!found) {
                    unit.members.insert(row);
                } else if (random.bounded(2) == 0) {
                    unit.members.erase(row);
                } else {
                    row.lastReadSeq += 1;
                    unit.members.update(row);
                }
            } else {
                TRY_ASSIGN(SqlSession *const sql, unit.writing());
                TRY(insertRow(*sql,
                    ReactionRow{.chatId = chat,
                        .messageSeq = random.bounded(3),
                        .emoji = u"x"_s,
                        .userId = user}));
            }
            if (random.bounded(12) == 0)
                return forbidden(u"changed its mind"_s);
        }
        return {};
    };
}

} // namespace

void tst_Unit::randomJobsLeaveWhatTheGoodOnesWould()
{
    OPEN_STORE(store);
    TempStore expected(engine);
    Runner runner(store.opener());
    Runner plain(expected.opener());
    const auto start = [](UnitOfWork &unit) {
        for (qint64 id = 1; id <= 3; ++id)
            unit.chats.insert(chatRow(id));
        return Result<void>();
    };
    QCOMPARE(runner.run(jobsOf({start})), SqlFailure::None);
    QCOMPARE(plain.run(jobsOf({start})), SqlFailure::None);
    QRandomGenerator random(20'261'120);
    const auto read = store.open();
    const auto readExpected = expected.open();
    int failures = 0;
    for (int batch = 0; batch < 25; ++batch) {
        Jobs jobs;
        std::vector<quint32> seeds;
        for (int i = random.bounded(1, 25); i > 0; --i) {
            seeds.push_back(random.generate());
            jobs.push_back(std::make_unique<TestJob>(randomJob(seeds.back())));
        }
        QCOMPARE(runner.run(jobs), SqlFailure::None);
        for (size_t i = 0; i < seeds.size(); ++i) {
            const bool kept = runner.outcomes[i].ok();
            failures += !kept;
            if (!kept)
                continue;
            QCOMPARE(plain.run(jobsOf({randomJob(seeds[i])})), SqlFailure::None);
            VERIFY_OK(plain.outcomes[0]);
        }
        QCOMPARE(contents(*read), contents(*readExpected));
    }
    QVERIFY(failures > 20);
}

KITH_TEST(tst_Unit)
#include "tst_unit.moc"
