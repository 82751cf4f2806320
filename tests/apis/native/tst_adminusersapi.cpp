// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "shared/client/adminapi.h"
#include "store/store.h"
#include "support/person.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// People and the audit log, as an admin's console sees them through the API of a real server.
class tst_AdminUsersApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void theTableIsPaged();
    void queriesAreChecked_data();
    void queriesAreChecked();
    void actsAreInTheAuditLog();
    void aDryRunChangesNothing();
    void aLinkSetsAPassword();
    void badResetTokensAnswerAlike_data();
    void badResetTokensAnswerAlike();
    void noIdempotencyKeyKeepsALink();
    void consolesAndLinksHaveTheirLimits();
    void theCommandLineVerifiesTheLog();

private:
    AdminApi admin() { return AdminApi(m_owner->api()); }
    Answer reset(const QString &token, const QString &password)
    {
        return Person(m_server).raw("POST", u"auth/password/reset"_s,
            toJson(PasswordReset{.token = token, .newPassword = password}));
    }

    // LOCAL has an owner whose password is known.
    TestServer m_server{{{u"server.environment"_s, u"\"LOCAL\""_s}}};
    std::unique_ptr<Person> m_owner;
    std::unique_ptr<Person> m_ann;
};

void tst_AdminUsersApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_AdminUsersApi::cleanupTestCase()
{
    QCOMPARE(m_server.stop(), 0);
    QVERIFY(!m_server.log().contains("reset="));
}

void tst_AdminUsersApi::init()
{
    m_owner = std::make_unique<Person>(m_server);
    m_ann = std::make_unique<Person>(m_server);
    MUST_OK(m_owner->login(u"admin@admin.ru"_s, u"admin"_s));
    MUST_OK(m_ann->registerAs(u"ann"_s));
}

void tst_AdminUsersApi::theTableIsPaged()
{
    AdminUserQuery query{.sort = AdminUserSort::LastSeen, .limit = 2, .total = true};
    const auto page = [&] {
        return await<CountedPage<User>>(
            [&](Callback<CountedPage<User>> done) { admin().users(query, std::move(done)); });
    };
    MUST(const auto first, page());
    QVERIFY(first.total >= 6); // the demo people and we
    QCOMPARE(first.items.size(), 2u);
    query.cursor = first.next;
    MUST(const auto second, page());
    QVERIFY(second.items.front().id != first.items.front().id);
    query.cursor = second.prev;
    MUST(const auto again, page());
    QCOMPARE(again.items, first.items);
    query = {.search = m_ann->user().email, .total = true};
    MUST(const auto found, page());
    QCOMPARE(found.total, std::optional<qint64>(1));
    QCOMPARE(found.items.front().email, m_ann->user().email);
    MUST(const auto detail, await<UserDetail>([&](Callback<UserDetail> done) {
        admin().user(m_ann->id(), std::move(done));
    }));
    QCOMPARE(detail.sessionCount, 1);
    QVERIFY(detail.chatCount >= 1); // default channels
}

void tst_AdminUsersApi::queriesAreChecked_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("field");
    QTest::newRow("unknown sort") << u"users?sort=password"_s << u"sort"_s;
    QTest::newRow("junk cursor") << u"users?cursor=x"_s << u"cursor"_s;
    QTest::newRow("unknown field") << u"users?password_hash=x"_s << u"password_hash"_s;
    QTest::newRow("total is no number") << u"users?total=1"_s << u"total"_s;
    QTest::newRow("audit: junk cursor") << u"audit?cursor=x"_s << u"cursor"_s;
    QTest::newRow("audit: no time") << u"audit?since=yesterday"_s << u"since"_s;
    QTest::newRow("verification from 0") << u"audit/verification?from=0"_s << u"from"_s;
    QTest::newRow("verification of too many")
        << u"audit/verification?limit=1000000"_s << u"limit"_s;
}

void tst_AdminUsersApi::queriesAreChecked()
{
    QFETCH(QString, path);
    QFETCH(QString, field);
    const Answer answer = m_owner->raw("GET", u"admin/"_s + path);
    ANSWERS(answer, 422);
    QCOMPARE(answer.problem()->errors.front().field, field);
}

void tst_AdminUsersApi::actsAreInTheAuditLog()
{
    const Answer changed = m_owner->raw("PATCH", at("users", m_ann->id()),
        R"({"email":"new-)" + m_ann->user().username.toLatin1() + R"(@example.org","title":"Dr"})",
        {{"X-Request-Id", "mine-1"}});
    ANSWERS(changed, 200);
    MUST(const auto page, await<Page<AuditEntry>>([&](Callback<Page<AuditEntry>> done) {
        admin().audit({.targetKind = u"user"_s, .targetId = m_ann->id().value}, std::move(done));
    }));
    QCOMPARE(page.items.size(), 1u);
    const AuditEntry &entry = page.items.front();
    QCOMPARE(entry.action, u"user.change"_s);
    QCOMPARE(entry.actorId, std::optional(m_owner->id()));
    QCOMPARE(entry.actorName, m_owner->user().username);
    QCOMPARE(entry.targetName, m_ann->user().username);
    QCOMPARE(entry.requestId, u"mine-1"_s);
    QCOMPARE(entry.address, u"127.0.0.1"_s);
    QCOMPARE(entry.changes.size(), 2u);
    QCOMPARE(entry.changes[0].before, *m_ann->user().email);
    MUST(const auto verified, await<AuditVerification>([&](Callback<AuditVerification> done) {
        admin().verifyAudit({}, std::move(done));
    }));
    QVERIFY2(!verified.brokenAt, qPrintable(verified.detail));
    QVERIFY(verified.done);
    QCOMPARE(verified.headHash, entry.hash);
}

void tst_AdminUsersApi::aDryRunChangesNothing()
{
    UserBulk in{.action = UserAction::Suspend, .userIds = {m_ann->id(), m_owner->id()}};
    const auto run = [&] {
        return await<UserBulkResult>(
            [&](Callback<UserBulkResult> done) { admin().changeUsers(in, std::move(done)); });
    };
    MUST(const auto said, run());
    QCOMPARE(said.changed, 1);
    QCOMPARE(said.refused, 1);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 200);
    in.dryRun = false;
    MUST(const auto done, run());
    QCOMPARE(done.outcomes, said.outcomes);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401);
    ANSWERS(m_owner->raw("GET", u"users/me"_s), 200);
}

void tst_AdminUsersApi::aLinkSetsAPassword()
{
    const QString name = u"nina-"_s + m_ann->user().username;
    MUST(const auto made, await<CreatedUser>([&](Callback<CreatedUser> done) {
        admin().createUser({.username = name, .email = name + u"@example.org"_s}, std::move(done));
    }));
    QCOMPARE(made.passwordLink.url,
        m_server.base().toString(QUrl::StripTrailingSlash) + u"/chats/ui#reset="_s
            + made.passwordLink.token);
    ANSWERS(reset(made.passwordLink.token, testPassword()), 204);
    Person nina(m_server);
    MUST_OK(nina.login(name));
    MUST(const auto link, await<PasswordLink>([&](Callback<PasswordLink> done) {
        admin().passwordLink(nina.id(), std::move(done));
    }));
    ANSWERS(reset(link.token, u"short"_s), 422);
    ANSWERS(nina.raw("GET", u"users/me"_s), 200);
    ANSWERS(reset(link.token, u"another horse entirely"_s), 204);
    ANSWERS(nina.raw("GET", u"users/me"_s), 401); // at once
    QVERIFY(!nina.login(name));
    MUST_OK(nina.login(name, u"another horse entirely"_s));
    MUST(const auto ended, await<EndedSessions>([&](Callback<EndedSessions> done) {
        admin().endSessionsOf(nina.id(), std::move(done));
    }));
    QCOMPARE(ended.ended, 1);
    ANSWERS(nina.raw("GET", u"users/me"_s), 401);
}

void tst_AdminUsersApi::badResetTokensAnswerAlike_data()
{
    QTest::addColumn<bool>("wasGood");
    QTest::newRow("used") << true;
    QTest::newRow("unknown") << false;
}

void tst_AdminUsersApi::badResetTokensAnswerAlike()
{
    QFETCH(bool, wasGood);
    QString token = u"x"_s;
    if (wasGood) {
        MUST(const auto link, await<PasswordLink>([&](Callback<PasswordLink> done) {
            admin().passwordLink(m_ann->id(), std::move(done));
        }));
        token = link.token;
        ANSWERS(reset(token, u"another horse entirely"_s), 204);
    }
    const Answer refused = reset(token, u"a third horse by now"_s);
    const Answer unknown = reset(u"never heard of"_s, u"a third horse by now"_s);
    ANSWERS(refused, 422);
    QCOMPARE(refused.bodyWithoutRequestId(), unknown.bodyWithoutRequestId());
    QCOMPARE(refused.problem()->errors.front().field, u"token"_s);
}

void tst_AdminUsersApi::noIdempotencyKeyKeepsALink()
{
    const QString path = at("admin/users", m_ann->id(), u"password-link"_s);
    const Headers key{{"Idempotency-Key", "link-1"}};
    const Answer first = m_owner->raw("POST", path, {}, key);
    const Answer second = m_owner->raw("POST", path, {}, key);
    ANSWERS(first, 201);
    ANSWERS(second, 201);
    QVERIFY(first.as<PasswordLink>()->token != second.as<PasswordLink>()->token);
    ANSWERS(reset(first.as<PasswordLink>()->token, testPassword()), 422); // voided
}

void tst_AdminUsersApi::consolesAndLinksHaveTheirLimits()
{
    TestServer server(
        {{u"server.environment"_s, u"\"LOCAL\""_s}, {u"limits.profile"_s, u"\"default\""_s},
            {u"limits.admin"_s, u"\"2/hour\""_s}, {u"limits.reset_address"_s, u"\"2/hour\""_s}});
    QVERIFY2(server.start(), server.log().constData());
    Person owner(server);
    MUST_OK(owner.login(u"admin@admin.ru"_s, u"admin"_s));
    const QByteArray body = R"({"token":"x","new_password":"a new long one"})";
    for (const int status : {422, 422, 429})
        ANSWERS(owner.raw("POST", u"auth/password/reset"_s, body), status);
    for (const char *path : {"admin/users", "admin/audit"})
        ANSWERS(owner.raw("GET", QString::fromLatin1(path)), 200);
    ANSWERS(owner.raw("GET", u"admin/chats"_s), 429);
    ANSWERS(owner.raw("GET", u"users/me"_s), 200);
    QCOMPARE(server.stop(), 0);
}

void tst_AdminUsersApi::theCommandLineVerifiesTheLog()
{
    ANSWERS(m_owner->raw("PATCH", at("users", m_ann->id()), R"({"title":"Dr"})"), 200);
    QByteArray said;
    QCOMPARE(m_server.run({u"audit"_s, u"verify"_s}, &said), 0);
    MUST(const auto verified, await<AuditVerification>([&](Callback<AuditVerification> done) {
        admin().verifyAudit({}, std::move(done));
    }));
    const QString noted = u"%1:%2"_s.arg(verified.to).arg(verified.headHash);
    QVERIFY2(said.contains(noted.toUtf8()), said.constData());
    QCOMPARE(m_server.run({u"audit"_s, u"verify"_s, u"--noted"_s, noted}, &said), 0);
    QCOMPARE(m_server.run({u"audit"_s, u"verify"_s, u"--noted"_s, u"x"_s}, &said), 64);

    const store::DatabaseConfig database{.sqliteFile = m_server.dataFolder() + u"/kith.db"_s};
    const auto session = store::openSession(database, store::Access::ReadWrite);
    QVERIFY(session.ok());
    const auto verify = [&](const QStringList &more = {}) {
        QByteArray output;
        const int status = m_server.run(QStringList{u"audit"_s, u"verify"_s} + more, &output);
        return QByteArray::number(status) + ' ' + output;
    };
    // The end cut off together with the head: whole in itself, and not what was noted.
    MUST_OK((*session)->script(
        "CREATE TABLE kept AS SELECT * FROM audit_log;"
        "CREATE TABLE kept_head AS SELECT * FROM audit_head;"
        "DELETE FROM audit_log WHERE seq = (SELECT seq FROM audit_head);"
        "UPDATE audit_head SET seq = seq - 1, hash = (SELECT hash FROM audit_log "
        "WHERE seq = audit_head.seq - 1);"));
    QVERIFY2(verify().startsWith("0 "), verify().constData());
    const QByteArray cut = verify({u"--noted"_s, noted});
    QVERIFY2(cut.startsWith("1 ") && cut.contains("cut off"), cut.constData());
    MUST_OK((*session)->script("DELETE FROM audit_log; INSERT INTO audit_log SELECT * FROM kept;"
                               "DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM "
                               "kept_head; DROP TABLE kept; DROP TABLE kept_head;"));
    QVERIFY2(verify({u"--noted"_s, noted}).startsWith("0 "), verify().constData());
    MUST_OK((*session)->script("UPDATE audit_log SET actor_name = 'nobody' WHERE seq = 1"));
    const QByteArray changed = verify();
    QVERIFY2(changed.startsWith("1 ") && changed.contains("entry 1"), changed.constData());
    MUST(const auto broken, await<AuditVerification>([&](Callback<AuditVerification> done) {
        admin().verifyAudit({}, std::move(done));
    }));
    QCOMPARE(broken.brokenAt, std::optional<qint64>(1));
}

KITH_TEST(tst_AdminUsersApi)
#include "tst_adminusersapi.moc"
