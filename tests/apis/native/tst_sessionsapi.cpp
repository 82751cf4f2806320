// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

#include <QTcpSocket>

#include <map>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// Tokens and sessions, through the API of a real server.
class tst_SessionsApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void aBurstOfGuessesIsCountedBeforeItIsJudged();
    void rightPasswordsCountNothing();
    void refusedFormsAreNoAccounts();
    void refreshingRotates();
    void refreshingIsLimitedLikeAnyRequest_data();
    void refreshingIsLimitedLikeAnyRequest();
    void aRepeatIsForgivenOnlyToTheSameClient();
    void anOldRefreshTokenEndsTheSession();
    void manyRefreshesAtOnceHaveOneSuccessor();
    void badTokensAreRefused_data();
    void badTokensAreRefused();
    void loggingOut();
    void loggingOutEverywhere();
    void sessionsAreListedAndEnded();
    void ticketsAreGiven();
    void cookiesAuthenticateNothing();
    void noIdempotencyKeyKeepsTokens();
    void theClientRenewsByItself();

private:
    Answer refresh(const QByteArray &token, const Headers &headers = {})
    {
        return Person(m_server).raw(
            "POST", u"auth/refresh"_s, toJson(Refresh{QString::fromUtf8(token)}), headers);
    }

    TestServer m_server;
    std::unique_ptr<Person> m_ann;
};

void tst_SessionsApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_SessionsApi::cleanupTestCase()
{
    QCOMPARE(m_server.stop(), 0);
    // Nothing that opens an account is in the log.
    const QByteArray log = m_server.log();
    QVERIFY(!log.contains(testPassword().toUtf8()));
    QVERIFY(!log.contains("eyJ"));
}

void tst_SessionsApi::init()
{
    m_ann = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
}

void tst_SessionsApi::refreshingIsLimitedLikeAnyRequest_data()
{
    QTest::addColumn<bool>("withToken");
    QTest::addColumn<QString>("limiter");
    QTest::addColumn<QString>("rate");
    // Registering was a request of that address.
    QTest::newRow("a stranger's") << false << u"api_address"_s << u"\"3/hour\""_s;
    QTest::newRow("somebody's, who is signed in") << true << u"api_user"_s << u"\"2/hour\""_s;
}

void tst_SessionsApi::refreshingIsLimitedLikeAnyRequest()
{
    QFETCH(bool, withToken);
    QFETCH(QString, limiter);
    QFETCH(QString, rate);
    TestServer server({{u"limits.profile"_s, u"\"default\""_s}, {u"limits."_s + limiter, rate}});
    QVERIFY2(server.start(), server.log().constData());
    Person ann(server);
    MUST_OK(ann.registerAs(u"ann"_s));
    Headers headers;
    if (withToken)
        headers.push_back({"Authorization", "Bearer " + ann.token()});
    for (const int status : {401, 401, 429})
        ANSWERS(Person(server).raw("POST", u"auth/refresh"_s, R"({"refresh_token":"x"})", headers),
            status);
    QCOMPARE(server.stop(), 0);
}

namespace {

/// The statuses of the same request, sent so often before any is answered.
std::map<int, int> statusesOfMany(
    const TestServer &server, const QString &path, const QByteArray &body, int count)
{
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < count; ++i) {
        auto &socket = sockets.emplace_back(std::make_unique<QTcpSocket>());
        socket->connectToHost(QHostAddress::LocalHost, server.port());
        if (!socket->waitForConnected())
            qFatal("no connection");
    }
    for (const auto &socket : sockets) {
        socket->write("POST /api/v2/" + path.toUtf8()
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket->flush();
    }
    std::map<int, int> statuses;
    for (const auto &socket : sockets) {
        while (!socket->canReadLine() && socket->waitForReadyRead(20'000)) { }
        ++statuses[socket->readLine().mid(9, 3).toInt()];
    }
    return statuses;
}

/// A form of registration: the i-th person's.
QByteArray form(int i, const QString &password)
{
    return QStringLiteral(R"({"username":"anna%1","email":"anna%1@example.org","password":"%2"})")
        .arg(i)
        .arg(password)
        .toUtf8();
}

const TestServer::Settings kUsualLimits{{u"limits.profile"_s, u"\"default\""_s}};

} // namespace

/// With the default settings: five in half an hour, however many are under way.
void tst_SessionsApi::aBurstOfGuessesIsCountedBeforeItIsJudged()
{
    TestServer server(kUsualLimits);
    QVERIFY2(server.start(), server.log().constData());
    Person ann(server);
    MUST_OK(ann.registerAs(u"ann"_s));
    const auto statuses =
        statusesOfMany(server, u"auth/login"_s, R"({"login":"ann","password":"wrong-wrong"})", 24);
    QCOMPARE(statuses, (std::map<int, int>{{401, 5}, {429, 19}}));
    QCOMPARE(server.stop(), 0);
}

/// With the default settings: who knows the password signs in as often as they like.
void tst_SessionsApi::rightPasswordsCountNothing()
{
    TestServer server(kUsualLimits);
    QVERIFY2(server.start(), server.log().constData());
    ANSWERS(Person(server).raw("POST", u"auth/register"_s, form(0, testPassword())), 201);
    for (int i = 0; i < 12; ++i)
        MUST_OK(Person(server).login(u"anna0"_s));
    QCOMPARE(server.stop(), 0);
}

/// With the default settings: an office signs up on its first day, mistyped forms and all.
void tst_SessionsApi::refusedFormsAreNoAccounts()
{
    TestServer server(kUsualLimits);
    QVERIFY2(server.start(), server.log().constData());
    for (int i = 0; i < 5; ++i) {
        ANSWERS(Person(server).raw("POST", u"auth/register"_s, form(i, u"short"_s)), 422);
        ANSWERS(Person(server).raw("POST", u"auth/register"_s, form(i, testPassword())), 201);
        ANSWERS(Person(server).raw("POST", u"auth/register"_s, form(i, testPassword())),
            i < 4 ? 409 : 429);
    }
    ANSWERS(Person(server).raw("POST", u"auth/register"_s, form(6, testPassword())), 429);
    QCOMPARE(server.stop(), 0);
}

void tst_SessionsApi::refreshingRotates()
{
    const Answer answer = refresh(m_ann->refreshToken());
    ANSWERS(answer, 200);
    MUST(const Token token, answer.as<Token>());
    QVERIFY(token.refreshToken.toUtf8() != m_ann->refreshToken());
    QCOMPARE(token.user.id, m_ann->id());
    Person renewed(m_server);
    renewed.useToken(token.accessToken.toUtf8());
    ANSWERS(renewed.raw("GET", u"users/me"_s), 200);
    // One kind of token is not the other.
    ANSWERS(refresh(token.accessToken.toUtf8()), 401);
    renewed.useToken(token.refreshToken.toUtf8());
    ANSWERS(renewed.raw("GET", u"users/me"_s), 401);
}

void tst_SessionsApi::aRepeatIsForgivenOnlyToTheSameClient()
{
    MUST(const Token first, refresh(m_ann->refreshToken()).as<Token>());
    MUST(const Token again, refresh(m_ann->refreshToken()).as<Token>()); // the answer was lost
    QCOMPARE(again.refreshToken, first.refreshToken);
    ANSWERS(refresh(m_ann->refreshToken(), {{"User-Agent", "thief"}}), 401);
    ANSWERS(refresh(first.refreshToken.toUtf8()), 401); // the session is over
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401);
}

void tst_SessionsApi::anOldRefreshTokenEndsTheSession()
{
    MUST(const Token second, refresh(m_ann->refreshToken()).as<Token>());
    MUST(const Token third, refresh(second.refreshToken.toUtf8()).as<Token>());
    ANSWERS(refresh(m_ann->refreshToken()), 401); // two behind: only a thief has it
    ANSWERS(refresh(third.refreshToken.toUtf8()), 401);
    Person holder(m_server);
    holder.useToken(third.accessToken.toUtf8());
    ANSWERS(holder.raw("GET", u"users/me"_s), 401);
}

void tst_SessionsApi::manyRefreshesAtOnceHaveOneSuccessor()
{
    std::vector<std::unique_ptr<ApiClient>> clients;
    std::set<QString> successors;
    int answers = 0;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(std::make_unique<ApiClient>(m_server.base()));
        clients.back()->setUserAgent("Mozilla/5.0"); // what our sign-in was made with
        clients.back()->request<Token>(
            {.method = "POST",
                .path = u"/api/v2/auth/refresh"_s,
                .body = toJson(Refresh{QString::fromUtf8(m_ann->refreshToken())}),
                .withToken = false},
            [&](Result<Token> token) {
                ++answers;
                if (token)
                    successors.insert(token->refreshToken);
            });
    }
    QTRY_COMPARE(answers, 12);
    QCOMPARE(successors.size(), 1u);
    ANSWERS(refresh(successors.begin()->toUtf8()), 200);
}

void tst_SessionsApi::badTokensAreRefused_data()
{
    QTest::addColumn<QByteArray>("authorization");
    const QByteArray none = R"({"alg":"none","typ":"JWT"})"_ba.toBase64(
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("junk") << "Bearer junk"_ba;
    QTest::newRow("empty") << "Bearer "_ba;
    QTest::newRow("cut") << "Bearer CUT"_ba;
    QTest::newRow("signature of another") << "Bearer SIGNATURE"_ba;
    QTest::newRow("other claims") << "Bearer CLAIMS"_ba;
    QTest::newRow("alg none") << "Bearer "_ba + none + ".BODY."_ba;
    QTest::newRow("alg none, old signature") << "Bearer "_ba + none + ".BODY.TAIL"_ba;
    QTest::newRow("basic") << "Basic YWRtaW46YWRtaW4="_ba;
    QTest::newRow("another scheme") << "Token WHOLE"_ba;
    QTest::newRow("twice") << "Bearer WHOLE, Bearer WHOLE"_ba;
    QTest::newRow("very long") << "Bearer "_ba + QByteArray(6'000, 'a');
}

void tst_SessionsApi::badTokensAreRefused()
{
    QFETCH(QByteArray, authorization);
    const QByteArrayList parts = m_ann->token().split('.');
    QByteArray claims = parts[1];
    claims[claims.size() / 2] = claims[claims.size() / 2] == 'A' ? 'B' : 'A';
    authorization.replace("CUT", m_ann->token().chopped(2));
    authorization.replace("SIGNATURE", parts[0] + '.' + parts[1] + '.' + QByteArray(43, 'A'));
    authorization.replace("CLAIMS", parts[0] + '.' + claims + '.' + parts[2]);
    authorization.replace("BODY", parts[1]);
    authorization.replace("TAIL", parts[2]);
    authorization.replace("WHOLE", m_ann->token());
    Person nobody(m_server);
    Headers headers;
    if (!authorization.isEmpty())
        headers.append({"Authorization", authorization});
    const Answer answer = nobody.raw("GET", u"users/me"_s, {}, headers);
    ANSWERS(answer, 401);
    QCOMPARE(answer.problem()->code, ErrorCode::Unauthenticated);
    QVERIFY(answer.header("WWW-Authenticate").startsWith("Bearer"));
}

void tst_SessionsApi::loggingOut()
{
    ANSWERS(m_ann->raw("POST", u"auth/logout"_s), 204);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401); // at once, not when the token ends
    ANSWERS(refresh(m_ann->refreshToken()), 401);
    ANSWERS(m_ann->raw("POST", u"auth/logout"_s), 401);
}

void tst_SessionsApi::loggingOutEverywhere()
{
    Person phone(m_server);
    MUST_OK(phone.login(m_ann->user().username));
    ANSWERS(m_ann->raw("POST", u"auth/logout-all"_s), 204);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401);
    ANSWERS(phone.raw("GET", u"users/me"_s), 401);
}

void tst_SessionsApi::sessionsAreListedAndEnded()
{
    Person phone(m_server);
    Person other(m_server);
    MUST_OK(phone.login(m_ann->user().username));
    MUST_OK(other.registerAs(u"other"_s));
    MUST(const auto list, m_ann->get<Items<Session>>(u"auth/sessions"_s));
    QCOMPARE(list.items.size(), 2u);
    QCOMPARE(std::count_if(list.items.begin(), list.items.end(),
                 [](const Session &session) { return session.isCurrent; }),
        1);
    for (const Session &session : list.items)
        QCOMPARE(session.address, u"127.0.0.1"_s);
    const auto foreign = std::find_if(list.items.begin(), list.items.end(),
        [](const Session &session) { return !session.isCurrent; });
    const QString path = at("auth/sessions", foreign->id);
    const Answer hidden = other.raw("DELETE", path);
    ANSWERS(hidden, 404);
    QCOMPARE(hidden.bodyWithoutRequestId(),
        other.raw("DELETE", u"auth/sessions/999999999"_s).bodyWithoutRequestId());
    ANSWERS(phone.raw("GET", u"users/me"_s), 200);
    ANSWERS(m_ann->raw("DELETE", path), 204);
    ANSWERS(phone.raw("GET", u"users/me"_s), 401);
    ANSWERS(m_ann->raw("DELETE", path), 404);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 200);
}

void tst_SessionsApi::ticketsAreGiven()
{
    MUST(const WsTicket one, m_ann->post<WsTicket>(u"auth/ws-ticket"_s));
    MUST(const WsTicket two, m_ann->post<WsTicket>(u"auth/ws-ticket"_s));
    QVERIFY(one.ticket.size() >= 20);
    QVERIFY(one.ticket != two.ticket);
    QCOMPARE(one.expiresIn, 30);
    ANSWERS(Person(m_server).raw("POST", u"auth/ws-ticket"_s), 401);
}

void tst_SessionsApi::cookiesAuthenticateNothing()
{
    Person nobody(m_server);
    const QByteArray token = m_ann->token();
    ANSWERS(nobody.raw("GET", u"users/me"_s, {},
                {{"Cookie", "access_token=" + token + "; token=" + token}}),
        401);
    ANSWERS(nobody.raw("GET", u"users/me?token="_s + QString::fromUtf8(token)), 401);
}

/// What is kept with a key lies in the database for a day: never a token, nor a hash of a password.
void tst_SessionsApi::noIdempotencyKeyKeepsTokens()
{
    const Headers key{{"Idempotency-Key", "k"}};
    const QByteArray login =
        toJson(Login{.login = m_ann->user().username, .password = testPassword()});
    const auto first = m_ann->raw("POST", u"auth/login"_s, login, key).as<Token>();
    const auto second = m_ann->raw("POST", u"auth/login"_s, login, key).as<Token>();
    MUST_OK(first);
    MUST_OK(second);
    QVERIFY(first->refreshToken != second->refreshToken);
    const auto change = [&](const QString &from, const QString &to) {
        return m_ann->raw("PUT", u"auth/password"_s,
            toJson(PasswordChange{.currentPassword = from, .newPassword = to}), key);
    };
    const QString next = u"another horse battery"_s;
    ANSWERS(change(testPassword(), next), 204);
    ANSWERS(change(testPassword(), next), 422); // done anew: the old one is wrong now
}

void tst_SessionsApi::theClientRenewsByItself()
{
    ApiClient api(m_server.base());
    const auto in = await<Token>([&](Callback<Token> done) {
        api.login({.login = m_ann->user().username, .password = testPassword()}, std::move(done));
    });
    MUST_OK(in);
    // An access token that the server does not take, beside a refresh token that it does.
    api.setTokens(Secret("ended"_ba), Secret(in->refreshToken));
    const auto me = await<User>([&](Callback<User> done) { api.me(std::move(done)); });
    MUST_OK(me);
    QCOMPARE(me->id, m_ann->id());
    QVERIFY(api.refreshToken().reveal() != in->refreshToken.toUtf8());
}

KITH_TEST(tst_SessionsApi)
#include "tst_sessionsapi.moc"
