// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "shared/client/adminapi.h"
#include "support/person.h"

#include <QSignalSpy>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Chats and sign-ins, as an admin's console sees them through the API of a real server, and what
/// the people concerned see of it.
class tst_AdminChatsApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void archivingIsSeenByMembersAndConsoles();
    void readingAPrivateChatIsAskedForAndTold();
    void sessionsAreListedAndEnded();
    void oneRequestOnManyIsOneTransaction();

private:
    AdminApi admin() { return AdminApi(m_owner->api()); }
    std::unique_ptr<EventSocket> open(Person &who, bool isConsole = false) const
    {
        auto socket = who.socket({.backoff = [](int) { return 20ms; }, .admin = isConsole});
        socket->open();
        return QTest::qWaitFor([&] { return socket->isLive(); }, 10'000) ? std::move(socket)
                                                                         : nullptr;
    }

    TestServer m_server{{{u"server.environment"_s, u"\"LOCAL\""_s},
        {u"admin.read_private_chats"_s, u"\"owner\""_s}}};
    std::unique_ptr<Person> m_owner;
    std::unique_ptr<Person> m_ann;
};

void tst_AdminChatsApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_AdminChatsApi::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_AdminChatsApi::init()
{
    m_owner = std::make_unique<Person>(m_server);
    m_ann = std::make_unique<Person>(m_server);
    MUST_OK(m_owner->login(u"admin@admin.ru"_s, u"admin"_s));
    MUST_OK(m_ann->registerAs(u"ann"_s));
}

void tst_AdminChatsApi::archivingIsSeenByMembersAndConsoles()
{
    MUST(const Chat chat, m_ann->makeGroup(u"Старый клуб"_s));
    const auto anns = open(*m_ann);
    const auto console = open(*m_owner, true);
    QVERIFY(anns && console);
    QSignalSpy seen(anns.get(), &EventSocket::chatEvent);
    QSignalSpy told(console.get(), &EventSocket::chatEvent);
    QSignalSpy audited(console.get(), &EventSocket::auditEvent);
    MUST(const AdminChat archived, await<AdminChat>([&](Callback<AdminChat> done) {
        admin().changeChat(chat.id, {.isArchived = true}, std::move(done));
    }));
    QVERIFY(archived.isArchived);
    QTRY_COMPARE(seen.size(), 1);
    QTRY_COMPARE(told.size(), 1);
    QTRY_COMPARE(audited.size(), 1);
    const auto entry = audited.front().front().value<frames::AuditEvent>().entry;
    QCOMPARE(entry.action, u"chat.archive"_s);
    QCOMPARE(entry.targetId, chat.id.value);
    QCOMPARE(entry.targetName, u"Старый клуб"_s);
    QVERIFY(!m_ann->say(chat.id, u"x"_s));
    MUST(const auto page, await<CountedPage<AdminChat>>([&](Callback<CountedPage<AdminChat>> done) {
        admin().chats(
            {.search = u"старый КЛУБ"_s, .isArchived = true, .total = true}, std::move(done));
    }));
    QCOMPARE(page.total, std::optional<qint64>(1));
    QCOMPARE(page.items.front(), archived);
    ANSWERS(m_owner->raw("PATCH", at("admin/chats", chat.id), R"({"name":"x"})"), 409);
}

void tst_AdminChatsApi::readingAPrivateChatIsAskedForAndTold()
{
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s));
    MUST(const Message said, m_ann->say(chat.id, u"between us"_s));
    const QString messages = at("admin/chats", chat.id, u"messages"_s);
    ANSWERS(m_owner->raw("GET", messages), 403);
    ANSWERS(
        m_owner->raw("POST", at("admin/chats", chat.id, u"readings"_s), R"({"reason":"x"})"), 422);
    MUST(const Reading reading, await<Reading>([&](Callback<Reading> done) {
        admin().openReading(chat.id, {.reason = u"a complaint"_s}, std::move(done));
    }));
    MUST(const auto page, await<Page<Message>>([&](Callback<Page<Message>> done) {
        admin().messages(chat.id, {.reading = reading.id, .at = said.createdAt}, std::move(done));
    }));
    QCOMPARE(page.items.front().content, u"between us"_s);
    MUST(const auto people, await<Page<Member>>([&](Callback<Page<Member>> done) {
        admin().members(chat.id, {}, std::move(done));
    }));
    QCOMPARE(people.items.front().user.id, m_ann->id());
    MUST(const auto log, await<Page<AuditEntry>>([&](Callback<Page<AuditEntry>> done) {
        admin().audit({.targetKind = u"chat"_s, .targetId = chat.id.value}, std::move(done));
    }));
    QCOMPARE(log.items.size(), 1u);
    QCOMPARE(log.items.front().reason, u"a complaint"_s);
    // The setting says owners: an admin is told which setting it is.
    MUST_OK(m_owner->send<User>(
        "PATCH", at("users", m_ann->id()), AdminUserChange{.role = UserRole::Admin}));
    MUST_OK(m_ann->login(m_ann->user().username));
    const Answer refused =
        m_ann->raw("POST", at("admin/chats", chat.id, u"readings"_s), R"({"reason":"curious"})");
    ANSWERS(refused, 403);
    QVERIFY(refused.body.contains("admin.read_private_chats"));
    ANSWERS(m_ann->raw("GET", messages + u"?reading=%1"_s.arg(reading.id)), 403);
}

void tst_AdminChatsApi::sessionsAreListedAndEnded()
{
    const auto socket = open(*m_ann);
    QVERIFY(socket);
    MUST(const auto page, await<Page<AdminSession>>([&](Callback<Page<AdminSession>> done) {
        admin().sessions({.search = m_ann->user().username}, std::move(done));
    }));
    QCOMPARE(page.items.size(), 1u);
    const AdminSession session = page.items.front();
    QCOMPARE(session.user.id, m_ann->id());
    QCOMPARE(session.connections, 1);
    QCOMPARE(session.address, u"127.0.0.1"_s);
    QSignalSpy closed(socket.get(), &EventSocket::disconnected);
    MUST_OK(
        await<void>([&](Callback<void> done) { admin().endSession(session.id, std::move(done)); }));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.front().front().toInt(), 4401);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401);
    ANSWERS(m_owner->raw("DELETE", at("admin/sessions", session.id)), 404);
}

/// What consoles are told of many is told once the whole request is committed, one event a person.
void tst_AdminChatsApi::oneRequestOnManyIsOneTransaction()
{
    const auto console = open(*m_owner, true);
    QVERIFY(console);
    QSignalSpy people(console.get(), &EventSocket::userEvent);
    QSignalSpy audited(console.get(), &EventSocket::auditEvent);
    Person bob(m_server);
    MUST_OK(bob.registerAs(u"bob"_s));
    QTRY_COMPARE(people.size(), 1);
    MUST(const auto done, await<UserBulkResult>([&](Callback<UserBulkResult> callback) {
        admin().changeUsers({.action = UserAction::SetRole,
                                .role = UserRole::Moderator,
                                .userIds = {m_ann->id(), bob.id(), m_owner->id()},
                                .dryRun = false},
            std::move(callback));
    }));
    QCOMPARE(done.changed, 2);
    QTRY_COMPARE(people.size(), 3);
    QTRY_COMPARE(audited.size(), 2);
}

KITH_TEST(tst_AdminChatsApi)
#include "tst_adminchatsapi.moc"
