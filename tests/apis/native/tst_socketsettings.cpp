// SPDX-License-Identifier: GPL-3.0-or-later
#include "baresocket.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// What an operator can change about the native socket.
class tst_SocketSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticketsInTheAddressCanBeSwitchedOff();
    void socketsAreServedByTheEngineThatIsSet_data();
    void socketsAreServedByTheEngineThatIsSet();
};

void tst_SocketSettings::ticketsInTheAddressCanBeSwitchedOff()
{
    TestServer server(TestServer::Settings{{u"auth.query_tokens"_s, u"false"_s}});
    QVERIFY2(server.start(), server.log().constData());
    Person ann(server);
    MUST_OK(ann.registerAs(u"ann"_s));
    MUST(const WsTicket ticket, ann.post<WsTicket>(u"auth/ws-ticket"_s));
    BareSocket refused(server);
    refused.open(u"ticket="_s + ticket.ticket);
    QCOMPARE(refused.awaitClose(), 4401);
    BareSocket bare(server);
    QVERIFY(bare.signIn(ann.token()));
}

void tst_SocketSettings::socketsAreServedByTheEngineThatIsSet_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("answer");
    // The one difference that a client can see: Qt cuts a byte-order mark off, which is no JSON.
    QTest::newRow("kith") << u"kith"_s << u"error"_s;
    QTest::newRow("qt") << u"qt"_s << u"pong"_s;
}

void tst_SocketSettings::socketsAreServedByTheEngineThatIsSet()
{
    QFETCH(const QString, engine);
    QFETCH(const QString, answer);
    TestServer server(TestServer::Settings{{u"websocket.engine"_s, u'"' + engine + u'"'}});
    QVERIFY2(server.start(), server.log().constData());
    Person ann(server);
    MUST_OK(ann.registerAs(u"ann"_s));
    BareSocket bare(server);
    QVERIFY(bare.signIn(ann.token()));
    bare.sendText(u"\ufeff{\"type\":\"ping\"}"_s);
    QVERIFY(!bare.await(answer).isEmpty());
    QCOMPARE(server.stop(), 0);
    QVERIFY(server.log().contains("\"websocket_engine\":\"" + engine.toUtf8() + '"'));
}

KITH_TEST(tst_SocketSettings)
#include "tst_socketsettings.moc"
