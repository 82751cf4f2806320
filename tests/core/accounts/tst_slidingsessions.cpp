// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions of APIs without refresh tokens: good while they are used, through a restart, and not a
// moment longer.
#include "../cast.h"
#include "../corefixture.h"
#include "runner/runner.h"

#include "core/accounts/sessiongate.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kLife = 30min;

SessionGate slidingGate() { return SessionGate(15min, {{QStringLiteral("pythia"), kLife}}); }

Claims claims(UserId user, SessionId session, const char *audience = "pythia")
{
    return {.actor = {.user = user, .session = session}, .audience = QString::fromLatin1(audience)};
}

Changes opened(UserId user, SessionId session, Timestamp at)
{
    Changes changes;
    changes.slidingSessions.push_back(
        {.session = session, .user = user, .role = UserRole::User, .life = kLife, .lastUsed = at});
    return changes;
}

const SessionId kSession(10);

bool never(SessionId) { return false; }

} // namespace

class tst_SlidingSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void useKeepsItAlive();
    void idlenessEndsIt();
    void whatIsNotKnownIsEnded();
    void anOpenSocketIsUse();
    void itsEndEndsItAtOnce();
    void theRoleIsTheOneOfNow();
    void sweepHandsOutWhatWasUsed();
    void aRestartKnowsIt_data() { test::eachDriver(); }
    void aRestartKnowsIt();
};

void tst_SlidingSessions::useKeepsItAlive()
{
    SessionGate gate = slidingGate();
    gate.apply(opened(kAnn, kSession, kNow), kNow);
    for (auto at = kNow; at < kNow + 10h; at += 29min)
        QVERIFY(gate.judge(claims(kAnn, kSession), at).actor);
}

void tst_SlidingSessions::idlenessEndsIt()
{
    SessionGate gate = slidingGate();
    gate.apply(opened(kAnn, kSession, kNow), kNow);
    QVERIFY(gate.judge(claims(kAnn, kSession), kNow + kLife).actor);
    QVERIFY(!gate.judge(claims(kAnn, kSession), kNow + kLife + kLife + 1ms).actor);
    const auto swept = gate.sweep(kNow + kLife + kLife + 1ms, never);
    QCOMPARE(swept.over, std::vector{kSession});
}

void tst_SlidingSessions::whatIsNotKnownIsEnded()
{
    SessionGate gate = slidingGate();
    QCOMPARE(gate.judge(claims(kAnn, kSession), kNow).refused, Refused::Ended);
    // One of an API that does not slide needs no entry; one of somebody else's session is nothing.
    QVERIFY(gate.judge(claims(kAnn, kSession, "native"), kNow).actor);
    gate.apply(opened(UserId(2), kSession, kNow), kNow);
    QVERIFY(!gate.judge(claims(kAnn, kSession), kNow).actor);
}

void tst_SlidingSessions::anOpenSocketIsUse()
{
    SessionGate gate = slidingGate();
    gate.apply(opened(kAnn, kSession, kNow), kNow);
    for (auto at = kNow; at < kNow + 10h; at += 20min)
        QVERIFY(gate.sweep(at, [](SessionId) { return true; }).over.empty());
    QVERIFY(gate.judge(claims(kAnn, kSession), kNow + 10h).actor);
}

void tst_SlidingSessions::itsEndEndsItAtOnce()
{
    SessionGate gate = slidingGate();
    gate.apply(opened(kAnn, kSession, kNow), kNow);
    Changes ended;
    ended.endedSessions.push_back(kSession);
    gate.apply(ended, kNow + 1s);
    QVERIFY(!gate.judge(claims(kAnn, kSession), kNow + 2s).actor);
    QVERIFY(gate.sweep(kNow + 2s, never).isEmpty());
}

void tst_SlidingSessions::theRoleIsTheOneOfNow()
{
    SessionGate gate = slidingGate();
    gate.apply(opened(kAnn, kSession, kNow), kNow);
    Changes promoted;
    promoted.changedUsers.push_back({kAnn, UserRole::Admin, true});
    gate.apply(promoted, kNow);
    // Long after the gate has forgotten the change for tokens that cannot be alive any more.
    auto at = kNow;
    for (; at < kNow + 5h; at += 20min) {
        gate.apply(opened(UserId(3), SessionId(30), at), at);
        QCOMPARE(gate.judge(claims(kAnn, kSession), at).actor->role, UserRole::Admin);
    }
}

void tst_SlidingSessions::sweepHandsOutWhatWasUsed()
{
    SessionGate gate = slidingGate();
    gate.apply(opened(kAnn, kSession, kNow), kNow);
    QVERIFY(gate.sweep(kNow + 1min, never).isEmpty());
    QVERIFY(gate.judge(claims(kAnn, kSession), kNow + 90s).actor);
    const auto swept = gate.sweep(kNow + 2min, never);
    QCOMPARE(swept.used.size(), size_t(1));
    QCOMPARE(swept.used.front().lastUsed, kNow + 90s);
    QVERIFY(gate.sweep(kNow + 3min, never).isEmpty());
}

void tst_SlidingSessions::aRestartKnowsIt()
{
    OPEN_CORE(core);
    const Issuer pythia{.tokens = core.tokens(),
        .audience = QStringLiteral("pythia"),
        .accessLife = kLife,
        .sliding = true};
    const UserId ann = core.somebody(QStringLiteral("ann")).user;
    const Timestamp start = core.clock.now();
    Token token;
    SessionId session;
    VERIFY_OK(core.write(Actor{}, [&](Tx &tx) -> Result<void> {
        TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(ann));
        TRY_ASSIGN(token, openSession(tx, pythia, *row));
        session = tx.changes.slidingSessions.front().session;
        return {};
    }));
    const auto verified = core.tokens().verify(token.accessToken.toLatin1(), start + 20h);
    QVERIFY(verified.claims); // the token outlives the session's idleness
    QCOMPARE(token.expiresIn, qint64(1'800));
    VERIFY_OK(core.write(Actor{}, [&](Tx &tx) {
        return keepSweep(tx, {.used = {{.session = session, .lastUsed = start + 25min}}});
    }));

    const auto loadedAt = [&](SessionGate &gate, Timestamp at) {
        return core.read(Actor{}, [&](ReadTx &tx) { return gate.load(tx.sql, at); });
    };
    SessionGate gate = slidingGate();
    VERIFY_OK(loadedAt(gate, start + 40min));
    QVERIFY(gate.judge(*verified.claims, start + 40min).actor);
    SessionGate later = slidingGate();
    VERIFY_OK(loadedAt(later, start + 60min));
    QVERIFY(!later.judge(*verified.claims, start + 60min).actor);
    QCOMPARE(later.sweep(start + 60min, never).over, std::vector{session});
}

KITH_TEST(tst_SlidingSessions)
#include "tst_slidingsessions.moc"
