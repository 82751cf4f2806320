// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"
#include "longform.h"
#include "runner/runner.h"
#include "support/mariadbserver.h"

using namespace kith;
using namespace kith::faults;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// MariaDB killed and started again under load: a COMMIT whose answer never came is settled by its
/// client ids, and readiness says what is so. Long form: KITH_MARIADB_KILLS=20.
class tst_MariaDb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLostWhenTheDatabaseDies();
    void aLossIsNoticedWhileNobodyWrites();

private:
    void dieOnce(TestServer &server, Crowd &crowd);
    std::unique_ptr<TestServer> newServer(const store::DatabaseConfig &database);
    static bool isReady(const TestServer &server);

    test::MariaDbServer m_mariaDb;
    Times m_restarts; ///< from the database's return to the first ack
};

void tst_MariaDb::initTestCase()
{
    if (!m_mariaDb.start())
        QSKIP(qPrintable(m_mariaDb.whyNot()));
}

std::unique_ptr<TestServer> tst_MariaDb::newServer(const store::DatabaseConfig &database)
{
    const auto quoted = [](const QString &text) { return u'"' + text + u'"'; };
    return std::make_unique<TestServer>(
        TestServer::Settings{{u"database.mysql_socket"_s, quoted(database.server.socket)},
            {u"database.mysql_user"_s, quoted(database.server.user)},
            {u"database.mysql_database"_s, quoted(database.server.database)}});
}

bool tst_MariaDb::isReady(const TestServer &server)
{
    QNetworkAccessManager network;
    return exchange(network, server.base(), {.target = u"/readyz"_s}).status == 200;
}

void tst_MariaDb::dieOnce(TestServer &server, Crowd &crowd)
{
    Stage &stage = crowd.stage();
    QTest::qWait(20 + stage.random.bounded(300));
    m_mariaDb.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!isReady(server), 2'000);
    QTest::qWait(stage.random.bounded(500));
    QVERIFY2(m_mariaDb.start(), qPrintable(m_mariaDb.whyNot()));
    QElapsedTimer since;
    since.start();
    bool isBack = false;
    stage.onAck = [&] { isBack = true; };
    QTRY_VERIFY_WITH_TIMEOUT(isBack, int(patience().count()));
    stage.onAck = [] {};
    m_restarts.add(std::chrono::milliseconds(since.elapsed()));
    QTRY_VERIFY_WITH_TIMEOUT(isReady(server), 2'000);
}

void tst_MariaDb::nothingIsLostWhenTheDatabaseDies()
{
    const int kills = longForm("KITH_MARIADB_KILLS", 3);
    const store::DatabaseConfig database = m_mariaDb.newDatabase();
    const auto server = newServer(database);
    QVERIFY2(server->start(), server->log().constData());
    Crowd crowd(*server, {}, seedOfRun(0));
    MUST_OK(crowd.gather());
    crowd.beginWriting();
    for (int i = 0; i < kills; ++i) {
        if (i == kills / 2)
            crowd.removeOne();
        dieOnce(*server, crowd);
        if (QTest::currentTestFailed())
            return;
    }
    JUDGE(crowd, database);
    report("deaths of MariaDB", kills, crowd.tally(), "first ack after its return", m_restarts);
    QCOMPARE(server->stop(), 0);
}

void tst_MariaDb::aLossIsNoticedWhileNobodyWrites()
{
    const auto server = newServer(m_mariaDb.newDatabase());
    QVERIFY2(server->start(), server->log().constData());
    m_mariaDb.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!isReady(*server), 3'000);
    QVERIFY2(m_mariaDb.start(), qPrintable(m_mariaDb.whyNot()));
    QTRY_VERIFY_WITH_TIMEOUT(isReady(*server), 3'000);
}

KITH_TEST(tst_MariaDb)
#include "tst_mariadb.moc"
