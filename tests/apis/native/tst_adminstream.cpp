// SPDX-License-Identifier: GPL-3.0-or-later
#include "baresocket.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The stream of the consoles on a real server: who hears it, what comes on it, and that nothing of
/// it is missed.
class tst_AdminStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void aConsoleHearsOfPeopleAndChats();
    void onlyAClientThatNamesItHearsIt();
    void othersHaveNoSuchStream();
    void whatAConsoleMissedComesInOrder();
    void whoIsNoLongerAnAdminHearsNoMore();
    void metricsComeEverySecond();

private:
    /// A console of somebody, with what it heard of people: "name" at each place.
    struct Console
    {
        std::unique_ptr<EventSocket> socket{};
        std::vector<qint64> seqs{};
        QStringList people{};
        QStringList chats{};
    };
    std::unique_ptr<Console> consoleOf(Person &who) const;
    void fill(Console &console, Person &who) const;

    // LOCAL has an owner whose password is known.
    TestServer m_server{{{u"server.environment"_s, u"\"LOCAL\""_s}}};
    std::unique_ptr<Person> m_owner;
};

void tst_AdminStream::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_AdminStream::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_AdminStream::init()
{
    m_owner = std::make_unique<Person>(m_server);
    MUST_OK(m_owner->login(u"admin@admin.ru"_s, u"admin"_s));
}

void tst_AdminStream::fill(Console &console, Person &who) const
{
    console.socket = who.socket({.backoff = [](int) { return 20ms; }, .admin = true});
    connect(console.socket.get(), &EventSocket::userEvent, this,
        [&console](const frames::UserEvent &event) {
            if (event.stream != u"admin"_s)
                return;
            console.seqs.push_back(event.seq);
            console.people.push_back(event.user.username + u' ' + event.user.title);
        });
    connect(console.socket.get(), &EventSocket::chatEvent, this,
        [&console](const frames::ChatEvent &event) {
            if (event.stream != u"admin"_s)
                return;
            console.seqs.push_back(event.seq);
            console.chats.push_back(event.chat.name);
        });
}

std::unique_ptr<tst_AdminStream::Console> tst_AdminStream::consoleOf(Person &who) const
{
    auto console = std::make_unique<Console>();
    fill(*console, who);
    console->socket->open();
    if (!QTest::qWaitFor([&] { return console->socket->isLive(); }, 10'000))
        return nullptr;
    return console;
}

void tst_AdminStream::aConsoleHearsOfPeopleAndChats()
{
    const auto console = consoleOf(*m_owner);
    QVERIFY(console);
    Person ann(m_server);
    MUST_OK(ann.registerAs(u"ann"_s));
    const QString name = ann.user().username;
    QTRY_COMPARE(console->people, QStringList{name + u' '});
    MUST_OK(ann.send<User>("PATCH", u"users/me"_s, UserChange{.title = u"Baker"_s}));
    QTRY_COMPARE(console->people.size(), 2);
    QCOMPARE(console->people.back(), name + u" Baker"_s);
    MUST(const Chat chat, ann.makeGroup(u"before"_s));
    MUST_OK(ann.send<Chat>("PATCH", at("chats", chat.id), ChatChange{.name = u"after"_s}));
    QTRY_COMPARE(console->chats, (QStringList{u"before"_s, u"after"_s}));
    // A message and a status are no news to a console.
    MUST_OK(ann.say(chat.id, u"hello"_s));
    MUST_OK(ann.send<User>("PUT", u"users/me/status"_s, UserStatus{.text = u"out"_s}));
    MUST_OK(ann.makeGroup(u"last"_s));
    QTRY_COMPARE(console->chats.size(), 3);
    QCOMPARE(console->people.size(), 2);
    for (size_t i = 1; i < console->seqs.size(); ++i)
        QCOMPARE(console->seqs[i], console->seqs[i - 1] + 1);
}

void tst_AdminStream::onlyAClientThatNamesItHearsIt()
{
    BareSocket chatPage(m_server);
    QVERIFY(chatPage.signIn(m_owner->token()));
    const QJsonObject streams = chatPage.await(u"ready"_s).value("streams"_L1).toObject();
    QVERIFY(streams.contains("admin"_L1));
    chatPage.send({{u"type"_s, u"resume"_s}, {u"streams"_s, QJsonObject()}});
    QVERIFY(!chatPage.await(u"resumed"_s).isEmpty());
    Person ann(m_server);
    MUST_OK(ann.registerAs(u"ann"_s));
    MUST(const Chat chat, ann.makeGroup(u"g"_s, {m_owner->id()}));
    // The chat's own events come behind what the consoles were told of it.
    QVERIFY(!chatPage.await(u"member_added"_s).isEmpty());
    for (const QJsonObject &frame : chatPage.frames())
        QVERIFY2(frame.value("stream"_L1).toString() != u"admin"_s,
            QJsonDocument(frame).toJson().constData());
}

void tst_AdminStream::othersHaveNoSuchStream()
{
    Person ann(m_server);
    MUST_OK(ann.registerAs(u"ann"_s));
    BareSocket bare(m_server);
    QVERIFY(bare.signIn(ann.token()));
    QVERIFY(!bare.await(u"ready"_s).value("streams"_L1).toObject().contains("admin"_L1));
    bare.send({{u"type"_s, u"resume"_s}, {u"streams"_s, QJsonObject{{u"admin"_s, 0}}}});
    const QJsonObject streams = bare.await(u"resumed"_s).value("streams"_L1).toObject();
    QCOMPARE(streams.value("admin"_L1).toObject().value("recovered"_L1), QJsonValue(false));
    Person bob(m_server);
    MUST_OK(bob.registerAs(u"bob"_s));
    MUST_OK(bob.makeGroup(u"g"_s, {ann.id()}));
    QVERIFY(!bare.await(u"member_added"_s).isEmpty());
    QCOMPARE(bare.count(u"user_updated"_s), 0);
    QCOMPARE(bare.count(u"chat_updated"_s), 0);
}

void tst_AdminStream::whatAConsoleMissedComesInOrder()
{
    const auto console = consoleOf(*m_owner);
    QVERIFY(console);
    MUST_OK(m_owner->makeGroup(u"seen"_s));
    QTRY_COMPARE(console->chats, QStringList{u"seen"_s});
    const auto positions = console->socket->positions();
    console->socket->close();
    for (const QString &name : {u"one"_s, u"two"_s, u"three"_s})
        MUST_OK(m_owner->makeGroup(name));
    m_server.kill();
    QVERIFY2(m_server.start(), m_server.log().constData());
    Console later;
    fill(later, *m_owner);
    later.socket->setPositions(positions);
    later.socket->open();
    QTRY_VERIFY(later.socket->isLive());
    QCOMPARE(later.chats, (QStringList{u"one"_s, u"two"_s, u"three"_s}));
    MUST_OK(m_owner->makeGroup(u"live"_s));
    QTRY_COMPARE(later.chats.size(), 4);
    QCOMPARE(later.seqs.back(), console->seqs.back() + 4);
}

void tst_AdminStream::whoIsNoLongerAnAdminHearsNoMore()
{
    Person ann(m_server);
    MUST_OK(ann.registerAs(u"ann"_s));
    const auto grant = [&](UserRole role) {
        return m_owner->send<User>("PATCH", at("users", ann.id()), AdminUserChange{.role = role});
    };
    MUST_OK(grant(UserRole::Admin));
    MUST_OK(ann.login(ann.user().username));
    const auto console = consoleOf(ann);
    QVERIFY(console);
    MUST_OK(m_owner->makeGroup(u"heard"_s));
    QTRY_COMPARE(console->chats, QStringList{u"heard"_s});
    MUST_OK(grant(UserRole::User));
    MUST_OK(m_owner->makeGroup(u"secret"_s));
    // What comes on another stream of the same socket comes behind it.
    QSignalSpy members(console->socket.get(), &EventSocket::memberEvent);
    MUST_OK(m_owner->makeGroup(u"with her"_s, {ann.id()}));
    QTRY_VERIFY(!members.isEmpty());
    QCOMPARE(console->chats, QStringList{u"heard"_s});
}

void tst_AdminStream::metricsComeEverySecond()
{
    const auto console = consoleOf(*m_owner);
    QVERIFY(console);
    std::vector<MetricsSample> samples;
    connect(console->socket.get(), &EventSocket::metricsEvent, this,
        [&samples](const frames::MetricsEvent &event) { samples.push_back(event.sample); });
    MUST(const Chat chat, m_owner->makeGroup(u"g"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!samples.empty(), 10'000);
    for (int i = 0; i < 20; ++i)
        MUST_OK(m_owner->say(chat.id, u"m"_s));
    QTRY_VERIFY_WITH_TIMEOUT(std::any_of(samples.begin(), samples.end(),
                                 [](const MetricsSample &sample) {
                                     return sample.messagesPerSecond > 0 && sample.ackLatency
                                         && sample.requestsPerSecond > 0;
                                 }),
        10'000);
    QVERIFY(samples.back().sockets >= 1);
    QVERIFY(samples.back().memoryBytes > 0);
    MUST(const Items<MetricsSample> kept,
        m_owner->get<Items<MetricsSample>>(u"admin/metrics?seconds=60"_s));
    QVERIFY(kept.items.size() >= 2);
    const auto gap = kept.items[1].at - kept.items[0].at;
    QVERIFY2(gap > 500ms && gap < 5s, QByteArray::number(gap.count()).constData());
}

KITH_TEST(tst_AdminStream)
#include "tst_adminstream.moc"
