// SPDX-License-Identifier: GPL-3.0-or-later
// What every driver promises, run on each.
#include "runner/runner.h"
#include "store/rows.h"

#include "shared/type.h"
#include "support/eachdriver.h"

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

/// A table of every kind of value.
struct ThingRow
{
    qint64 id = 0;
    QString text{};
    std::optional<QString> maybe{};
    QByteArray bytes{};
    std::optional<qint64> number{};
    std::optional<Timestamp> at{};
    bool flag = false;

    using Key = qint64;
    Key key() const { return id; }
    static ThingRow withKey(Key key) { return {.id = key}; }
    bool operator==(const ThingRow &) const = default;
};

const Table &tableOf(Of<ThingRow>)
{
    static const Table table("things", 1,
        {field("id", &ThingRow::id), field("words", &ThingRow::text),
            field("maybe", &ThingRow::maybe), field("bytes", &ThingRow::bytes),
            field("number", &ThingRow::number), field("moment", &ThingRow::at),
            field("flag", &ThingRow::flag)});
    return table;
}

Result<void> makeThings(SqlSession &session)
{
    TRY_ASSIGN(const QByteArray text, session.dialect().expand(R"(
        CREATE TABLE things (id {bigint} PRIMARY KEY, words {text} NOT NULL, maybe {text},
            bytes {blob} NOT NULL, number {bigint}, moment {bigint}, flag {bigint} NOT NULL) {table})"));
    return session.script(text);
}

qint64 countThings(SqlSession &session)
{
    const auto count = integerOf(session, Sql("SELECT COUNT(*) FROM things"), {});
    return count.ok() ? count->value_or(-1) : -2;
}

Result<void> add(SqlSession &session, qint64 id) { return insertRow(session, ThingRow{.id = id}); }

} // namespace

class tst_SqlSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesComeBackAsTheyWere_data();
    void valuesComeBackAsTheyWere();
    void manyRowsAreInsertedAtOnce_data() { eachDriver(); }
    void manyRowsAreInsertedAtOnce();
    void rollbackUndoesAndCommitKeeps_data() { eachDriver(); }
    void rollbackUndoesAndCommitKeeps();
    void savepointUndoesOnlyWhatFollowedIt_data() { eachDriver(); }
    void savepointUndoesOnlyWhatFollowedIt();
    void duplicateFailsItsStatementOnly_data() { eachDriver(); }
    void duplicateFailsItsStatementOnly();
    void textsAreComparedByteByByte_data() { eachDriver(); }
    void textsAreComparedByteByByte();
    void updateDeleteAndUpsertFindTheRow_data() { eachDriver(); }
    void updateDeleteAndUpsertFindTheRow();
    void readOnlySessionCannotWrite_data() { eachDriver(); }
    void readOnlySessionCannotWrite();
    void readTransactionSeesOneSnapshot_data() { eachDriver(); }
    void readTransactionSeesOneSnapshot();
    void parameterWithoutValueIsAnError_data() { eachDriver(); }
    void parameterWithoutValueIsAnError();
    void sameNameTwiceAndOtherOrder_data() { eachDriver(); }
    void sameNameTwiceAndOtherOrder();
    void secondWriterWaitsThenFailsWithRetry();
};

void tst_SqlSession::valuesComeBackAsTheyWere_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("number");
    QString astral;
    for (int i = 0; i < 10'000; ++i)
        astral += QString::fromUcs4(U"\U0001F642", 1);
    QByteArray allBytes;
    for (int i = 0; i < 256; ++i)
        allBytes += static_cast<char>(i);
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    constexpr qint64 least = std::numeric_limits<qint64>::min();
    for (const char *name : {"sqlite", "mariadb"}) {
        const QString engine = QString::fromLatin1(name);
        const auto row = [&](const char *what) -> QTestData & {
            return QTest::addRow("%s: %s", name, what) << engine;
        };
        row("empty") << u""_s << ""_ba << qint64(0);
        row("null string is empty") << QString() << QByteArray() << qint64(0);
        row("zero character inside") << u"a\0b"_s << "\0\0x\0"_ba << qint64(-1);
        row("10,000 astral characters") << astral << allBytes << most;
        row("all bytes, many times")
            << u"ß Ж 漢 \u202e ' \" \\ % _ :name ?"_s << allBytes.repeated(1500) << least;
        row("spaces at the end") << u" x  "_s << " "_ba << qint64(1) * (qint64(1) << 53) + 1;
        row("looks like a number") << u"007"_s << "1e3"_ba << qint64(7);
    }
}

void tst_SqlSession::valuesComeBackAsTheyWere()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, number);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    const ThingRow full{.id = 1,
        .text = text,
        .maybe = text,
        .bytes = bytes,
        .number = number,
        .at = fromMillis(number),
        .flag = true};
    const ThingRow empty{.id = 2, .text = text, .bytes = bytes};
    VERIFY_OK(insertRow(*session, full));
    VERIFY_OK(insertRow(*session, empty));
    const auto first = loadRow<ThingRow>(*session, 1);
    const auto second = loadRow<ThingRow>(*session, 2);
    QVERIFY(first.ok() && *first && second.ok() && *second);
    QVERIFY(**first == full);
    QVERIFY(**second == empty);
    QVERIFY(!(*second)->maybe && !(*second)->number && !(*second)->at);
    const auto found =
        integerOf(*session, Sql("SELECT id FROM things WHERE maybe = :text"), {{":text", text}});
    QVERIFY(found.ok());
    QCOMPARE(found->value_or(0), qint64(1));
}

void tst_SqlSession::manyRowsAreInsertedAtOnce()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    std::vector<SqlValue> values;
    qint64 id = 0;
    qint64 sum = 0;
    for (const int rows : {1, 3, 16, 64, 211}) {
        values.clear();
        for (int i = 0; i < rows; ++i) {
            appendValues(values, ThingRow{.id = ++id, .text = QString::number(id), .number = id});
            sum += id;
        }
        VERIFY_OK(session->insertRows(insertShape<ThingRow>(), values));
    }
    QCOMPARE(countThings(*session), id);
    const auto stored =
        integerOf(*session, Sql("SELECT SUM(number) FROM things WHERE words <> ''"), {});
    QVERIFY(stored.ok());
    QCOMPARE(stored->value_or(0), sum);

    // Rows too large for one packet of the server go in several.
    values.clear();
    for (int i = 0; i < 20; ++i)
        appendValues(values, ThingRow{.id = ++id, .bytes = QByteArray(1'500'000, 'x')});
    VERIFY_OK(session->insertRows(insertShape<ThingRow>(), values));
    QCOMPARE(countThings(*session), id);
}

void tst_SqlSession::rollbackUndoesAndCommitKeeps()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    VERIFY_OK(session->begin(Access::ReadWrite));
    VERIFY_OK(add(*session, 1));
    session->rollback();
    QCOMPARE(countThings(*session), 0);
    VERIFY_OK(session->begin(Access::ReadWrite));
    VERIFY_OK(add(*session, 2));
    QCOMPARE(countThings(*store.open()), 0);
    VERIFY_OK(session->commit());
    QCOMPARE(countThings(*store.open()), 1);
    session->rollback(); // without a transaction: no harm
    QCOMPARE(countThings(*session), 1);
}

void tst_SqlSession::savepointUndoesOnlyWhatFollowedIt()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    VERIFY_OK(session->begin(Access::ReadWrite));
    VERIFY_OK(add(*session, 1));
    VERIFY_OK(session->savepoint());
    VERIFY_OK(add(*session, 2));
    session->rollbackToSavepoint();
    VERIFY_OK(session->savepoint());
    VERIFY_OK(add(*session, 3));
    VERIFY_OK(session->releaseSavepoint());
    VERIFY_OK(session->commit());
    const auto sum = integerOf(*session, Sql("SELECT SUM(id) FROM things"), {});
    QVERIFY(sum.ok());
    QCOMPARE(sum->value_or(0), 4);
}

void tst_SqlSession::duplicateFailsItsStatementOnly()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    VERIFY_OK(session->begin(Access::ReadWrite));
    VERIFY_OK(add(*session, 1));
    const auto again = add(*session, 1);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    QCOMPARE(session->lastFailure(), SqlFailure::Duplicate);
    QVERIFY(!session->lastMessage().isEmpty());
    VERIFY_OK(add(*session, 2));
    QCOMPARE(session->lastFailure(), SqlFailure::None);
    VERIFY_OK(session->commit());
    QCOMPARE(countThings(*session), 2);
}

void tst_SqlSession::textsAreComparedByteByByte()
{
    OPEN_STORE(store);
    const auto session = store.open();
    MessageRow message{.id = MessageId(1), .chatId = ChatId(1), .senderId = UserId(7)};
    for (const QString &clientId : {u"a"_s, u"A"_s, u"a "_s, u"ä"_s, u"a\u0308"_s, u""_s}) {
        message.id.value++;
        message.seq++;
        message.clientId = clientId;
        VERIFY_OK(insertRow(*session, message));
    }
    message.id.value++;
    message.seq++;
    QVERIFY(!insertRow(*session, message).ok());
    QCOMPARE(session->lastFailure(), SqlFailure::Duplicate);
    message.clientId.reset(); // no client_id: as many as one likes
    VERIFY_OK(insertRow(*session, message));
    message.id.value++;
    message.seq++;
    VERIFY_OK(insertRow(*session, message));
}

void tst_SqlSession::updateDeleteAndUpsertFindTheRow()
{
    OPEN_STORE(store);
    const auto session = store.open();
    MemberRow member{.chatId = ChatId(1), .userId = UserId(2), .lastReadSeq = 5};
    VERIFY_OK(insertRow(*session, member));
    VERIFY_OK(insertRow(*session, MemberRow{.chatId = ChatId(1), .userId = UserId(3)}));
    member.lastReadSeq = 9;
    VERIFY_OK(updateRow(*session, member));
    VERIFY_OK(session->begin(Access::ReadWrite));
    auto loaded = loadRow<MemberRow>(*session, member.key(), RowLock::Exclusive);
    QVERIFY(loaded.ok() && *loaded);
    QCOMPARE((*loaded)->lastReadSeq, 9);
    VERIFY_OK(session->commit());
    member.muted = true;
    VERIFY_OK(upsertRow(*session, member));
    VERIFY_OK(upsertRow(*session, MemberRow{.chatId = ChatId(2), .userId = UserId(2)}));
    const ReactionRow reaction{.chatId = ChatId(1), .messageSeq = 1, .emoji = u"👍"_s};
    VERIFY_OK(upsertRow(*session, reaction));
    VERIFY_OK(upsertRow(*session, reaction));
    loaded = loadRow<MemberRow>(*session, member.key());
    QVERIFY(loaded.ok() && *loaded && (*loaded)->muted);
    VERIFY_OK(deleteRow(*session, member));
    const auto left = integerOf(*session, Sql("SELECT COUNT(*) FROM members"), {});
    QVERIFY(left.ok());
    QCOMPARE(left->value_or(0), 2);
}

void tst_SqlSession::readOnlySessionCannotWrite()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    VERIFY_OK(add(*session, 1));
    const auto reader = store.open(Access::ReadOnly);
    QCOMPARE(countThings(*reader), 1);
    QVERIFY(!add(*reader, 2).ok());
    QVERIFY(!reader->script("DROP TABLE things").ok());
    VERIFY_OK(reader->begin(Access::ReadOnly));
    QVERIFY(!add(*reader, 2).ok());
    reader->rollback();
    QCOMPARE(countThings(*reader), 1);
}

void tst_SqlSession::readTransactionSeesOneSnapshot()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    VERIFY_OK(add(*session, 1));
    const auto reader = store.open(Access::ReadOnly);
    VERIFY_OK(reader->begin(Access::ReadOnly));
    QCOMPARE(countThings(*reader), 1);
    VERIFY_OK(add(*session, 2));
    QCOMPARE(countThings(*reader), 1);
    VERIFY_OK(reader->commit());
    VERIFY_OK(reader->begin(Access::ReadOnly));
    QCOMPARE(countThings(*reader), 2);
    reader->rollback();
}

void tst_SqlSession::parameterWithoutValueIsAnError()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    QVERIFY(!session->exec(Sql("DELETE FROM things WHERE id = :id"), {{":ID", qint64(1)}}).ok());
    QVERIFY(!session->exec(Sql("DELETE FROM nothing")).ok());
    QCOMPARE(session->lastFailure(), SqlFailure::Other);
    QCOMPARE(countThings(*session), 0);
}

void tst_SqlSession::sameNameTwiceAndOtherOrder()
{
    OPEN_STORE(store, TempStore::Schema::Empty);
    const auto session = store.open();
    VERIFY_OK(makeThings(*session));
    for (qint64 id = 1; id <= 5; ++id)
        VERIFY_OK(add(*session, id));
    constexpr Sql between("SELECT COUNT(*) FROM things "
                          "WHERE id >= :low AND id <= :high AND :low < :high AND ':low' <> 'x'");
    const auto once = integerOf(*session, between, {{":low", 2}, {":high", 4}});
    const auto turned = integerOf(*session, between, {{":high", 5}, {":unused", 1}, {":low", 2}});
    QVERIFY(once.ok() && turned.ok());
    QCOMPARE(once->value_or(0), 3);
    QCOMPARE(turned->value_or(0), 4);
}

void tst_SqlSession::secondWriterWaitsThenFailsWithRetry()
{
    TempStore store(u"sqlite"_s, TempStore::Schema::Empty);
    const auto first = store.open();
    VERIFY_OK(makeThings(*first));
    const auto second = store.open();
    VERIFY_OK(second->script("PRAGMA busy_timeout = 50"));
    VERIFY_OK(first->begin(Access::ReadWrite));
    QVERIFY(!second->begin(Access::ReadWrite).ok());
    QCOMPARE(second->lastFailure(), SqlFailure::Retry);
    VERIFY_OK(first->commit());
    VERIFY_OK(second->begin(Access::ReadWrite));
    VERIFY_OK(add(*second, 1));
    VERIFY_OK(second->commit());
}

KITH_TEST(tst_SqlSession)
#include "tst_sqlsession.moc"
