// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "shared/client/adminapi.h"
#include "support/person.h"

#include <QDir>
#include <QSignalSpy>

#include <algorithm>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a real server tells a console of itself and of who is connected to it.
class tst_MonitorApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void theOverviewCounts();
    void theOverviewNamesFaultsWithAdvice();
    void aBackupIsKnown();
    void socketsAreListedAndFiltered();
    void aListIsPaged();
    void aClosedSocketComesBackAndAnEndedSessionDoesNot();
    void nobodyDisconnectsSomebodyAboveThem();

private:
    std::unique_ptr<EventSocket> open(Person &who) const;
    Result<Page<ClientConnection>> connections(const ConnectionQuery &query);

    // LOCAL has an owner whose password is known.
    TestServer m_server{
        {{u"server.environment"_s, u"\"LOCAL\""_s}, {u"websocket.ping_seconds"_s, u"1"_s}}};
    std::unique_ptr<Person> m_owner;
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<AdminApi> m_admin;
};

void tst_MonitorApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_MonitorApi::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_MonitorApi::init()
{
    m_owner = std::make_unique<Person>(m_server);
    m_ann = std::make_unique<Person>(m_server);
    MUST_OK(m_owner->login(u"admin@admin.ru"_s, u"admin"_s));
    MUST_OK(m_ann->registerAs(u"ann"_s));
    m_admin = std::make_unique<AdminApi>(m_owner->api());
}

std::unique_ptr<EventSocket> tst_MonitorApi::open(Person &who) const
{
    auto socket = who.socket({.backoff = [](int) { return 20ms; }});
    socket->open();
    return QTest::qWaitFor([&] { return socket->isLive(); }, 10'000) ? std::move(socket) : nullptr;
}

Result<Page<ClientConnection>> tst_MonitorApi::connections(const ConnectionQuery &query)
{
    return await<Page<ClientConnection>>(
        [&](Callback<Page<ClientConnection>> done) { m_admin->connections(query, done); });
}

void tst_MonitorApi::theOverviewCounts()
{
    MUST(const Overview before, m_owner->get<Overview>(u"admin/overview"_s));
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s));
    MUST_OK(m_ann->say(chat.id, u"one"_s));
    MUST_OK(m_ann->say(chat.id, u"two"_s));
    Person bob(m_server);
    MUST_OK(bob.registerAs(u"bob"_s));
    MUST_OK(
        m_owner->send<User>("PATCH", at("users", bob.id()), AdminUserChange{.isActive = false}));
    MUST(const Overview after, m_owner->get<Overview>(u"admin/overview"_s));
    QCOMPARE(after.usersActive, before.usersActive);
    QCOMPARE(after.usersSuspended, before.usersSuspended + 1);
    QCOMPARE(after.chats, before.chats + 1);
    QCOMPARE(after.messages, before.messages + 2);
    QCOMPARE(after.database, u"sqlite"_s);
    QVERIFY(after.databaseBytes > 0);
    QVERIFY(after.diskFreeBytes > 0);
    QVERIFY(after.startedAt <= after.now);
    QVERIFY(!after.version.isEmpty());
}

void tst_MonitorApi::theOverviewNamesFaultsWithAdvice()
{
    MUST(const Overview overview, m_owner->get<Overview>(u"admin/overview"_s));
    QVERIFY(overview.isDemo);
    QVERIFY(overview.health >= HealthLevel::Warning); // the demo people
    const auto demo = std::find_if(overview.checks.begin(), overview.checks.end(),
        [](const HealthCheck &check) { return check.name == u"demo"_s; });
    QVERIFY(demo != overview.checks.end());
    QCOMPARE(demo->level, HealthLevel::Warning);
    QVERIFY(!demo->advice.isEmpty());
    const auto serving = std::find_if(overview.checks.begin(), overview.checks.end(),
        [](const HealthCheck &check) { return check.name == u"serving"_s; });
    QCOMPARE(serving->level, HealthLevel::Ok);
}

void tst_MonitorApi::aBackupIsKnown()
{
    // Only a server that is no demo wants backups.
    TestServer server;
    QVERIFY2(server.start(), server.log().constData());
    const QString name = u"root_of_it"_s;
    QCOMPARE(server.stop(), 0);
    QByteArray password;
    QCOMPARE(server.run({u"admin"_s, u"create"_s, u"--username"_s, name, u"--email"_s,
                            u"root@example.org"_s},
                 &password),
        0);
    QVERIFY2(server.start(), server.log().constData());
    const auto backup = [&](Person &who) -> QString {
        const auto overview = who.get<Overview>(u"admin/overview"_s);
        if (!overview)
            return overview.error().detail;
        const auto found = std::find_if(overview->checks.begin(), overview->checks.end(),
            [](const HealthCheck &check) { return check.name == u"backup"_s; });
        return QString::fromLatin1(nameOf(found->level)) + u": "_s + found->detail;
    };
    Person root(server);
    const QString printed = QString::fromUtf8(password).trimmed();
    MUST_OK(root.login(name, printed.section(QRegularExpression(u"\\s+"_s), -1)));
    QCOMPARE(backup(root), u"warning: none has been made yet"_s);
    QTemporaryDir folder;
    QCOMPARE(server.run({u"backup"_s, u"--to"_s, folder.filePath(u"b"_s)}), 0);
    QCOMPARE(backup(root), u"ok: the last one is 0 days old"_s);
}

void tst_MonitorApi::socketsAreListedAndFiltered()
{
    const auto socket = open(*m_ann);
    QVERIFY(socket);
    const auto ownersSocket = open(*m_owner);
    QVERIFY(ownersSocket);
    MUST(const auto hers, connections({.user = m_ann->id()}));
    QCOMPARE(hers.items.size(), size_t(1));
    const ClientConnection &row = hers.items.front();
    QCOMPARE(row.user.username, m_ann->user().username);
    QCOMPARE(row.dialect, u"native"_s);
    QCOMPARE(row.address, u"127.0.0.1"_s);
    QVERIFY(row.streams >= 1);
    QVERIFY(row.framesSent >= 1);
    QVERIFY(row.framesReceived >= 1);
    // After the first ping was answered.
    QTRY_VERIFY(connections({.user = m_ann->id()})->items.front().roundTripMs.value_or(-1) >= 0);
    MUST(const auto found, connections({.search = m_ann->user().username.left(6).toUpper()}));
    QVERIFY(std::any_of(found.items.begin(), found.items.end(),
        [&](const ClientConnection &one) { return one.id == row.id; }));
    MUST(const auto none, connections({.search = u"no such thing"_s}));
    QVERIFY(none.items.empty());
    MUST(const auto all, connections({}));
    QVERIFY(all.items.size() >= 2);
    QVERIFY(std::is_sorted(all.items.begin(), all.items.end(),
        [](const auto &a, const auto &b) { return a.id > b.id; }));
}

void tst_MonitorApi::aListIsPaged()
{
    std::vector<std::unique_ptr<EventSocket>> sockets;
    for (int i = 0; i < 3; ++i) {
        sockets.push_back(open(*m_ann));
        QVERIFY(sockets.back());
    }
    QList<qint64> seen;
    ConnectionQuery query{.user = m_ann->id(), .limit = 2};
    for (int pages = 0; pages < 3; ++pages) {
        MUST(const auto page, connections(query));
        for (const ClientConnection &row : page.items)
            seen.append(row.id.value);
        query.cursor = page.next;
        if (!page.next)
            break;
    }
    QCOMPARE(seen.size(), 3);
    QCOMPARE(QSet<qint64>(seen.begin(), seen.end()).size(), 3);
}

void tst_MonitorApi::aClosedSocketComesBackAndAnEndedSessionDoesNot()
{
    const auto socket = open(*m_ann);
    QVERIFY(socket);
    MUST(const auto before, connections({.user = m_ann->id()}));
    const SocketId id = before.items.front().id;
    const auto close = [&] {
        return await<void>([&](Callback<void> done) { m_admin->closeConnection(id, done); });
    };
    QSignalSpy closed(socket.get(), &EventSocket::disconnected);
    MUST_OK(close());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.front().front().toInt(), 4000);
    QTRY_VERIFY(socket->isLive());
    QTRY_COMPARE(connections({.user = m_ann->id()})->items.size(), size_t(1));
    QVERIFY(connections({.user = m_ann->id()})->items.front().id != id);
    // The one that was closed is gone, and says so as one that never was.
    const auto again = close();
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::NotFound);
}

void tst_MonitorApi::nobodyDisconnectsSomebodyAboveThem()
{
    MUST_OK(m_owner->send<User>(
        "PATCH", at("users", m_ann->id()), AdminUserChange{.role = UserRole::Admin}));
    MUST_OK(m_ann->login(m_ann->user().username));
    const auto ownersSocket = open(*m_owner);
    QVERIFY(ownersSocket);
    MUST(const auto rows, connections({.user = m_owner->id()}));
    const QString path = u"admin/connections/"_s + QString::number(rows.items.front().id.value);
    ANSWERS(m_ann->raw("DELETE", path), 403);
    QVERIFY(ownersSocket->isLive());
}

KITH_TEST(tst_MonitorApi)
#include "tst_monitorapi.moc"
