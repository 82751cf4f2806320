// SPDX-License-Identifier: GPL-3.0-or-later
// Suspending with a kind and an end: who may, what follows, and how it lapses.
#include "../corefixture.h"
#include "core/accounts/suspensions.h"
#include "core/audit/audit.h"
#include "core/people/usercounts.h"
#include "runner/runner.h"
#include "shared/problem.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<store::UserRow> doSuspend(Core &core, const Actor &actor, UserId id,
    Suspension kind = Suspension::Suspended, std::optional<Timestamp> until = {})
{
    return core.write(actor, [&](Tx &tx) { return suspend(tx, id, kind, until); });
}

store::UserRow rowOf(Core &core, UserId id)
{
    return **store::loadRow<store::UserRow>(core.reader(), id);
}

/// The newest entry, as "user.suspend ann field=after …".
QString lastAct(Core &core, const Actor &admin)
{
    const auto page = core.read(admin, [](ReadTx &tx) { return auditLog(tx, {.limit = 1}); });
    if (!page.ok() || page->items.empty())
        return {};
    const AuditEntry &entry = page->items.front();
    QStringList words{entry.actorName, entry.action, entry.targetName};
    for (const AuditChange &one : entry.changes)
        words += one.field + u'=' + one.after;
    return words.join(u' ');
}

} // namespace

class TestSuspensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endSessionsAndAreInTheLog_data() { eachDriver(); }
    void endSessionsAndAreInTheLog();
    void areForThoseBelow_data() { eachDriver(); }
    void areForThoseBelow();
    void lapseAtTheNextSignIn_data() { eachDriver(); }
    void lapseAtTheNextSignIn();
    void nativeChangesKeepThemTrue_data() { eachDriver(); }
    void nativeChangesKeepThemTrue();
};

void TestSuspensions::endSessionsAndAreInTheLog()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"ada"_s, UserRole::Admin);
    const Actor ann = core.somebody(u"ann"_s);
    VERIFY_OK(doSuspend(core, admin, ann.user, Suspension::Banned));
    QCOMPARE(core.changes.endedSessions, std::vector{ann.session});
    QCOMPARE(core.changes.changedUsers.size(), size_t(1));
    QVERIFY(!core.changes.changedUsers.front().isActive);
    QCOMPARE(rowOf(core, ann.user).suspension, Suspension::Banned);
    QVERIFY(!core.login(u"ann"_s).ok());
    QCOMPARE(lastAct(core, admin), u"ada user.suspend ann is_active=suspended suspension=banned"_s);
    QCOMPARE(*countUsers(core.reader(), {}, false), 1);

    // Another kind: another entry, and nobody is counted twice. The same again: none.
    VERIFY_OK(doSuspend(core, admin, ann.user, Suspension::Suspended));
    QCOMPARE(lastAct(core, admin), u"ada user.change ann suspension=suspended"_s);
    const auto before = core.read(admin, [](ReadTx &tx) { return auditLog(tx, {}); });
    VERIFY_OK(doSuspend(core, admin, ann.user, Suspension::Suspended));
    const auto after = core.read(admin, [](ReadTx &tx) { return auditLog(tx, {}); });
    QCOMPARE(after->items.size(), before->items.size());
    QCOMPARE(*countUsers(core.reader(), {}, false), 1);

    VERIFY_OK(core.write(admin, [&](Tx &tx) { return unsuspend(tx, ann.user); }));
    QCOMPARE(lastAct(core, admin), u"ada user.reactivate ann is_active=active"_s);
    QCOMPARE(rowOf(core, ann.user).suspension, Suspension::None);
    VERIFY_OK(core.login(u"ann"_s));
}

void TestSuspensions::areForThoseBelow()
{
    OPEN_CORE(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor admin = core.somebody(u"ada"_s, UserRole::Admin);
    const Actor other = core.somebody(u"adam"_s, UserRole::Admin);
    const Actor moderator = core.somebody(u"mo"_s, UserRole::Moderator);
    const Actor ann = core.somebody(u"ann"_s);
    const auto code = [&](const Actor &actor, UserId id, Suspension kind = Suspension::Suspended,
                          std::optional<Timestamp> until = {}) {
        const auto done = doSuspend(core, actor, id, kind, until);
        return done.ok() ? QString() : QString::fromLatin1(nameOf(done.error().code));
    };
    QCOMPARE(code(moderator, ann.user), u"forbidden"_s);
    QCOMPARE(code(ann, ann.user), u"forbidden"_s);
    QCOMPARE(code(admin, owner.user), u"forbidden"_s);
    QCOMPARE(code(admin, other.user), u"forbidden"_s);
    QCOMPARE(code(admin, admin.user), u"conflict"_s);
    QCOMPARE(code(owner, owner.user), u"conflict"_s);
    QCOMPARE(code(admin, UserId(999'999)), u"not_found"_s);
    QCOMPARE(code(admin, ann.user, Suspension::None), u"invalid_input"_s);
    QCOMPARE(code(admin, ann.user, Suspension::Banned, core.clock.now()), u"invalid_input"_s);
    QVERIFY(rowOf(core, ann.user).isActive);
    QCOMPARE(code(admin, moderator.user), QString());
    QCOMPARE(code(owner, other.user), QString());
    QVERIFY(!core.write(admin, [&](Tx &tx) { return unsuspend(tx, other.user); }).ok());
    VERIFY_OK(core.write(owner, [&](Tx &tx) { return unsuspend(tx, other.user); }));
}

void TestSuspensions::lapseAtTheNextSignIn()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"ada"_s, UserRole::Admin);
    const Actor ann = core.somebody(u"ann"_s);
    const auto until = core.clock.now() + 1h;
    VERIFY_OK(doSuspend(core, admin, ann.user, Suspension::Suspended, until));
    QVERIFY(lastAct(core, admin).contains(u"suspended_until="_s));
    core.clock.advance(59min);
    QVERIFY(!core.login(u"ann"_s).ok());
    core.clock.advance(1min);
    QVERIFY(!core.login(u"ann"_s, u"not the password"_s).ok());
    QVERIFY(!rowOf(core, ann.user).isActive);
    const auto token = core.login(u"ann"_s);
    VERIFY_OK(token);
    QVERIFY(token->user.isActive);
    const auto row = rowOf(core, ann.user);
    QVERIFY(row.isActive && row.suspension == Suspension::None && !row.suspendedUntil);
    QCOMPARE(core.changes.changedUsers.size(), size_t(1));
    QVERIFY(core.changes.changedUsers.front().isActive);
    QVERIFY(lastAct(core, admin).startsWith(u"ann user.reactivate ann"_s));
    QCOMPARE(*countUsers(core.reader(), {}, false), 0);
    VERIFY_OK(core.login(u"ann"_s));
}

void TestSuspensions::nativeChangesKeepThemTrue()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"ada"_s, UserRole::Admin);
    const Actor ann = core.somebody(u"ann"_s);
    const auto set = [&](bool isActive) {
        return core.write(
            admin, [&](Tx &tx) { return updateUser(tx, ann.user, {.isActive = isActive}); });
    };
    VERIFY_OK(set(false));
    QCOMPARE(rowOf(core, ann.user).suspension, Suspension::Suspended);
    VERIFY_OK(set(true));
    QCOMPARE(rowOf(core, ann.user).suspension, Suspension::None);
    VERIFY_OK(doSuspend(core, admin, ann.user, Suspension::Banned, core.clock.now() + 1h));
    VERIFY_OK(set(true));
    const auto row = rowOf(core, ann.user);
    QVERIFY(row.suspension == Suspension::None && !row.suspendedUntil);
}

KITH_TEST(TestSuspensions)
#include "tst_suspensions.moc"
