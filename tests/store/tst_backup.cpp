// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "store/backup.h"
#include "store/migrations.h"
#include "store/rows.h"
#include "support/eachdriver.h"
#include "support/mariadbserver.h"

#include <QFileInfo>

#include <atomic>
#include <thread>

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

MessageRow message(qint64 id)
{
    return {.id = MessageId(id),
        .chatId = ChatId(1),
        .seq = id,
        .content = u"text %1 🙂 \0 ' \\ \n end"_s.arg(id)};
}

QByteArray everything(SqlSession &session)
{
    QByteArray text;
    const auto messages = rowsOf<MessageRow>(session,
        Sql("SELECT id, chat_id, seq, ordinal, sender_id, content, type, reply_to, client_id, "
            "body_hash, mentions, reaction_count, created_at, edited_at, deleted_at "
            "FROM messages ORDER BY id"),
        {});
    const auto sessions =
        session.query(Sql("SELECT id, seed FROM sessions ORDER BY id"), {}, [&](const SqlRow &row) {
            text += QByteArray::number(row.integer(0)) + row.bytes(1).toHex();
        });
    if (!messages.ok() || !sessions.ok())
        return "unreadable";
    for (const MessageRow &row : *messages)
        text += QByteArray::number(row.id.value) + row.content.toUtf8();
    return text;
}

DatabaseConfig emptyPlace(const TempStore &store)
{
    return store.config().isSqlite()
        ? DatabaseConfig{.sqliteFile = store.folder() + u"/restored/kith.db"_s}
        : MariaDbServer::shared().newDatabase();
}

} // namespace

class tst_Backup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restoredIsEqual_data() { eachDriver(); }
    void restoredIsEqual();
    void aRestoreIsSetApart_data() { eachDriver(); }
    void aRestoreIsSetApart();
    void madeWhileTheServerWrites_data() { eachDriver(); }
    void madeWhileTheServerWrites();
    void damagedBackupIsRefused_data() { eachDriver(); }
    void damagedBackupIsRefused();
    void nothingIsOverwritten_data() { eachDriver(); }
    void nothingIsOverwritten();
    void damagedDatabaseIsNotBackedUp();
};

void tst_Backup::restoredIsEqual()
{
    OPEN_STORE(store);
    const auto session = store.open();
    for (qint64 id = 1; id <= 20; ++id)
        VERIFY_OK(insertRow(*session, message(id)));
    VERIFY_OK(insertRow(*session, SessionRow{.id = SessionId(1), .seed = "\0\xff'\\\n\x1a"_ba}));
    const QString folder = store.folder() + u"/backup"_s;
    const auto made = backUp(store.config(), folder, fromMillis(1'000));
    VERIFY_OK(made);
    QCOMPARE(made->schema, *schemaVersion(*session));
    QCOMPARE(made->createdAt, fromMillis(1'000));
    for (const QString &file : {made->file, u"manifest.json"_s})
        QCOMPARE(QFileInfo(folder + u'/' + file).permissions() & 0x0077, QFile::Permissions());
    const auto verified = verifyBackup(folder);
    VERIFY_OK(verified);
    QVERIFY(*verified == *made);

    const DatabaseConfig place = emptyPlace(store);
    VERIFY_OK(restoreBackup(folder, place, fromMillis(2'000)));
    const auto restored = openSession(place, Access::ReadWrite);
    VERIFY_OK(restored);
    const QByteArray expected = everything(*session);
    QVERIFY(expected.size() > 200);
    QCOMPARE(everything(**restored), expected);
    VERIFY_OK(insertRow(**restored, message(21)));
}

/// Clients may have heard what the backup does not hold: no place and no id is given twice.
void tst_Backup::aRestoreIsSetApart()
{
    OPEN_STORE(store);
    const auto session = store.open();
    VERIFY_OK(insertRow(*session, ChatRow{.id = ChatId(1), .lastSeq = 7, .messageCount = 7}));
    VERIFY_OK(insertRow(*session, UserRow{.id = UserId(2), .username = u"ann"_s, .streamSeq = 3}));
    const QString folder = store.folder() + u"/backup"_s;
    VERIFY_OK(backUp(store.config(), folder, {}));
    const DatabaseConfig place = emptyPlace(store);
    VERIFY_OK(restoreBackup(folder, place, {}));
    const auto restored = openSession(place, Access::ReadOnly);
    VERIFY_OK(restored);
    const auto chat = loadRow<ChatRow>(**restored, ChatId(1));
    const auto user = loadRow<UserRow>(**restored, UserId(2));
    const auto head = loadRow<StreamHeadRow>(**restored, StreamId::admins());
    QVERIFY(chat.ok() && *chat && user.ok() && *user && head.ok() && *head);
    QCOMPARE((*chat)->lastSeq, 7 + kRestoreHole);
    QCOMPARE((*chat)->messageCount, 7); // what is counted has no hole
    QCOMPARE((*user)->streamSeq, 3 + kRestoreHole);
    QCOMPARE((*head)->lastSeq, kRestoreHole);
    const auto nextId = [](SqlSession &in) {
        return *integerOf(in, Sql("SELECT next_id FROM id_blocks WHERE name = 'all'"), {});
    };
    QCOMPARE(nextId(**restored).value_or(0), nextId(*session).value_or(0) + kRestoreHole);
}

void tst_Backup::madeWhileTheServerWrites()
{
    OPEN_STORE(store);
    std::atomic<qint64> written = 0;
    std::atomic<bool> enough = false;
    std::thread writer([&] {
        const auto session = store.open();
        for (qint64 id = 1; !enough && id < 100'000; ++id) {
            if (!insertRow(*session, message(id)).ok())
                return;
            written = id;
        }
    });
    const auto stop = qScopeGuard([&] {
        enough = true;
        if (writer.joinable())
            writer.join();
    });
    QTRY_VERIFY(written >= 50);
    const qint64 before = written;
    const QString folder = store.folder() + u"/backup"_s;
    VERIFY_OK(backUp(store.config(), folder, {}));
    QTRY_VERIFY(written > before); // it was not held up for good
    const DatabaseConfig place = emptyPlace(store);
    VERIFY_OK(restoreBackup(folder, place, fromMillis(2'000)));
    const auto restored = openSession(place, Access::ReadOnly);
    VERIFY_OK(restored);
    const auto count = integerOf(**restored, Sql("SELECT COUNT(*) FROM messages"), {});
    const auto last = integerOf(**restored, Sql("SELECT MAX(id) FROM messages"), {});
    QVERIFY(count.ok() && last.ok());
    QVERIFY(count->value_or(0) >= before);
    QCOMPARE(*count, *last); // a prefix of what was written, without holes
}

void tst_Backup::damagedBackupIsRefused()
{
    OPEN_STORE(store);
    const QString folder = store.folder() + u"/backup"_s;
    const auto made = backUp(store.config(), folder, {});
    VERIFY_OK(made);
    QFile file(folder + u'/' + made->file);
    QVERIFY(file.open(QFile::ReadWrite));
    file.seek(file.size() / 2);
    char byte = 0;
    file.peek(&byte, 1);
    byte = static_cast<char>(byte ^ 1);
    file.write(&byte, 1);
    file.close();
    const DatabaseConfig place = emptyPlace(store);
    const auto refused = restoreBackup(folder, place, fromMillis(2'000));
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().detail.contains(u"damaged"_s), qPrintable(refused.error().detail));
    QVERIFY(place.isSqlite() ? !QFileInfo::exists(place.sqliteFile) : true);
    QFile::remove(folder + u"/manifest.json"_s);
    QVERIFY(!verifyBackup(folder).ok());
}

void tst_Backup::nothingIsOverwritten()
{
    OPEN_STORE(store);
    VERIFY_OK(insertRow(*store.open(), message(1)));
    const QString folder = store.folder() + u"/backup"_s;
    VERIFY_OK(backUp(store.config(), folder, {}));
    QVERIFY(!backUp(store.config(), folder, {}).ok());
    const auto refused = restoreBackup(folder, store.config(), fromMillis(2'000));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QVERIFY(everything(*store.open()).contains("text 1"));
}

void tst_Backup::damagedDatabaseIsNotBackedUp()
{
    QTemporaryDir folder;
    const DatabaseConfig config{.sqliteFile = folder.filePath(u"kith.db"_s)};
    QFile file(config.sqliteFile);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    QVERIFY(!backUp(config, folder.filePath(u"backup"_s), {}).ok());
    QVERIFY(
        !backUp({.sqliteFile = folder.filePath(u"none.db"_s)}, folder.filePath(u"b"_s), {}).ok());
    QVERIFY(!QFileInfo::exists(folder.filePath(u"none.db"_s)));
}

KITH_TEST(tst_Backup)
#include "tst_backup.moc"
