// SPDX-License-Identifier: GPL-3.0-or-later
// The audit log: written with the act or not at all, filtered, and its chain broken in every way.
#include "../corefixture.h"
#include "core/audit/audit.h"
#include "runner/runner.h"

#include <QCryptographicHash>
#include <QSet>
#include <QThread>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

AuditNote note(const QString &action, qint64 target, const QString &reason = {})
{
    return {.action = action,
        .targetKind = action.section(u'.', 0, 0),
        .targetId = target,
        .targetName = u"target %1"_s.arg(target),
        .changes = {{.field = u"role"_s, .before = u"user"_s, .after = u"admin"_s}},
        .reason = reason};
}

Result<void> append(Core &core, const Actor &actor, const AuditNote &entry)
{
    return core.write(actor, [&](Tx &tx) { return appendAudit(tx, entry); });
}

AuditVerification verify(Core &core, const Actor &admin, const AuditVerificationQuery &query = {})
{
    const auto found = core.read(admin, [&](ReadTx &tx) { return verifyAudit(tx, query); });
    if (!found.ok())
        qFatal("%s", qPrintable(found.error().detail));
    return *found;
}

std::vector<AuditEntry> entries(Core &core, const Actor &admin, const AuditQuery &query = {})
{
    const auto page = core.read(admin, [&](ReadTx &tx) { return auditLog(tx, query); });
    if (!page.ok())
        qFatal("%s", qPrintable(page.error().detail));
    return page->items;
}

/// An admin, and a log with entries 1 to 5.
struct FiveEntries
{
    explicit FiveEntries(Core &core) : admin(core.somebody(u"adm"_s, UserRole::Admin))
    {
        for (int i = 1; i <= 5; ++i) {
            if (!append(core, admin, note(u"user.change"_s, i, u"because"_s)).ok())
                qFatal("cannot write");
        }
    }
    Actor admin;
};

/// What somebody with the database in their hands does.
void tamper(const TempStore &store, const char *statement)
{
    const auto session = store.open();
    const auto done = session->script(statement);
    if (!done.ok())
        qFatal("%s: %s", statement, qPrintable(session->lastMessage()));
}

} // namespace

class TestAudit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesSayWhoWhatAndFromWhere_data() { eachDriver(); }
    void entriesSayWhoWhatAndFromWhere();
    void actAndEntryAreOne_data() { eachDriver(); }
    void actAndEntryAreOne();
    void manyInOneTransactionAreDense_data() { eachDriver(); }
    void manyInOneTransactionAreDense();
    void filters_data() { eachDriver(); }
    void filters();
    void pagesThroughTheLog_data() { eachDriver(); }
    void pagesThroughTheLog();
    void onlyAdminsRead_data() { eachDriver(); }
    void onlyAdminsRead();
    void anUntouchedLogIsWhole_data() { eachDriver(); }
    void anUntouchedLogIsWhole();
    void tamperingShows_data() { eachDriver(); }
    void tamperingShows();
    void everyColumnIsUnderTheHash_data() { eachDriver(); }
    void everyColumnIsUnderTheHash();
    void aCutThatTakesTheHeadAlongShowsOnlyAgainstANote_data() { eachDriver(); }
    void aCutThatTakesTheHeadAlongShowsOnlyAgainstANote();
    void twoNodesShareOneChain();
    void hashesAreThoseOfTheDocument();
};

void TestAudit::entriesSayWhoWhatAndFromWhere()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    core.origin.requestId = u"req-1"_s;
    AuditNote unusual = note(u"user.change"_s, 7, u"Он просил 🙏 \"так\"\n"_s);
    unusual.targetName = QString(300, u'я');
    VERIFY_OK(append(core, admin, unusual));
    VERIFY_OK(append(core, {}, note(u"user.create"_s, 8)));
    const auto log = entries(core, admin);
    QCOMPARE(log.size(), 2u);
    const AuditEntry &byAdmin = log[1];
    QCOMPARE(byAdmin.seq, 1);
    QCOMPARE(byAdmin.at, core.clock.now());
    QCOMPARE(byAdmin.actorId, std::optional(admin.user));
    QCOMPARE(byAdmin.actorName, u"adm"_s);
    QCOMPARE(byAdmin.targetId, 7);
    QCOMPARE(byAdmin.targetName, QString(200, u'я'));
    QCOMPARE(byAdmin.changes, unusual.changes);
    QCOMPARE(byAdmin.reason, unusual.reason);
    QCOMPARE(byAdmin.address, u"192.0.2.1"_s);
    QCOMPARE(byAdmin.requestId, u"req-1"_s);
    QVERIFY(!log[0].actorId);
    QCOMPARE(log[0].actorName, u"operator"_s);
    QVERIFY(!verify(core, admin).brokenAt);
}

void TestAudit::actAndEntryAreOne()
{
    OPEN_CORE(core);
    const FiveEntries story(core);
    const auto failed = core.write(story.admin, [&](Tx &tx) -> Result<void> {
        TRY(appendAudit(tx, note(u"user.change"_s, 6)));
        return conflict(u"after all not"_s);
    });
    QVERIFY(!failed.ok());
    QCOMPARE(entries(core, story.admin).size(), 5u);
    VERIFY_OK(append(core, story.admin, note(u"user.change"_s, 6)));
    QCOMPARE(entries(core, story.admin).front().seq, 6);
    QVERIFY(!verify(core, story.admin).brokenAt);
}

void TestAudit::manyInOneTransactionAreDense()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    VERIFY_OK(core.write(admin, [&](Tx &tx) -> Result<void> {
        for (int i = 0; i < 50; ++i)
            TRY(appendAudit(tx, note(u"user.change"_s, i)));
        return {};
    }));
    const AuditVerification found = verify(core, admin);
    QVERIFY2(!found.brokenAt, qPrintable(found.detail));
    QCOMPARE(found.lastSeq, 50);
    QCOMPARE(found.headHash, entries(core, admin).front().hash);
}

void TestAudit::filters()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s, UserRole::Admin);
    const Actor bob = core.somebody(u"bob"_s, UserRole::Admin);
    const auto write = [&](const Actor &actor, const AuditNote &entry) {
        QVERIFY(append(core, actor, entry).ok());
        core.clock.advance(1min);
    };
    const Timestamp start = core.clock.now();
    write(ann, note(u"user.change"_s, 1));
    write(bob, note(u"chat.archive"_s, 2));
    write(ann, note(u"user.suspend"_s, 3, u"Sends Spam"_s));
    write(bob, note(u"user.change"_s, 1));
    const auto check = [&](const QString &filter, const QList<qint64> &found) {
        AuditQuery query;
        const QString rest = filter.section(u' ', 1);
        if (filter.startsWith(u"actor"))
            query.actor = ann.user;
        else if (filter.startsWith(u"action"))
            query.action = rest;
        else if (filter.startsWith(u"kind"))
            query.targetKind = rest;
        else if (filter.startsWith(u"target")) {
            query.targetKind = u"user"_s;
            query.targetId = 1;
        } else if (filter == u"since")
            query.since = start + 1min;
        else if (filter == u"until")
            query.until = start + 1min;
        else if (filter.startsWith(u"search"))
            query.search = rest;
        QList<qint64> seqs;
        for (const AuditEntry &entry : entries(core, ann, query))
            seqs += entry.seq;
        QVERIFY2(seqs == found, qPrintable(filter));
    };
    check(u""_s, {4, 3, 2, 1});
    check(u"actor"_s, {3, 1});
    check(u"action user.suspend"_s, {3});
    check(u"action user"_s, {4, 3, 1});
    check(u"action use"_s, {});
    check(u"kind chat"_s, {2});
    check(u"target user 1"_s, {4, 1});
    check(u"since"_s, {4, 3, 2});
    check(u"until"_s, {2, 1});
    check(u"search SPAM"_s, {3});
    check(u"search target 1"_s, {4, 1});
    check(u"search % "_s, {});
    check(u"search bob"_s, {4, 2});
}

void TestAudit::pagesThroughTheLog()
{
    OPEN_CORE(core);
    const FiveEntries story(core);
    QList<qint64> seqs;
    std::optional<QString> cursor;
    do {
        const auto page = core.read(
            story.admin, [&](ReadTx &tx) { return auditLog(tx, {.cursor = cursor, .limit = 2}); });
        VERIFY_OK(page);
        for (const AuditEntry &entry : page->items)
            seqs += entry.seq;
        cursor = page->next;
    } while (cursor);
    QCOMPARE(seqs, (QList<qint64>{5, 4, 3, 2, 1}));
    const auto junk =
        core.read(story.admin, [&](ReadTx &tx) { return auditLog(tx, {.cursor = u"x"_s}); });
    QVERIFY(names(junk.error(), u"cursor"_s));
}

void TestAudit::onlyAdminsRead()
{
    OPEN_CORE(core);
    const FiveEntries story(core);
    // Whatever the token says: the role of now counts.
    Actor before = core.somebody(u"mod"_s, UserRole::Moderator);
    before.role = UserRole::Owner;
    const auto read = core.read(before, [](ReadTx &tx) { return auditLog(tx, {}); });
    QCOMPARE(read.error().code, ErrorCode::Forbidden);
    const auto verified = core.read(before, [](ReadTx &tx) { return verifyAudit(tx, {}); });
    QCOMPARE(verified.error().code, ErrorCode::Forbidden);
}

void TestAudit::anUntouchedLogIsWhole()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const AuditVerification empty = verify(core, admin);
    QVERIFY(empty.done && !empty.brokenAt);
    QCOMPARE(empty.to, 0);
    for (int i = 1; i <= 5; ++i)
        VERIFY_OK(append(core, admin, note(u"user.change"_s, i)));
    // In pieces of two, as a console asks.
    qint64 from = 1;
    AuditVerification found;
    do {
        found = verify(core, admin, {.from = from, .limit = 2});
        QVERIFY2(!found.brokenAt, qPrintable(found.detail));
        QCOMPARE(found.lastSeq, 5);
        QCOMPARE(found.to, std::min<qint64>(from + 1, 5));
        from = found.to + 1;
    } while (!found.done);
    QCOMPARE(found.headHash, entries(core, admin).front().hash);
    const AuditVerification behind = verify(core, admin, {.from = 100});
    QVERIFY(behind.done && !behind.brokenAt);
}

void TestAudit::tamperingShows()
{
    OPEN_CORE(core);
    const FiveEntries story(core);
    tamper(coreStore,
        "CREATE TABLE log_kept AS SELECT * FROM audit_log;"
        "CREATE TABLE head_kept AS SELECT * FROM audit_head");
    const auto check = [&](const char *what, const char *statement, qint64 brokenAt) {
        tamper(coreStore, statement);
        const AuditVerification found = verify(core, story.admin);
        QVERIFY2(found.brokenAt == brokenAt, what);
        QVERIFY2(found.done && !found.detail.isEmpty(), what);
        // And in pieces of one: whoever walks the chain comes to it.
        qint64 from = 1;
        AuditVerification piece;
        do {
            piece = verify(core, story.admin, {.from = from, .limit = 1});
            from = piece.to + 1;
        } while (!piece.done);
        QVERIFY2(piece.brokenAt == brokenAt, what);
        tamper(coreStore,
            "DELETE FROM audit_log; DELETE FROM audit_head;"
            "INSERT INTO audit_log SELECT * FROM log_kept;"
            "INSERT INTO audit_head SELECT * FROM head_kept");
        QVERIFY2(!verify(core, story.admin).brokenAt, what);
    };
    check("the first changed", "UPDATE audit_log SET reason = 'x' WHERE seq = 1", 1);
    check("the last changed", "UPDATE audit_log SET reason = 'x' WHERE seq = 5", 5);
    check("hash changed", "UPDATE audit_log SET hash = reason WHERE seq = 3", 3);
    check("actor to nobody", "UPDATE audit_log SET actor_id = NULL WHERE seq = 3", 3);
    check("the first deleted", "DELETE FROM audit_log WHERE seq = 1", 1);
    check("one in the middle deleted", "DELETE FROM audit_log WHERE seq = 3", 3);
    check("end cut off", "DELETE FROM audit_log WHERE seq > 3", 4);
    check("all deleted", "DELETE FROM audit_log", 1);
    check("head moved back", "UPDATE audit_head SET seq = 4", 5);
    check("head's hash changed", "UPDATE audit_head SET hash = 'x'", 5);
    check("head deleted", "DELETE FROM audit_head", 6);
    check("two swapped",
        "UPDATE audit_log SET seq = 99 WHERE seq = 2;"
        "UPDATE audit_log SET seq = 2 WHERE seq = 3;"
        "UPDATE audit_log SET seq = 3 WHERE seq = 99",
        2);
    check("closed up over a deleted one",
        "DELETE FROM audit_log WHERE seq = 3;"
        "UPDATE audit_log SET seq = 3 WHERE seq = 4;"
        "UPDATE audit_log SET seq = 4 WHERE seq = 5;"
        "UPDATE audit_head SET seq = 4",
        3);
    check("one put before the first", "UPDATE audit_log SET seq = 0 WHERE seq = 5", 0);
    check("one put behind the last", "UPDATE audit_log SET seq = 6 WHERE seq = 5", 5);
}

void TestAudit::everyColumnIsUnderTheHash()
{
    OPEN_CORE(core);
    const FiveEntries story(core);
    const auto session = coreStore.open();
    QStringList columns;
    for (const Field &column : tableOf(Of<store::AuditRow>()).columns)
        columns += QString::fromLatin1(column.name);
    columns.removeAll(u"seq"_s); // tamperingShows
    for (const QString &column : columns) {
        const bool isNumber =
            QSet<QString>{u"at"_s, u"actor_id"_s, u"target_id"_s}.contains(column);
        const auto set = [&](const QString &value) {
            tamper(coreStore,
                u"UPDATE audit_log SET %1 = %2 WHERE seq = 3"_s.arg(column, value).toUtf8());
        };
        QString before;
        VERIFY_OK(session->query(
            store::Sql("SELECT at, actor_id, actor_name, action, target_kind, target_id, "
                       "target_name, changes, reason, address, request_id, search_key, hash "
                       "FROM audit_log WHERE seq = 3"),
            {}, [&](const store::SqlRow &row) {
                before = row.text(static_cast<int>(columns.indexOf(column)));
            }));
        set(isNumber ? u"424242"_s : u"'x'"_s);
        QVERIFY2(verify(core, story.admin).brokenAt == 3, qPrintable(column));
        set(isNumber ? before : u'\'' + before + u'\'');
        QVERIFY2(!verify(core, story.admin).brokenAt, qPrintable(column));
    }
}

/// What a chain cannot show, and what does.
void TestAudit::aCutThatTakesTheHeadAlongShowsOnlyAgainstANote()
{
    OPEN_CORE(core);
    const FiveEntries story(core);
    const AuditVerification noted = verify(core, story.admin);
    const QString hashOfThird = entries(core, story.admin).at(2).hash;
    tamper(coreStore,
        "DELETE FROM audit_log WHERE seq > 3; UPDATE audit_head SET seq = 3, hash = '"
            + hashOfThird.toLatin1() + "'");
    QVERIFY(!verify(core, story.admin).brokenAt);
    VERIFY_OK(append(core, story.admin, note(u"user.change"_s, 40)));
    VERIFY_OK(append(core, story.admin, note(u"user.change"_s, 50)));
    const AuditVerification now = verify(core, story.admin);
    QVERIFY(!now.brokenAt);
    QCOMPARE(now.to, noted.to);
    QVERIFY(now.headHash != noted.headHash);
}

void TestAudit::twoNodesShareOneChain()
{
    const QString engine = u"mariadb"_s;
    if (const QString whyNot = TempStore::whyNot(engine); !whyNot.isEmpty())
        QSKIP(qPrintable(whyNot));
    const TempStore store(engine);
    Core one(store);
    const Actor admin = one.somebody(u"adm"_s, UserRole::Admin);
    const auto write = [&admin](Core &node, int base) {
        for (int i = 0; i < 30; ++i) {
            // A deadlock or a wait too long is the writer's to repeat; here it is the test's.
            while (!append(node, admin, note(u"user.change"_s, base + i)).ok()) { }
        }
    };
    std::unique_ptr<QThread> other(QThread::create([&] {
        Core two(store); // on the thread that uses its sessions
        write(two, 1'000);
    }));
    other->start();
    write(one, 0);
    other->wait();
    const AuditVerification found = verify(one, admin);
    QVERIFY2(!found.brokenAt, qPrintable(found.detail));
    QCOMPARE(found.lastSeq, 60);
}

/// The encoding stands in docs/operations.md, so that others can check a log too: it must not
/// change by accident.
void TestAudit::hashesAreThoseOfTheDocument()
{
    const store::AuditRow row{.seq = 1,
        .at = fromMillis(1'700'000'000'000),
        .actorId = UserId(7),
        .actorName = u"анна"_s,
        .action = u"user.suspend"_s,
        .targetKind = u"user"_s,
        .targetId = 9,
        .targetName = u"bob"_s,
        .changes = u"{\"items\":[]}"_s,
        .reason = u"spam"_s,
        .address = u"192.0.2.1"_s,
        .requestId = u"r"_s,
        .searchKey = u"анна\nbob\nspam"_s};
    const QByteArray text = "kith-audit-1\n" + QByteArray(64, '0')
        + "\nseq:1:1\nat:13:1700000000000\nactor_id:1:7\nactor_name:8:анна\n"
          "action:12:user.suspend\ntarget_kind:4:user\ntarget_id:1:9\ntarget_name:3:bob\n"
          "changes:12:{\"items\":[]}\nreason:4:spam\naddress:9:192.0.2.1\nrequest_id:1:r\n"
          "search_key:17:анна\nbob\nspam\n";
    QCOMPARE(auditHash(QString(64, u'0'), row),
        QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()));
}

KITH_TEST(TestAudit)
#include "tst_audit.moc"
