// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"
#include "longform.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::faults;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// kithd killed with SIGKILL at random moments while people write over REST and the socket: nothing
/// that was acknowledged is lost, doubled or out of order, and every reader goes on without a hole.
/// Long form: KITH_KILLS=200.
class tst_Kill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOverKills();

private:
    void killOnce(TestServer &server, Crowd &crowd);

    Times m_restarts; ///< from SIGKILL to the first ack after it
};

void tst_Kill::killOnce(TestServer &server, Crowd &crowd)
{
    Stage &stage = crowd.stage();
    QTest::qWait(20 + stage.random.bounded(200));
    server.kill();
    QElapsedTimer since;
    since.start();
    QTest::qWait(stage.random.bounded(30)); // in which clients find nobody there
    bool isBack = false;
    stage.onAck = [&] { isBack = true; };
    QVERIFY2(server.start(), server.log().constData());
    QTRY_VERIFY_WITH_TIMEOUT(isBack, int(patience().count()));
    stage.onAck = [] {};
    m_restarts.add(std::chrono::milliseconds(since.elapsed()));
}

void tst_Kill::nothingIsLostOverKills()
{
    constexpr int kKillsOfARound = 20; // a history grows with its round, and checking with it
    const int kills = longForm("KITH_KILLS", kKillsOfARound);
    TestServer server;
    QVERIFY2(server.start(), server.log().constData());
    Tally all;
    for (int done = 0; done < kills;) {
        Crowd crowd(server, {}, seedOfRun(static_cast<quint32>(done)));
        MUST_OK(crowd.gather());
        crowd.beginWriting();
        for (int i = 0; i < kKillsOfARound && done < kills; ++i, ++done) {
            if (i == kKillsOfARound / 2)
                crowd.removeOne();
            killOnce(server, crowd);
            if (QTest::currentTestFailed())
                return;
        }
        JUDGE(crowd, databaseOf(server));
        all += crowd.tally();
    }
    report("kills", kills, all, "first ack after a kill", m_restarts);
    QVERIFY(all.acks > kills);
    QCOMPARE(server.stop(), 0);
}

KITH_TEST(tst_Kill)
#include "tst_kill.moc"
