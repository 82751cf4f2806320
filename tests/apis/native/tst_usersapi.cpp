// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// People, through the API of a real server: the directory, profiles, status, and what admins may.
class tst_UsersApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void meAndOthers();
    void addressesAreForOneselfAndAdmins();
    void theDirectoryIsSearched_data();
    void theDirectoryIsSearched();
    void theDirectoryIsPaged_data();
    void theDirectoryIsPaged();
    void directoryQueriesAreChecked_data();
    void directoryQueriesAreChecked();
    void changingMyself_data();
    void changingMyself();
    void aTakenNameIsAConflict();
    void statusIsSetAndCleared();
    void badStatuses_data();
    void badStatuses();
    void nobodyIsOnlineWithoutASocket();
    void adminsChangeOthers();
    void suspendedPeopleAreOut();
    void nobodyGrantsAboveTheirOwn();
    void theLastOwnerKeepsTheRole();
    void unknownPeople_data();
    void unknownPeople();

private:
    // LOCAL has an owner whose password is known.
    TestServer m_server{{{u"server.environment"_s, u"\"LOCAL\""_s}}};
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    std::unique_ptr<Person> m_owner;
};

void tst_UsersApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_UsersApi::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_UsersApi::init()
{
    for (auto *person : {&m_ann, &m_bob, &m_owner})
        *person = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST_OK(m_owner->login(u"admin@admin.ru"_s, u"admin"_s));
}

void tst_UsersApi::meAndOthers()
{
    MUST(const User me, m_ann->get<User>(u"users/me"_s));
    MUST(const User alsoMe, m_ann->get<User>(u"auth/me"_s));
    MUST(const User byId, m_ann->get<User>(at("users", m_ann->id())));
    QCOMPARE(alsoMe, me);
    QCOMPARE(byId, me);
    QCOMPARE(me.username, m_ann->user().username);
    QCOMPARE(me.role, UserRole::User);
    QVERIFY(me.isActive);
}

void tst_UsersApi::addressesAreForOneselfAndAdmins()
{
    const QByteArray address = m_ann->user().email.value_or(u"none"_s).toUtf8();
    QVERIFY(address.contains('@'));
    const QString path = at("users", m_ann->id());
    const QString search = u"users?search="_s + m_ann->user().username;
    QVERIFY(m_ann->raw("GET", path).body.contains(address));
    QVERIFY(m_owner->raw("GET", path).body.contains(address));
    QVERIFY(m_owner->raw("GET", search).body.contains(address));
    QVERIFY(!m_bob->raw("GET", path).body.contains(address));
    QVERIFY(!m_bob->raw("GET", search).body.contains(address));
    MUST(const Chat chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
    MUST_OK(m_ann->say(chat.id, u"x"_s));
    for (const QString &below : {u"members"_s, u"messages"_s, u"events?after=0"_s})
        QVERIFY(!m_bob->raw("GET", at("chats", chat.id, below)).body.contains(address));
}

void tst_UsersApi::theDirectoryIsSearched_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<bool>("found");
    QTest::newRow("username") << u"NAME"_s << true;
    QTest::newRow("team, other case") << u"VöGEL"_s << true;
    QTest::newRow("title") << u"keeper of"_s << true;
    QTest::newRow("wildcard") << u"v_gel"_s << false;
    QTest::newRow("percent") << u"100%"_s << true;
    QTest::newRow("percent as a wildcard") << u"1%0"_s << false;
}

void tst_UsersApi::theDirectoryIsSearched()
{
    QFETCH(QString, search);
    QFETCH(bool, found);
    MUST_OK(m_ann->send<User>(
        "PATCH", u"users/me"_s, UserChange{.title = u"Keeper of 100%"_s, .team = u"vögel"_s}));
    search.replace(u"NAME"_s, m_ann->user().username);
    MUST(const auto page,
        m_bob->get<Page<User>>(u"users?limit=50&sort=created_at&order=desc&search="_s
            + QString::fromLatin1(QUrl::toPercentEncoding(search))));
    const bool inIt = std::any_of(page.items.begin(), page.items.end(),
        [&](const User &user) { return user.id == m_ann->id(); });
    QCOMPARE(inIt, found);
}

void tst_UsersApi::theDirectoryIsPaged_data()
{
    QTest::addColumn<QString>("sort");
    for (const char *sort : {"username", "full_name", "created_at"}) {
        for (const char *order : {"asc", "desc"})
            QTest::addRow("%s %s", sort, order)
                << u"&sort=%1&order=%2"_s.arg(QLatin1StringView(sort), QLatin1StringView(order));
    }
}

void tst_UsersApi::theDirectoryIsPaged()
{
    QFETCH(QString, sort);
    MUST(const auto whole, m_bob->get<Page<User>>(u"users?limit=100"_s + sort));
    QVERIFY(whole.items.size() >= 7u); // we and the demo people
    std::vector<UserId> all;
    QString cursor;
    do {
        MUST(const auto page,
            m_bob->get<Page<User>>(u"users?limit=3"_s + sort
                + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor)));
        QVERIFY(page.items.size() <= 3);
        for (const User &user : page.items)
            all.push_back(user.id);
        cursor = page.next.value_or(QString());
    } while (!cursor.isEmpty() && all.size() < 1'000);
    std::vector<UserId> expected;
    for (const User &user : whole.items)
        expected.push_back(user.id);
    if (!whole.next)
        QCOMPARE(all, expected);
    QCOMPARE(std::set<UserId>(all.begin(), all.end()).size(), all.size());
}

void tst_UsersApi::directoryQueriesAreChecked_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    QTest::newRow("one character") << u"search=a"_s << 422 << u"search"_s;
    QTest::newRow("only spaces") << u"search=%20%20%20"_s << 422 << u"search"_s;
    QTest::newRow("unknown sort") << u"sort=email"_s << 422 << u"sort"_s;
    QTest::newRow("unknown order") << u"order=up"_s << 422 << u"order"_s;
    QTest::newRow("junk cursor") << u"cursor=!!"_s << 422 << u"cursor"_s;
    QTest::newRow("by role") << u"role=owner"_s << 403 << QString();
    QTest::newRow("by activity") << u"is_active=false"_s << 403 << QString();
    QTest::newRow("by password") << u"password_hash=x"_s << 422 << u"password_hash"_s;
}

void tst_UsersApi::directoryQueriesAreChecked()
{
    QFETCH(QString, query);
    QFETCH(int, status);
    QFETCH(QString, field);
    const Answer answer = m_bob->raw("GET", u"users?"_s + query);
    ANSWERS(answer, status);
    if (!field.isEmpty())
        QCOMPARE(answer.problem()->errors.front().field, field);
    if (status == 403)
        ANSWERS(m_owner->raw("GET", u"users?"_s + query), 200);
}

void tst_UsersApi::changingMyself_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    QTest::newRow("full name") << R"({"full_name":"Ann Lee"})"_ba << 200 << QString();
    QTest::newRow("about, with lines") << R"({"about":"a\nb"})"_ba << 200 << QString();
    QTest::newRow("nothing") << "{}"_ba << 200 << QString();
    QTest::newRow("title too long")
        << R"({"title":")"_ba + QByteArray(101, 'x') + "\"}" << 422 << u"title"_s;
    QTest::newRow("two lines of name") << R"({"full_name":"a\nb"})"_ba << 422 << u"full_name"_s;
    QTest::newRow("short username") << R"({"username":"ab"})"_ba << 422 << u"username"_s;
    QTest::newRow("username with a space") << R"({"username":"a b c"})"_ba << 422 << u"username"_s;
    QTest::newRow("username like an address")
        << R"({"username":"a@b.org"})"_ba << 422 << u"username"_s;
    // Mass assignment: what is the server's or an admin's is an unknown field here.
    for (const char *field : {"role", "is_active", "id", "email", "created_at", "is_online",
             "last_seen", "password_hash", "avatar_url"})
        QTest::newRow(field) << "{\""_ba + field + "\":1}" << 422 << QString::fromLatin1(field);
}

void tst_UsersApi::changingMyself()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    const Answer answer = m_ann->raw("PATCH", u"users/me"_s, body);
    ANSWERS(answer, status);
    if (!field.isEmpty())
        QCOMPARE(answer.problem()->errors.front().field, field);
    MUST(const User seen, m_bob->get<User>(at("users", m_ann->id())));
    QCOMPARE(seen.role, UserRole::User);
    if (body.contains("Ann Lee"))
        QCOMPARE(seen.fullName, u"Ann Lee"_s);
}

void tst_UsersApi::aTakenNameIsAConflict()
{
    const Answer answer = m_ann->raw(
        "PATCH", u"users/me"_s, toJson(UserChange{.username = m_bob->user().username.toUpper()}));
    ANSWERS(answer, 409);
    QCOMPARE(answer.problem()->errors.front().field, u"username"_s);
    // One's own name in another case is nobody else's.
    ANSWERS(m_ann->raw("PATCH", u"users/me"_s,
                toJson(UserChange{.username = m_ann->user().username.toUpper()})),
        200);
}

void tst_UsersApi::statusIsSetAndCleared()
{
    const UserStatus lunch{.text = u"lunch"_s, .emoji = u"🍜"_s};
    MUST(const User me, m_ann->send<User>("PUT", u"users/me/status"_s, lunch));
    QCOMPARE(me.status, lunch);
    MUST(const User seen, m_bob->get<User>(at("users", m_ann->id())));
    QCOMPARE(seen.status, lunch);
    MUST_OK(m_ann->send<User>("PUT", u"users/me/status"_s, UserStatus{}));
    MUST(const User none, m_bob->get<User>(at("users", m_ann->id())));
    QVERIFY(!none.status);
}

void tst_UsersApi::badStatuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::newRow("in the past") << R"({"text":"x","expires_at":"2020-01-01T00:00:00Z"})"_ba
                                 << u"expires_at"_s;
    QTest::newRow("no time") << R"({"text":"x","expires_at":"soon"})"_ba << u"expires_at"_s;
    QTest::newRow("long text") << R"({"text":")"_ba + QByteArray(101, 'x') + "\"}" << u"text"_s;
    QTest::newRow("emoji of two words") << R"({"emoji":"a b"})"_ba << u"emoji"_s;
}

void tst_UsersApi::badStatuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const Answer answer = m_ann->raw("PUT", u"users/me/status"_s, body);
    ANSWERS(answer, 422);
    QCOMPARE(answer.problem()->errors.front().field, field);
}

void tst_UsersApi::nobodyIsOnlineWithoutASocket()
{
    MUST(const auto page, m_bob->get<Page<User>>(u"users/online?limit=100"_s));
    QVERIFY(page.items.empty());
    MUST(const User ann, m_bob->get<User>(at("users", m_ann->id())));
    QVERIFY(!ann.isOnline);
}

void tst_UsersApi::adminsChangeOthers()
{
    const QString path = at("users", m_ann->id());
    const AdminUserChange change{.title = u"Dr"_s, .role = UserRole::Moderator};
    ANSWERS(m_bob->raw("PATCH", path, toJson(change)), 403);
    ANSWERS(m_ann->raw("PATCH", path, toJson(change)), 403); // nor oneself
    MUST(const User changed, m_owner->send<User>("PATCH", path, change));
    QCOMPARE(changed.title, u"Dr"_s);
    QCOMPARE(changed.role, UserRole::Moderator);
    const Answer password = m_owner->raw("PATCH", path, R"({"password":"x"})");
    ANSWERS(password, 422); // admins never set passwords
}

void tst_UsersApi::suspendedPeopleAreOut()
{
    const QString path = at("users", m_ann->id());
    ANSWERS(m_owner->raw("PATCH", path, R"({"is_active":false})"), 200);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401);
    Person again(m_server);
    QVERIFY(!again.login(m_ann->user().username));
    ANSWERS(m_owner->raw("PATCH", path, R"({"is_active":true})"), 200);
    MUST_OK(again.login(m_ann->user().username));
}

void tst_UsersApi::nobodyGrantsAboveTheirOwn()
{
    ANSWERS(m_owner->raw("PATCH", at("users", m_ann->id()), R"({"role":"admin"})"), 200);
    MUST_OK(m_ann->login(m_ann->user().username)); // with the new role
    ANSWERS(m_ann->raw("PATCH", at("users", m_bob->id()), R"({"role":"owner"})"), 403);
    ANSWERS(m_ann->raw("PATCH", at("users", m_owner->id()), R"({"is_active":false})"), 403);
    ANSWERS(m_ann->raw("PATCH", at("users", m_bob->id()), R"({"role":"admin"})"), 200);
    ANSWERS(m_ann->raw("PATCH", at("users", m_ann->id()), R"({"role":"owner"})"), 403);
}

void tst_UsersApi::theLastOwnerKeepsTheRole()
{
    const QString path = at("users", m_owner->id());
    ANSWERS(m_owner->raw("PATCH", path, R"({"role":"user"})"), 409);
    ANSWERS(m_owner->raw("PATCH", path, R"({"is_active":false})"), 409);
    MUST(const User still, m_owner->get<User>(path));
    QCOMPARE(still.role, UserRole::Owner);
}

void tst_UsersApi::unknownPeople_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"x", "0", "-1", "999999999", "me2", "1%2F2"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void tst_UsersApi::unknownPeople()
{
    QFETCH(QString, id);
    ANSWERS(m_ann->raw("GET", u"users/"_s + id), 404);
    ANSWERS(m_owner->raw("PATCH", u"users/"_s + id, "{}"), 404);
}

KITH_TEST(tst_UsersApi)
#include "tst_usersapi.moc"
