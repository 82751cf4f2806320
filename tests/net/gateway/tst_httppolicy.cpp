// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway/httppolicy.h"
#include "runner/runner.h"

using namespace kith::net;
using namespace Qt::StringLiterals;

class tst_HttpPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void originsAreMatchedExactly_data();
    void originsAreMatchedExactly();
    void hostsAreChecked_data();
    void hostsAreChecked();
    void onlyTrustedProxiesAreBelieved_data();
    void onlyTrustedProxiesAreBelieved();
};

namespace {

HttpPolicy policy()
{
    return HttpPolicy({.hosts = {u"chat.example.org"_s, u"localhost"_s, u"[::1]"_s},
        .origins = {u"https://app.example.org"_s, u"http://localhost:*"_s},
        .proxies = {u"10.0.0.0/8"_s, u"192.0.2.7/32"_s}});
}

} // namespace

void tst_HttpPolicy::originsAreMatchedExactly_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("listed") << "https://app.example.org"_ba << true;
    QTest::newRow("any port of localhost") << "http://localhost:5173"_ba << true;
    QTest::newRow("the page's own server") << "http://chat.example.org:8000"_ba << true;
    QTest::newRow("another scheme") << "http://app.example.org"_ba << false;
    QTest::newRow("another port") << "https://app.example.org:8443"_ba << false;
    QTest::newRow("suffix") << "https://app.example.org.evil.net"_ba << false;
    QTest::newRow("prefix") << "https://evilapp.example.org"_ba << false;
    QTest::newRow("sub domain") << "https://x.app.example.org"_ba << false;
    QTest::newRow("null") << "null"_ba << false;
    QTest::newRow("port that is none") << "http://localhost:5173.evil.net"_ba << false;
    QTest::newRow("localhost without a port") << "http://localhost:"_ba << false;
    QTest::newRow("upper case") << "https://APP.example.org"_ba << false;
    QTest::newRow("empty") << ""_ba << false;
}

void tst_HttpPolicy::originsAreMatchedExactly()
{
    QFETCH(QByteArray, origin);
    QFETCH(bool, allowed);
    const HttpPolicy http = policy();
    QCOMPARE(http.allowsOrigin(origin, "chat.example.org:8000"), allowed);
    bool named = false;
    for (const HeaderField &field : http.corsFields(origin, "chat.example.org:8000"))
        named = named || field.name == "Access-Control-Allow-Origin";
    QCOMPARE(named, allowed);
}

void tst_HttpPolicy::hostsAreChecked_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("plain") << "chat.example.org"_ba << true;
    QTest::newRow("port") << "chat.example.org:443"_ba << true;
    QTest::newRow("case") << "Chat.Example.ORG"_ba << true;
    QTest::newRow("IPv6") << "[::1]:8000"_ba << true;
    QTest::newRow("rebound name") << "evil.net"_ba << false;
    QTest::newRow("suffix") << "chat.example.org.evil.net"_ba << false;
    QTest::newRow("empty") << ""_ba << false;
}

void tst_HttpPolicy::hostsAreChecked()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, allowed);
    QCOMPARE(policy().allowsHost(host), allowed);
}

void tst_HttpPolicy::onlyTrustedProxiesAreBelieved_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("forwarded");
    QTest::addColumn<QString>("client");
    QTest::newRow("no proxy") << u"203.0.113.5"_s << ""_ba << u"203.0.113.5"_s;
    QTest::newRow("a stranger's claim") << u"203.0.113.5"_s << "1.2.3.4"_ba << u"203.0.113.5"_s;
    QTest::newRow("one hop") << u"10.1.2.3"_s << "203.0.113.9"_ba << u"203.0.113.9"_s;
    QTest::newRow("forged hops to the left")
        << u"10.1.2.3"_s << "127.0.0.1, 203.0.113.9"_ba << u"203.0.113.9"_s;
    QTest::newRow("two proxies") << u"10.1.2.3"_s << "198.51.100.1, 192.0.2.7"_ba
                                 << u"198.51.100.1"_s;
    QTest::newRow("junk") << u"10.1.2.3"_s << "unknown"_ba << u"10.1.2.3"_s;
    QTest::newRow("junk behind a proxy") << u"10.1.2.3"_s << "junk, 10.9.9.9"_ba << u"10.9.9.9"_s;
}

void tst_HttpPolicy::onlyTrustedProxiesAreBelieved()
{
    QFETCH(QString, peer);
    QFETCH(QByteArray, forwarded);
    QFETCH(QString, client);
    HttpRequest request;
    request.peer = QHostAddress(peer);
    if (!forwarded.isEmpty())
        request.headers.push_back({"X-Forwarded-For", forwarded});
    QCOMPARE(policy().clientOf(request).toString(), client);
}

KITH_TEST(tst_HttpPolicy)
#include "tst_httppolicy.moc"
