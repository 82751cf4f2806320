// SPDX-License-Identifier: GPL-3.0-or-later
// People as admins change them, one and many: the rules, what follows, and what the audit log says.
#include "../corefixture.h"
#include "core/admin/userbulk.h"
#include "core/admin/userlist.h"
#include "core/audit/audit.h"
#include "core/people/usercounts.h"
#include "runner/runner.h"
#include "shared/json.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<User> change(Core &core, const Actor &actor, UserId id, const AdminUserChange &in)
{
    return core.write(actor, [&](Tx &tx) { return updateUser(tx, id, in); });
}

Result<UserBulkResult> bulk(Core &core, const Actor &actor, const UserBulk &in)
{
    return core.write(actor, [&](Tx &tx) { return changeUsers(tx, in); });
}

/// The log, oldest first, as texts: "user.role bob role user admin".
QStringList logOf(Core &core, const Actor &admin)
{
    const auto page = core.read(admin, [](ReadTx &tx) { return auditLog(tx, {.limit = 100}); });
    if (!page.ok())
        qFatal("%s", qPrintable(page.error().detail));
    QStringList lines;
    for (const AuditEntry &entry : page->items) {
        QStringList words{entry.action, entry.targetName};
        for (const AuditChange &one : entry.changes)
            words += {one.field, one.before, one.after};
        if (!entry.reason.isEmpty())
            words += u"because "_s + entry.reason;
        lines.prepend(words.join(u' '));
    }
    return lines;
}

bool chainHolds(Core &core, const Actor &admin)
{
    const auto found = core.read(admin, [](ReadTx &tx) { return verifyAudit(tx, {}); });
    return found.ok() && found->done && !found->brokenAt;
}

/// All that a change of people could touch.
QByteArray snapshot(Core &core, const Actor &admin)
{
    return core.read(admin, [&](ReadTx &tx) {
        const auto page = adminUsers(tx, {.limit = 100, .total = true});
        QByteArray text = toJson(*page);
        for (const User &user : page->items)
            text += toJson(*userDetail(tx, user.id));
        return text + toJson(*auditLog(tx, {}));
    });
}

UserOutcome outcome(const UserBulkResult &result, UserId id)
{
    for (const UserOutcome &one : result.outcomes) {
        if (one.user.id == id)
            return one;
    }
    return {};
}

} // namespace

class TestAdminUsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changesAreAudited_data() { eachDriver(); }
    void changesAreAudited();
    void refusedAndEmptyChangesAreNot_data() { eachDriver(); }
    void refusedAndEmptyChangesAreNot();
    void takenNamesAreConflicts_data() { eachDriver(); }
    void takenNamesAreConflicts();
    void nobodyDemotesThemselves_data() { eachDriver(); }
    void nobodyDemotesThemselves();
    void createdPeopleComeInByTheirLink_data() { eachDriver(); }
    void createdPeopleComeInByTheirLink();
    void creatingFollowsTheLadder_data() { eachDriver(); }
    void creatingFollowsTheLadder();
    void detailsAreCounted_data() { eachDriver(); }
    void detailsAreCounted();
    void sessionsAreEnded_data() { eachDriver(); }
    void sessionsAreEnded();
    void aDryRunSaysWhatHappens_data();
    void aDryRunSaysWhatHappens();
    void eachIsJudgedByItself_data() { eachDriver(); }
    void eachIsJudgedByItself();
    void bulkRequestsAreChecked_data();
    void bulkRequestsAreChecked();
    void countersFollow_data() { eachDriver(); }
    void countersFollow();
};

void TestAdminUsers::changesAreAudited()
{
    OPEN_CORE(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor bob = core.somebody(u"bob"_s);
    const auto changed = change(core, owner, bob.user,
        {.username = u"robert"_s, .email = u"Robert@Example.org"_s, .title = u"Dr"_s});
    VERIFY_OK(changed);
    QCOMPARE(changed->username, u"robert"_s);
    QCOMPARE(changed->email, std::optional(u"Robert@Example.org"_s));
    VERIFY_OK(core.login(u"robert"_s));
    VERIFY_OK(core.login(u"robert@example.org"_s));
    QVERIFY(!core.login(u"bob"_s).ok());
    VERIFY_OK(change(core, owner, bob.user, {.role = UserRole::Moderator}));
    VERIFY_OK(change(core, owner, bob.user, {.title = u""_s, .isActive = false}));
    VERIFY_OK(change(core, owner, bob.user, {.isActive = true}));
    QCOMPARE(logOf(core, owner),
        (QStringList{u"user.change robert username bob robert email bob@example.org "
                     "Robert@Example.org title  Dr"_s,
            u"user.role robert role user moderator"_s,
            u"user.suspend robert is_active active suspended title Dr "_s,
            u"user.reactivate robert is_active suspended active"_s}));
    QVERIFY(chainHolds(core, owner));
}

void TestAdminUsers::refusedAndEmptyChangesAreNot()
{
    OPEN_CORE(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    VERIFY_OK(change(core, owner, admin.user, {.role = UserRole::Admin, .isActive = true}));
    QVERIFY(!change(core, admin, owner.user, {.title = u"x"_s}).ok());
    QVERIFY(!change(core, admin, admin.user, {.title = u"x"_s, .role = UserRole::Owner}).ok());
    QCOMPARE(logOf(core, owner), QStringList());
}

void TestAdminUsers::takenNamesAreConflicts()
{
    OPEN_CORE(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor bob = core.somebody(u"bob"_s);
    const auto name = change(core, owner, bob.user, {.username = u"OLGA"_s});
    QCOMPARE(name.error().code, ErrorCode::Conflict);
    QVERIFY(names(name.error(), u"username"_s));
    const auto address = change(core, owner, bob.user, {.email = u"Olga@Example.ORG"_s});
    QCOMPARE(address.error().code, ErrorCode::Conflict);
    QVERIFY(names(address.error(), u"email"_s));
    const auto made = core.write(owner, [](Tx &tx) {
        return createUser(tx, {.username = u"bob"_s, .email = u"new@example.org"_s});
    });
    QVERIFY(names(made.error(), u"username"_s));
    VERIFY_OK(change(core, owner, bob.user, {.username = u"BOB"_s, .email = u"BOB@example.org"_s}));
}

void TestAdminUsers::nobodyDemotesThemselves()
{
    OPEN_CORE(core);
    core.somebody(u"olga"_s, UserRole::Owner);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    for (const AdminUserChange &in :
        {AdminUserChange{.role = UserRole::User}, AdminUserChange{.isActive = false}})
        QCOMPARE(change(core, admin, admin.user, in).error().code, ErrorCode::Conflict);
    VERIFY_OK(change(core, admin, admin.user, {.title = u"x"_s}));
}

void TestAdminUsers::createdPeopleComeInByTheirLink()
{
    OPEN_CORE(core);
    core.policy.publicUrl = u"https://chat.example.org"_s;
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const auto made = core.write(admin, [](Tx &tx) {
        return createUser(tx,
            {.username = u"nina"_s,
                .email = u"nina@example.org"_s,
                .team = u"Sales"_s,
                .role = UserRole::Moderator});
    });
    VERIFY_OK(made);
    QCOMPARE(made->user.fullName, u"nina"_s);
    QCOMPARE(made->user.team, u"Sales"_s);
    QCOMPARE(made->user.role, UserRole::Moderator);
    QCOMPARE(made->passwordLink.url,
        u"https://chat.example.org/chats/ui#reset="_s + made->passwordLink.token);
    QCOMPARE(made->passwordLink.expiresAt, core.clock.now() + limits::kPasswordLinkLife);
    QVERIFY(!core.login(u"nina"_s, u""_s).ok());
    QVERIFY(!core.login(u"nina"_s).ok());
    VERIFY_OK(core.reset(made->passwordLink.token, Core::password()));
    VERIFY_OK(core.login(u"nina"_s));
    QCOMPARE(logOf(core, admin),
        (QStringList{u"user.create nina role  moderator email  nina@example.org full_name  nina"_s,
            u"user.password_reset nina"_s}));
}

void TestAdminUsers::creatingFollowsTheLadder()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor moderator = core.somebody(u"mod"_s, UserRole::Moderator);
    const auto create = [&](const Actor &actor, UserRole role) {
        return core.write(actor, [&](Tx &tx) {
            return createUser(
                tx, {.username = u"new"_s, .email = u"new@example.org"_s, .role = role});
        });
    };
    QCOMPARE(create(admin, UserRole::Owner).error().code, ErrorCode::Forbidden);
    QCOMPARE(create(moderator, UserRole::User).error().code, ErrorCode::Forbidden);
    QCOMPARE(create({}, UserRole::User).error().code, ErrorCode::Forbidden);
    VERIFY_OK(create(admin, UserRole::Admin));
}

void TestAdminUsers::detailsAreCounted()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor bob = core.somebody(u"bob"_s); // signed in once
    VERIFY_OK(core.login(u"bob"_s));
    core.presence.addLease(bob.user, core.clock.now());
    const auto detail = core.read(admin, [&](ReadTx &tx) { return userDetail(tx, bob.user); });
    VERIFY_OK(detail);
    QCOMPARE(detail->user.email, std::optional(u"bob@example.org"_s));
    QCOMPARE(detail->sessionCount, 2);
    QCOMPARE(detail->connectionCount, 1);
    QCOMPARE(detail->chatCount, 0);
    QCOMPARE(detail->updatedAt, core.clock.now());
    const auto absent = core.read(admin, [](ReadTx &tx) { return userDetail(tx, UserId(9999)); });
    QCOMPARE(absent.error().code, ErrorCode::NotFound);
    const auto refused = core.read(bob, [&](ReadTx &tx) { return userDetail(tx, bob.user); });
    QCOMPARE(refused.error().code, ErrorCode::Forbidden);
}

void TestAdminUsers::sessionsAreEnded()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Token first = *core.registerAs(u"bob"_s);
    const Token second = *core.login(u"bob"_s);
    const auto end = [&](const Actor &actor, UserId id) {
        return core.write(actor, [&](Tx &tx) { return endUserSessions(tx, id); });
    };
    const auto ended = end(admin, first.user.id);
    VERIFY_OK(ended);
    QCOMPARE(ended->ended, 2);
    QCOMPARE(core.changes.endedSessions.size(), 2u);
    QVERIFY(!core.refresh(first.refreshToken).ok());
    QVERIFY(!core.refresh(second.refreshToken).ok());
    QCOMPARE(end(admin, first.user.id)->ended, 0);
    QCOMPARE(end(admin, owner.user).error().code, ErrorCode::Forbidden);
    // One's own: all but the one that asks.
    VERIFY_OK(core.login(u"adm"_s));
    QCOMPARE(end(admin, admin.user)->ended, 1);
    QVERIFY(std::find(
                core.changes.endedSessions.begin(), core.changes.endedSessions.end(), admin.session)
        == core.changes.endedSessions.end());
    QCOMPARE(logOf(core, admin),
        (QStringList{
            u"user.end_sessions bob sessions 2 0"_s, u"user.end_sessions adm sessions 2 1"_s}));
}

void TestAdminUsers::aDryRunSaysWhatHappens_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<UserAction>("action");
    for (const char *engine : {"sqlite", "mariadb"}) {
        for (const auto &row : enumNames<UserAction>)
            QTest::addRow("%s, %s", engine, row.name) << QString::fromLatin1(engine) << row.value;
    }
}

void TestAdminUsers::aDryRunSaysWhatHappens()
{
    OPEN_CORE(core);
    QFETCH(UserAction, action);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    UserBulk in{.action = action, .dryRun = true, .reason = u"spring cleaning"_s};
    if (action == UserAction::SetRole)
        in.role = UserRole::Moderator;
    for (const char16_t *name : {u"ann", u"bob", u"cid"})
        in.userIds.push_back(core.somebody(QString::fromUtf16(name)).user);
    in.userIds.insert(in.userIds.end(), {admin.user, owner.user, UserId(999'999)});
    VERIFY_OK(change(core, admin, in.userIds[1], {.role = UserRole::Moderator}));
    VERIFY_OK(change(core, admin, in.userIds[2], {.isActive = false}));

    const QByteArray before = snapshot(core, admin);
    const auto said = bulk(core, admin, in);
    VERIFY_OK(said);
    QCOMPARE(snapshot(core, admin), before);
    QVERIFY(core.changes.isEmpty());
    const qsizetype entries = logOf(core, admin).size();

    in.dryRun = false;
    const auto done = bulk(core, admin, in);
    VERIFY_OK(done);
    QCOMPARE(done->outcomes, said->outcomes);
    QCOMPARE(done->changed, said->changed);
    QVERIFY(done->changed > 0);
    QCOMPARE(done->changed + done->unchanged + done->refused, 6);
    // One entry for each who was changed, with the reason.
    const QStringList log = logOf(core, admin).sliced(entries);
    QCOMPARE(log.size(), done->changed);
    for (const QString &line : log)
        QVERIFY2(line.endsWith(u"because spring cleaning"_s), qPrintable(line));
    QVERIFY(chainHolds(core, admin));
    // Done again, there is nothing left to do.
    const auto again = bulk(core, admin, in);
    QCOMPARE(again->changed, 0);
    QCOMPARE(again->refused, done->refused);
}

void TestAdminUsers::eachIsJudgedByItself()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor ann = core.somebody(u"ann"_s);
    const auto done = bulk(core, admin,
        {.action = UserAction::Suspend,
            .userIds = {owner.user, UserId(999'999), ann.user, admin.user, ann.user},
            .dryRun = false});
    VERIFY_OK(done);
    QCOMPARE(done->outcomes.size(), 4u); // each once, in the order asked
    QCOMPARE(done->outcomes[0].user.username, u"olga"_s);
    const auto isRefused = [&](UserId id) {
        const UserOutcome one = outcome(*done, id);
        return one.verdict == BulkVerdict::Refused && !one.detail.isEmpty()
            && one.before == one.after;
    };
    QVERIFY(isRefused(owner.user));
    QVERIFY(isRefused(UserId(999'999)));
    QVERIFY(isRefused(admin.user));
    const UserOutcome suspended = outcome(*done, ann.user);
    QCOMPARE(suspended.verdict, BulkVerdict::Changed);
    QCOMPARE(suspended.before, u"active"_s);
    QCOMPARE(suspended.after, u"suspended"_s);
    QVERIFY(!core.login(u"ann"_s).ok());
    const auto role = bulk(core, admin,
        {.action = UserAction::SetRole,
            .role = UserRole::Owner,
            .userIds = {ann.user},
            .dryRun = false});
    QCOMPARE(role->refused, 1);
    const auto stranger = bulk(core, ann, {.userIds = {admin.user}});
    QCOMPARE(stranger.error().code, ErrorCode::Forbidden);
}

void TestAdminUsers::bulkRequestsAreChecked_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<UserAction>("action");
    QTest::addColumn<bool>("hasRole");
    QTest::newRow("set_role without one") << u"sqlite"_s << UserAction::SetRole << false;
    QTest::newRow("suspend with one") << u"sqlite"_s << UserAction::Suspend << true;
}

void TestAdminUsers::bulkRequestsAreChecked()
{
    OPEN_CORE(core);
    QFETCH(UserAction, action);
    QFETCH(bool, hasRole);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    UserBulk in{.action = action, .userIds = {admin.user}};
    if (hasRole)
        in.role = UserRole::User;
    QVERIFY(names(bulk(core, admin, in).error(), u"role"_s));
}

void TestAdminUsers::countersFollow()
{
    OPEN_CORE(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    VERIFY_OK(core.write({}, [](Tx &tx) { return recountUsers(tx); })); // somebody() is no admin
    const auto count = [&](std::optional<UserRole> role, std::optional<bool> active) {
        return *countUsers(core.reader(), role, active);
    };
    const Actor ann = core.somebody(u"ann"_s);
    const Actor bob = core.somebody(u"bob"_s);
    QCOMPARE(count({}, {}), 3);
    QCOMPARE(count(UserRole::User, true), 2);
    VERIFY_OK(change(core, owner, ann.user, {.role = UserRole::Admin}));
    VERIFY_OK(change(core, owner, bob.user, {.isActive = false}));
    QCOMPARE(count(UserRole::User, true), 0);
    QCOMPARE(count(UserRole::User, {}), 1);
    QCOMPARE(count(UserRole::Admin, true), 1);
    QCOMPARE(count({}, false), 1);
    QCOMPARE(count({}, {}), 3);
    VERIFY_OK(core.write({}, [](Tx &tx) { return recountUsers(tx); }));
    QCOMPARE(count(UserRole::User, {}), 1);
    QCOMPARE(count({}, {}), 3);
}

KITH_TEST(TestAdminUsers)
#include "tst_adminusers.moc"
