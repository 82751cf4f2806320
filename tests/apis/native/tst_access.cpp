// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesstable.h"
#include "config/keys.h"
#include "publisheddocument.h"
#include "runner/runner.h"
#include "support/person.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// Who may call what: every route of the server's own table, by every kind of person, with what a
/// refusal changed (nothing) and whether it told anything (no).
class tst_Access : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void everyRouteHasARow();
    void matrix_data();
    void matrix();
    void foreignAnswersAsNonexistent_data();
    void foreignAnswersAsNonexistent();
    void anExpiredTokenWasGoodBefore();
    void aTokenForOthersIsRefused();

private:
    /// The objects that one cell acts on.
    struct Stage
    {
        Chat chat{};
        Message message{};
    };
    std::optional<Stage> newStage();
    QString target(const char *path, const Stage &stage) const;
    QByteArray bodyOf(const AccessRow &access) const;
    QByteArray snapshot(const Stage &stage);
    QByteArray mint(const Person &person, std::chrono::seconds age,
        const QString &audience = QStringLiteral("native")) const;

    TestServer m_server{TestServer::Settings{{u"server.environment"_s, u"\"LOCAL\""_s},
        {u"auth.jwt_access_secret"_s, u'"' + accessSecret() + u'"'},
        {u"auth.jwt_refresh_secret"_s, u"\"Q8zv1LrT5nXc7WmK2pYbJ4sHd9GfRe3U\""_s}}};
    static QString accessSecret() { return u"uV7mXq2TzR9cYk4WnB6sLh3Jp8DfGe5A"_s; }

    std::array<std::unique_ptr<Person>, kPrincipals> m_people;
    std::unique_ptr<Person> m_victim; // the other member
    std::unique_ptr<Person> m_outsider; // in no chat of ours
};

namespace {

QByteArray keyOf(const char *method, const char *path) { return QByteArray(method) + ' ' + path; }

const char *nameOf(int principal)
{
    constexpr const char *kNames[] = {"anonymous", "expired token", "stranger", "member",
        "chat admin", "chat owner", "server admin", "server owner"};
    return kNames[principal];
}

api::Routes serversRoutes()
{
    const Secret secret(QByteArray(64, 'x'));
    static const core::Tokens tokens(settings::policyOf({}, {.access = secret, .refresh = secret}));
    static core::Tickets tickets;
    return api::allRoutes(tokens, tickets, {}, {});
}

} // namespace

void tst_Access::initTestCase()
{
    QVERIFY2(m_server.start(), m_server.log().constData());
    for (auto &person : m_people)
        person = std::make_unique<Person>(m_server);
    for (const int who : {Expired, Stranger, MemberOf, ChatAdmin, ChatOwner, ServerAdmin})
        MUST_OK(m_people[size_t(who)]->registerAs(u"p%1-"_s.arg(who)));
    MUST_OK(m_people[ServerOwner]->login(u"admin@admin.ru"_s, u"admin"_s));
    ANSWERS(m_people[ServerOwner]->raw(
                "PATCH", at("users", m_people[ServerAdmin]->id()), R"({"role":"admin"})"),
        200);
    MUST_OK(m_people[ServerAdmin]->login(m_people[ServerAdmin]->user().username));
    m_people[Expired]->useToken(mint(*m_people[Expired], std::chrono::hours(1)));
    m_victim = std::make_unique<Person>(m_server);
    m_outsider = std::make_unique<Person>(m_server);
    MUST_OK(m_victim->registerAs(u"victim"_s));
    MUST_OK(m_outsider->registerAs(u"outsider"_s));
}

void tst_Access::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

QByteArray tst_Access::mint(
    const Person &person, std::chrono::seconds age, const QString &audience) const
{
    config::Config config;
    config.auth.jwtSecret = Secret(QByteArray(64, 'x')); // for what we do not make
    config.auth.jwtAccessSecret = Secret(accessSecret());
    const auto keys = config::loadKeys(config);
    const core::Tokens tokens(settings::policyOf(config, *keys));
    const Timestamp then = SystemClock().now() - age;
    return tokens.issueAccess({.user = person.id(), .session = SessionId(1)}, audience, then)
        .toUtf8();
}

std::optional<tst_Access::Stage> tst_Access::newStage()
{
    Person &owner = *m_people[ChatOwner];
    const UserId admin = m_people[ChatAdmin]->id();
    const auto chat =
        owner.makeGroup(u"stage"_s, {admin, m_people[MemberOf]->id(), m_victim->id()});
    if (!chat)
        return {};
    const auto promoted =
        owner.send<Member>("PATCH", at("chats", chat->id, u"members/%1"_s.arg(admin.value)),
            MemberChange{.role = MemberRole::Admin});
    const auto message = m_victim->say(chat->id, u"theirs"_s);
    if (!promoted || !message)
        return {};
    return Stage{*chat, *message};
}

QString tst_Access::target(const char *path, const Stage &stage) const
{
    QString text = QString::fromLatin1(path);
    const std::pair<QString, qint64> ids[] = {{u"{connection_id}"_s, qint64(1) << 40},
        {u"{chat_id}"_s, stage.chat.id.value}, {u"{message_id}"_s, stage.message.id.value},
        {u"{user_id}"_s, m_victim->id().value},
        {u"{session_id}"_s, 1}}; // nobody's own: a session id of these people is larger
    for (const auto &[name, id] : ids)
        text.replace(name, QString::number(id));
    text.replace(u"{file}"_s, u"native.json"_s);
    return text.replace(u"{emoji}"_s, u"%F0%9F%91%8D"_s);
}

QByteArray tst_Access::bodyOf(const AccessRow &access) const
{
    static int unique = 0;
    return QByteArray(access.body)
        .replace("OUTSIDER", QByteArray::number(m_outsider->id().value))
        .replace("VICTIM", QByteArray::number(m_victim->id().value))
        .replace("UNIQUE", QByteArray::number(++unique));
}

/// Everything that the refused could have changed, as the victim and the chat's owner see it.
QByteArray tst_Access::snapshot(const Stage &stage)
{
    QByteArray all;
    for (const QString &path : {at("chats", stage.chat.id),
             at("chats", stage.chat.id, u"members"_s), at("chats", stage.chat.id, u"messages"_s),
             at("messages", stage.message.id, u"history"_s)})
        all += m_people[ChatOwner]->raw("GET", path).body;
    return all + m_victim->raw("GET", u"users/me"_s).body + m_victim->raw("GET", u"chats"_s).body;
}

void tst_Access::everyRouteHasARow()
{
    QByteArrayList rows;
    for (const AccessRow &row : kAccess)
        rows.append(keyOf(row.method, row.path));
    QByteArrayList routes;
    for (const api::Route &route : serversRoutes())
        routes.append(keyOf(api::nameOf(route.method), route.path));
    for (const QByteArray &route : routes)
        QVERIFY2(rows.contains(route), "no row in accesstable.h for " + route);
    for (const QByteArray &row : rows)
        QVERIFY2(routes.contains(row), "no route any more for the row of " + row);
    QCOMPARE(rows.size(), QSet<QByteArray>(rows.begin(), rows.end()).size());
}

void tst_Access::matrix_data()
{
    QTest::addColumn<int>("row");
    for (size_t i = 0; i < std::size(kAccess); ++i)
        QTest::addRow("%s %s", kAccess[i].method, kAccess[i].path) << static_cast<int>(i);
}

void tst_Access::matrix()
{
    QFETCH(int, row);
    const AccessRow &access = kAccess[row];
    for (int who = 0; who < kPrincipals; ++who) {
        const auto stage = newStage();
        QVERIFY(stage);
        Person guest(m_server);
        Person *person = m_people[size_t(who)].get();
        if (access.endsSession && who > Expired) {
            guest.useToken(person->token());
            // logout-all would sign the others' sessions out too: somebody of the same kind.
            if (who <= ServerAdmin)
                MUST_OK(guest.registerAs(u"guest"_s));
            else
                MUST_OK(guest.login(u"admin@admin.ru"_s, u"admin"_s));
            person = &guest;
        }
        const QByteArray body = bodyOf(access);
        const QByteArray before = snapshot(*stage);
        QNetworkAccessManager network;
        const Answer answer = exchange(network, m_server.base(),
            {.method = access.method,
                .target = target(access.path, *stage),
                .body = body.isEmpty() ? std::optional<QByteArray>() : body,
                .token = person->token(),
                .headers = {{"Accept", "application/json"}}});
        const int wanted = access.status[size_t(who)];
        QVERIFY2(answer.status == wanted,
            QByteArray(nameOf(who)) + ": wanted " + QByteArray::number(wanted) + ", got "
                + answer.text());
        if (answer.status >= 400) {
            QVERIFY2(answer.problem(), answer.text().constData());
            QCOMPARE(httpStatus(answer.problem()->code), wanted);
            QVERIFY2(snapshot(*stage) == before,
                QByteArray(nameOf(who)) + " was refused and changed something");
        }
        if (answer.status < 400 && QByteArrayView(access.path).endsWith("{user_id}/sessions"))
            MUST_OK(m_victim->login(m_victim->user().username));
        if (access.endsSession && who == ServerOwner)
            MUST_OK(m_people[ServerOwner]->login(u"admin@admin.ru"_s, u"admin"_s));
    }
}

void tst_Access::foreignAnswersAsNonexistent_data()
{
    QTest::addColumn<int>("row");
    for (size_t i = 0; i < std::size(kAccess); ++i) {
        if (kAccess[i].status[Stranger] == 404)
            QTest::addRow("%s %s", kAccess[i].method, kAccess[i].path) << static_cast<int>(i);
    }
}

void tst_Access::foreignAnswersAsNonexistent()
{
    QFETCH(int, row);
    const AccessRow &access = kAccess[row];
    const auto stage = newStage();
    QVERIFY(stage);
    Stage nowhere = *stage;
    nowhere.chat.id = ChatId(987'654'321);
    nowhere.message.id = MessageId(987'654'321);
    const QByteArray body = bodyOf(access);
    const auto ask = [&](const Stage &where) {
        QNetworkAccessManager network;
        return exchange(network, m_server.base(),
            {.method = access.method,
                .target = target(access.path, where),
                .body = body.isEmpty() ? std::optional<QByteArray>() : body,
                .token = m_people[Stranger]->token()});
    };
    const Answer foreign = ask(*stage);
    const Answer nonexistent = ask(nowhere);
    ANSWERS(foreign, 404);
    ANSWERS(nonexistent, 404);
    QCOMPARE(foreign.bodyWithoutRequestId(), nonexistent.bodyWithoutRequestId());
    // All but what every answer has of its own: a second may pass between the two.
    const auto linesOf = [](const Answer &answer) {
        QByteArrayList lines;
        for (const auto &[name, value] : answer.headers) {
            const QByteArray lower = name.toLower();
            if (lower != "x-request-id")
                lines.append(lower + ": " + (lower == "date" ? QByteArray() : value));
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    QCOMPARE(linesOf(foreign), linesOf(nonexistent));
}

/// The control of the matrix: a token made by the same hand, and fresh, is good.
void tst_Access::anExpiredTokenWasGoodBefore()
{
    Person person(m_server);
    person.useToken(mint(*m_people[Expired], std::chrono::seconds(0)));
    ANSWERS(person.raw("GET", u"users/me"_s), 200);
    person.useToken(mint(*m_people[Expired], std::chrono::minutes(14)));
    ANSWERS(person.raw("GET", u"users/me"_s), 200);
    person.useToken(mint(*m_people[Expired], std::chrono::minutes(16)));
    ANSWERS(person.raw("GET", u"users/me"_s), 401);
}

/// Made with our own key, and meant for another service.
void tst_Access::aTokenForOthersIsRefused()
{
    Person person(m_server);
    person.useToken(mint(*m_people[Expired], std::chrono::seconds(0), u"messenger"_s));
    ANSWERS(person.raw("GET", u"users/me"_s), 401);
}

KITH_TEST(tst_Access)
#include "tst_access.moc"
