// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "wire.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// What an operator can change about the native socket.
class tst_SocketSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticketsInTheAddressCanBeSwitchedOff();
};

void tst_SocketSettings::ticketsInTheAddressCanBeSwitchedOff()
{
    TestServer server(TestServer::Settings{{u"auth.query_tokens"_s, u"false"_s}});
    QVERIFY2(server.start(), server.log().constData());
    Person ann(server);
    MUST_OK(ann.registerAs(u"ann"_s));
    MUST(const WsTicket ticket, ann.post<WsTicket>(u"auth/ws-ticket"_s));
    Wire refused(server);
    refused.open(u"ticket="_s + ticket.ticket);
    QCOMPARE(refused.awaitClose(), 4401);
    Wire wire(server);
    QVERIFY(wire.signIn(ann.token()));
}

KITH_TEST(tst_SocketSettings)
#include "tst_socketsettings.moc"
