// SPDX-License-Identifier: GPL-3.0-or-later
// Sign-ins of everybody, as admins see and end them.
#include "../corefixture.h"
#include "core/admin/sessions.h"
#include "core/audit/audit.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<Page<AdminSession>> listSessions(
    Core &core, const Actor &actor, const AdminSessionQuery &query)
{
    return core.read(actor, [&](ReadTx &tx) { return adminSessions(tx, query); });
}

QStringList namesOf(const Page<AdminSession> &page)
{
    QStringList names;
    for (const AdminSession &session : page.items)
        names += session.user.username;
    return names;
}

Result<void> end(Core &core, const Actor &actor, SessionId id)
{
    return core.write(actor, [&](Tx &tx) { return endSessionAsAdmin(tx, id); });
}

} // namespace

class TestAdminSessions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void liveOnesAreListed_data() { eachDriver(); }
    void liveOnesAreListed();
    void searches_data() { eachDriver(); }
    void searches();
    void endingIsAudited_data() { eachDriver(); }
    void endingIsAudited();
};

void TestAdminSessions::liveOnesAreListed()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Token ann = *core.registerAs(u"ann"_s);
    for (const char16_t *name : {u"bob", u"cid", u"dan"}) {
        core.clock.advance(1min);
        core.somebody(QString::fromUtf16(name));
    }
    core.clock.advance(1min);
    VERIFY_OK(core.refresh(ann.refreshToken)); // used last
    const Actor gone = core.somebody(u"gone"_s);
    VERIFY_OK(core.write(gone, [](Tx &tx) { return logout(tx); }));
    QStringList all;
    AdminSessionQuery query{.limit = 2};
    do {
        const auto page = listSessions(core, admin, query);
        VERIFY_OK(page);
        QVERIFY(page->items.size() <= 2u);
        all += namesOf(*page);
        query.cursor = page->next;
    } while (query.cursor);
    QCOMPARE(all, (QStringList{u"ann"_s, u"dan"_s, u"cid"_s, u"bob"_s, u"adm"_s}));
    const auto mine = listSessions(core, admin, {.user = admin.user});
    QCOMPARE(mine->items.size(), 1u);
    QVERIFY(mine->items[0].isCurrent);
    QCOMPARE(mine->items[0].dialect, u"native"_s);
    core.clock.advance(core.policy.refreshIdle);
    QVERIFY(listSessions(core, admin, {})->items.empty());
    QCOMPARE(listSessions(core, gone, {}).error().code, ErrorCode::Forbidden);
    QVERIFY(names(listSessions(core, admin, {.cursor = u"x"_s}).error(), u"cursor"_s));
}

void TestAdminSessions::searches()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    core.origin = {.address = u"2001:db8::7"_s, .client = u"Kith/1.0 (Anna's Phone)"_s};
    core.somebody(u"bob"_s);
    const auto found = [&](const QString &text) {
        return namesOf(*listSessions(core, admin, {.search = text}));
    };
    QCOMPARE(found(u"BOB"_s), QStringList{u"bob"_s});
    QCOMPARE(found(u"anna's phone"_s), QStringList{u"bob"_s});
    QCOMPARE(found(u"2001:DB8"_s), QStringList{u"bob"_s});
    QCOMPARE(found(u"192.0.2"_s), QStringList{u"adm"_s});
    QCOMPARE(found(u"%"_s), QStringList());
}

void TestAdminSessions::endingIsAudited()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Token ann = *core.registerAs(u"ann"_s);
    const SessionId session = core.actorOf(ann).session;
    QCOMPARE(end(core, core.actorOf(ann), session).error().code, ErrorCode::Forbidden);
    QCOMPARE(end(core, admin, owner.session).error().code, ErrorCode::Forbidden);
    VERIFY_OK(end(core, admin, session));
    QCOMPARE(core.changes.endedSessions, std::vector{session});
    QVERIFY(!core.refresh(ann.refreshToken).ok());
    QCOMPARE(end(core, admin, session).error().code, ErrorCode::NotFound);
    QCOMPARE(end(core, admin, SessionId(999'999)).error().code, ErrorCode::NotFound);
    const auto log = core.read(admin, [](ReadTx &tx) { return auditLog(tx, {}); });
    QCOMPARE(log->items.size(), 1u);
    QCOMPARE(log->items[0].action, u"session.end"_s);
    QCOMPARE(log->items[0].targetId, session.value);
    QCOMPARE(log->items[0].targetName, u"ann"_s);
}

KITH_TEST(TestAdminSessions)
#include "tst_adminsessions.moc"
