// SPDX-License-Identifier: GPL-3.0-or-later
// Sign-ins over their whole life: refresh, its races and its abuse, expiry, the cap, ending them.
#include "../corefixture.h"
#include "core/accounts/sessiongate.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

#define REFUSED(result, wanted)                                                                    \
    do {                                                                                           \
        const auto refused_ = (result);                                                            \
        QVERIFY(!refused_.ok());                                                                   \
        QCOMPARE(refused_.error().code, ErrorCode::wanted);                                        \
    } while (false)

class TestSessions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refreshRotates_data() { eachDriver(); }
    void refreshRotates();
    void parallelRefreshesGetOneSuccessor_data() { eachDriver(); }
    void parallelRefreshesGetOneSuccessor();
    void theGraceIsShortAndForTheSameClient_data() { eachDriver(); }
    void theGraceIsShortAndForTheSameClient();
    void reuseEndsTheSession_data() { eachDriver(); }
    void reuseEndsTheSession();
    void reuseOfOnePersonLeavesOthersAlone_data() { eachDriver(); }
    void reuseOfOnePersonLeavesOthersAlone();
    void forgeriesEndNothing_data() { eachDriver(); }
    void forgeriesEndNothing();
    void idleAndAbsoluteLives_data() { eachDriver(); }
    void idleAndAbsoluteLives();
    void theCapEndsTheOneIdleLongest_data() { eachDriver(); }
    void theCapEndsTheOneIdleLongest();
    void logoutEndsThisOne_data() { eachDriver(); }
    void logoutEndsThisOne();
    void logoutAllEndsAll_data() { eachDriver(); }
    void logoutAllEndsAll();
    void peopleSeeAndEndTheirOwn_data() { eachDriver(); }
    void peopleSeeAndEndTheirOwn();
    void theGateRemembersOverARestart_data() { eachDriver(); }
    void theGateRemembersOverARestart();
    void deadRowsAreForgotten_data() { eachDriver(); }
    void deadRowsAreForgotten();
};

void TestSessions::refreshRotates()
{
    OPEN_CORE(core);
    const auto first = core.registerAs(u"ann"_s);
    VERIFY_OK(first);
    QCOMPARE(first->tokenType, u"bearer"_s);
    QCOMPARE(first->expiresIn, 900);
    const SessionId session = core.actorOf(*first).session;
    QVERIFY(session.isStored());
    QString token = first->refreshToken;
    for (int i = 0; i < 5; ++i) {
        core.clock.advance(14min);
        const auto next = core.refresh(token);
        VERIFY_OK(next);
        QVERIFY(next->refreshToken != token);
        QCOMPARE(next->user.username, u"ann"_s);
        QCOMPARE(core.actorOf(*next).session, session);
        token = next->refreshToken;
    }
}

void TestSessions::parallelRefreshesGetOneSuccessor()
{
    OPEN_CORE(core);
    const QString token = core.registerAs(u"ann"_s)->refreshToken;
    const auto successor = core.refresh(token);
    VERIFY_OK(successor);
    for (int i = 0; i < 99; ++i) {
        const auto again = core.refresh(token);
        VERIFY_OK(again);
        QCOMPARE(again->refreshToken, successor->refreshToken);
    }
    VERIFY_OK(core.refresh(successor->refreshToken));
}

void TestSessions::theGraceIsShortAndForTheSameClient()
{
    OPEN_CORE(core);
    const QString ann = core.registerAs(u"ann"_s)->refreshToken;
    VERIFY_OK(core.refresh(ann));
    core.clock.advance(30s);
    VERIFY_OK(core.refresh(ann));
    core.clock.advance(1ms);
    REFUSED(core.refresh(ann), Unauthenticated);

    const QString bob = core.registerAs(u"bob"_s)->refreshToken;
    const QString successor = core.refresh(bob)->refreshToken;
    core.origin.client = u"another program"_s;
    REFUSED(core.refresh(bob), Unauthenticated);
    core.origin.client = u"test"_s;
    REFUSED(core.refresh(successor), Unauthenticated);
}

void TestSessions::reuseEndsTheSession()
{
    OPEN_CORE(core);
    const auto stolen = core.registerAs(u"ann"_s);
    const SessionId session = core.actorOf(*stolen).session;
    const QString second = core.refresh(stolen->refreshToken)->refreshToken;
    const QString third = core.refresh(second)->refreshToken;
    // Two generations back, even within the grace: its successor has been used.
    REFUSED(core.refresh(stolen->refreshToken), Unauthenticated);
    QCOMPARE(core.changes.endedSessions, std::vector<SessionId>{session});
    REFUSED(core.refresh(third), Unauthenticated);
    REFUSED(core.refresh(second), Unauthenticated);

    SessionGate gate(15min);
    VERIFY_OK(gate.load(core.reader(), core.clock.now()));
    QVERIFY(!gate.admit(core.actorOf(*stolen)));
}

void TestSessions::reuseOfOnePersonLeavesOthersAlone()
{
    OPEN_CORE(core);
    const QString stolen = core.registerAs(u"ann"_s)->refreshToken;
    const QString phone = core.login(u"ann"_s)->refreshToken;
    const QString bob = core.registerAs(u"bob"_s)->refreshToken;
    core.refresh(core.refresh(stolen)->refreshToken).ok();
    REFUSED(core.refresh(stolen), Unauthenticated);
    VERIFY_OK(core.refresh(phone));
    VERIFY_OK(core.refresh(bob));
}

void TestSessions::forgeriesEndNothing()
{
    OPEN_CORE(core);
    const QString good = core.registerAs(u"ann"_s)->refreshToken;
    const QString id = good.section(u'.', 0, 0);
    const QString mac = good.section(u'.', 2);
    const QString others = core.registerAs(u"bob"_s)->refreshToken;
    for (const QString &forged : {QString(), u"x"_s, id + u".0."_s + mac, id + u".2."_s + mac,
             id + u".-1."_s + mac, id + u".1."_s + others.section(u'.', 2), u"999999.1."_s + mac,
             others.section(u'.', 0, 0) + u".1."_s + mac}) {
        REFUSED(core.refresh(forged), Unauthenticated);
        QVERIFY(core.changes.endedSessions.empty());
    }
    VERIFY_OK(core.refresh(good));
    // A token of another API is not for this one.
    const auto dialect = core.write({}, [&](Tx &tx) {
        return refreshSession(tx, {.tokens = core.tokens(), .audience = u"pythia"_s},
            Refresh{.refreshToken = others});
    });
    REFUSED(dialect, Unauthenticated);
}

void TestSessions::idleAndAbsoluteLives()
{
    OPEN_CORE(core);
    const QString idle = core.registerAs(u"ann"_s)->refreshToken;
    QString used = core.login(u"ann"_s)->refreshToken;
    core.clock.advance(core.policy.refreshIdle - 1ms);
    used = core.refresh(used)->refreshToken;
    core.clock.advance(1ms);
    REFUSED(core.refresh(idle), Unauthenticated);
    QVERIFY(core.changes.endedSessions.empty());
    core.clock.advance(core.policy.refreshIdle - 1s);
    const auto third = core.refresh(used);
    VERIFY_OK(third);
    // 28 days so far; at 30 it ends, however often it was used.
    core.clock.advance(core.policy.refreshAbsolute - 2 * core.policy.refreshIdle + 1s);
    REFUSED(core.refresh(third->refreshToken), Unauthenticated);
}

void TestSessions::theCapEndsTheOneIdleLongest()
{
    OPEN_CORE(core);
    const Token first = *core.registerAs(u"ann"_s);
    core.clock.advance(1min);
    const Token second = *core.login(u"ann"_s);
    core.clock.advance(1min);
    const Token firstAgain = *core.refresh(first.refreshToken); // now the second is idle longest
    for (int i = 3; i <= limits::kSessionsPerUser; ++i) {
        core.clock.advance(1min);
        VERIFY_OK(core.login(u"ann"_s));
        QVERIFY(core.changes.endedSessions.empty());
    }
    core.clock.advance(1min);
    const auto oneMore = core.login(u"ann"_s);
    VERIFY_OK(oneMore);
    QCOMPARE(core.changes.endedSessions,
        std::vector<SessionId>{SessionId(second.refreshToken.section(u'.', 0, 0).toLongLong())});
    REFUSED(core.refresh(second.refreshToken), Unauthenticated);
    VERIFY_OK(core.refresh(firstAgain.refreshToken));
    const auto listed =
        core.read(core.actorOf(*oneMore), [](ReadTx &tx) { return mySessions(tx); });
    VERIFY_OK(listed);
    QCOMPARE(listed->items.size(), size_t(limits::kSessionsPerUser));
}

void TestSessions::logoutEndsThisOne()
{
    OPEN_CORE(core);
    const Token here = *core.registerAs(u"ann"_s);
    const Token there = *core.login(u"ann"_s);
    const Actor actor = core.actorOf(here);
    VERIFY_OK(core.write(actor, [](Tx &tx) { return logout(tx); }));
    QCOMPARE(core.changes.endedSessions, std::vector<SessionId>{actor.session});
    REFUSED(core.refresh(here.refreshToken), Unauthenticated);
    VERIFY_OK(core.refresh(there.refreshToken));
}

void TestSessions::logoutAllEndsAll()
{
    OPEN_CORE(core);
    const Token here = *core.registerAs(u"ann"_s);
    const Token there = *core.login(u"ann"_s);
    const Token bob = *core.registerAs(u"bob"_s);
    VERIFY_OK(core.write(core.actorOf(here), [](Tx &tx) { return logoutAll(tx); }));
    QCOMPARE(core.changes.endedSessions.size(), 2u);
    REFUSED(core.refresh(here.refreshToken), Unauthenticated);
    REFUSED(core.refresh(there.refreshToken), Unauthenticated);
    VERIFY_OK(core.refresh(bob.refreshToken));
}

void TestSessions::peopleSeeAndEndTheirOwn()
{
    OPEN_CORE(core);
    const Token here = *core.registerAs(u"ann"_s);
    core.clock.advance(1min);
    core.origin = {.address = u"2001:db8::1"_s, .client = QString(300, u'c')};
    const Token there = *core.login(u"ann"_s);
    const Actor ann = core.actorOf(here);
    const Actor bob = core.somebody(u"bob"_s);

    const auto listed = core.read(ann, [](ReadTx &tx) { return mySessions(tx); });
    VERIFY_OK(listed);
    QCOMPARE(listed->items.size(), 2u);
    QCOMPARE(listed->items[0].address, u"2001:db8::1"_s);
    QCOMPARE(listed->items[0].client, QString(200, u'c'));
    QVERIFY(!listed->items[0].isCurrent);
    QVERIFY(listed->items[1].isCurrent);

    const SessionId other = listed->items[0].id;
    const auto end = [&](const Actor &actor, SessionId id) {
        return core.write(actor, [&](Tx &tx) { return revokeSession(tx, id); });
    };
    const auto foreign = end(bob, other);
    const auto absent = end(bob, SessionId(987654));
    REFUSED(foreign, NotFound);
    QCOMPARE(foreign.error(), absent.error());
    VERIFY_OK(core.refresh(there.refreshToken));
    VERIFY_OK(end(ann, other));
    QCOMPARE(core.changes.endedSessions, std::vector<SessionId>{other});
    const auto again = end(ann, other);
    QCOMPARE(again.error(), absent.error());
    QCOMPARE(core.read(ann, [](ReadTx &tx) { return mySessions(tx); })->items.size(), 1u);
}

void TestSessions::theGateRemembersOverARestart()
{
    OPEN_CORE(core);
    const Actor gone = core.somebody(u"ann"_s);
    const Actor here = core.somebody(u"bob"_s);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor suspended = core.somebody(u"sam"_s);
    VERIFY_OK(core.write(gone, [](Tx &tx) { return logout(tx); }));
    VERIFY_OK(core.write(owner, [&](Tx &tx) {
        return updateUser(tx, suspended.user, AdminUserChange{.isActive = false});
    }));
    core.clock.advance(15min);
    SessionGate gate(15min);
    VERIFY_OK(gate.load(core.reader(), core.clock.now()));
    QVERIFY(!gate.admit(gone));
    QVERIFY(!gate.admit(suspended));
    QVERIFY(gate.admit(here));
    QCOMPARE(gate.admit(owner)->role, UserRole::Owner);

    core.clock.advance(1h);
    SessionGate later(15min);
    VERIFY_OK(later.load(core.reader(), core.clock.now()));
    QCOMPARE(later.size(), 0u);
}

void TestSessions::deadRowsAreForgotten()
{
    OPEN_CORE(core);
    const Token old = *core.registerAs(u"ann"_s);
    VERIFY_OK(core.write(core.actorOf(old), [](Tx &tx) { return logout(tx); }));
    const auto count = [&] {
        return **store::integerOf(core.reader(), store::Sql("SELECT COUNT(*) FROM sessions"), {});
    };
    VERIFY_OK(core.login(u"ann"_s));
    QCOMPARE(count(), 2); // the gate of a restarted process needs it still
    core.clock.advance(8 * 24h + 1h); // longer than any access token can live
    VERIFY_OK(core.login(u"ann"_s));
    QCOMPARE(count(), 2);
    REFUSED(core.refresh(old.refreshToken), Unauthenticated);
}

KITH_TEST(TestSessions)
#include "tst_sessions.moc"
