// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/person.h"

#include <QTest>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// Accounts, tokens and sessions, through the API of a real server.
class tst_AuthApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void registering_data();
    void registering();
    void takenNamesAreNamed();
    void twoAtOnceMakeOneAccount();
    void closedRegistration();
    void loggingIn_data();
    void loggingIn();
    void aWrongPasswordAnswersAsAnUnknownName();
    void refreshingRotates();
    void aRepeatIsForgivenOnlyToTheSameClient();
    void anOldRefreshTokenEndsTheSession();
    void manyRefreshesAtOnceHaveOneSuccessor();
    void badTokensAreRefused_data();
    void badTokensAreRefused();
    void loggingOut();
    void loggingOutEverywhere();
    void sessionsAreListedAndEnded();
    void changingThePassword();
    void badPasswords_data();
    void badPasswords();
    void ticketsAreGiven();
    void cookiesAuthenticateNothing();
    void theClientRenewsByItself();

private:
    Answer signUp(const QByteArray &body)
    {
        return Person(m_server).raw("POST", u"auth/register"_s, body);
    }
    Answer refresh(const QByteArray &token, const Headers &headers = {})
    {
        return Person(m_server).raw(
            "POST", u"auth/refresh"_s, toJson(Refresh{QString::fromUtf8(token)}), headers);
    }

    TestServer m_server;
    std::unique_ptr<Person> m_ann;
};

void tst_AuthApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_AuthApi::cleanupTestCase()
{
    QCOMPARE(m_server.stop(), 0);
    // Nothing that opens an account is in the log.
    const QByteArray log = m_server.log();
    QVERIFY(!log.contains(testPassword().toUtf8()));
    QVERIFY(!log.contains("eyJ"));
}

void tst_AuthApi::init()
{
    m_ann = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
}

void tst_AuthApi::registering_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const auto with = [](const char *username, const char *email, const char *password) {
        return R"({"username":")"_ba + username + R"(","email":")" + email + R"(","password":")"
            + password + "\"}";
    };
    QTest::newRow("good") << with("one.good-name_1", "good@example.org", "correct horse") << 201
                          << QString();
    QTest::newRow("unicode password")
        << with("unicode1", "u@example.org", "пароль с пробелами") << 201 << QString();
    QTest::newRow("128 characters")
        << with("longest1", "l@example.org", QByteArray(126, 'x') + "yz") << 201 << QString();
    QTest::newRow("short name") << with("ab", "a@example.org", "correct horse") << 422
                                << u"username"_s;
    QTest::newRow("name with a space")
        << with("a b c", "a@example.org", "correct horse") << 422 << u"username"_s;
    QTest::newRow("name like an address")
        << with("a@b.org", "a@example.org", "correct horse") << 422 << u"username"_s;
    QTest::newRow("no address") << with("nomail", "nomail", "correct horse") << 422 << u"email"_s;
    QTest::newRow("two addresses")
        << with("twomail", "a@b.org,c@d.org", "correct horse") << 422 << u"email"_s;
    QTest::newRow("header injection")
        << with("inject", "a@b.org\\r\\nBcc: x@y.org", "correct horse") << 422 << u"email"_s;
    QTest::newRow("short password")
        << with("shorty", "s@example.org", "1234567") << 422 << u"password"_s;
    QTest::newRow("129 characters")
        << with("toolong", "t@example.org", QByteArray(129, 'x')) << 422 << u"password"_s;
    QTest::newRow("a common password")
        << with("common", "c@example.org", "password1") << 422 << u"password"_s;
    QTest::newRow("no password") << R"({"username":"nopass","email":"n@example.org"})"_ba << 422
                                 << u"password"_s;
    QTest::newRow("a role") << R"({"username":"king","email":"k@example.org",)"
                               R"("password":"correct horse","role":"owner"})"_ba
                            << 422 << u"role"_s;
    QTest::newRow("nothing") << "{}"_ba << 422 << u"username"_s;
}

void tst_AuthApi::registering()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    const Answer answer = signUp(body);
    ANSWERS(answer, status);
    QCOMPARE(answer.header("Cache-Control"), "no-store"_ba);
    QVERIFY(!answer.body.contains("correct horse"));
    if (!field.isEmpty())
        QCOMPARE(answer.problem()->errors.front().field, field);
    if (status == 201) {
        MUST(const Token token, answer.as<Token>());
        QCOMPARE(token.tokenType, u"bearer"_s);
        QCOMPARE(token.user.role, UserRole::User);
        QVERIFY(token.expiresIn > 0);
    }
}

void tst_AuthApi::takenNamesAreNamed()
{
    const auto taken = [&](const QString &username, const QString &email) {
        const Answer answer = signUp(
            toJson(Registration{.username = username, .email = email, .password = testPassword()}));
        QStringList fields{QString::number(answer.status)};
        if (const auto wrong = answer.problem()) {
            for (const FieldError &error : wrong->errors)
                fields.append(error.field);
        }
        fields.sort();
        return fields;
    };
    const QString name = m_ann->user().username;
    const QString mail = *m_ann->user().email;
    QCOMPARE(taken(name.toUpper(), u"other@example.org"_s), (QStringList{u"409"_s, u"username"_s}));
    QCOMPARE(taken(u"other"_s, mail.toUpper()), (QStringList{u"409"_s, u"email"_s}));
    QCOMPARE(taken(name, mail), (QStringList{u"409"_s, u"email"_s, u"username"_s}));
}

void tst_AuthApi::twoAtOnceMakeOneAccount()
{
    const Registration in{
        .username = u"racer"_s, .email = u"racer@example.org"_s, .password = testPassword()};
    std::vector<std::unique_ptr<ApiClient>> clients;
    int made = 0;
    int refused = 0;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(std::make_unique<ApiClient>(m_server.base()));
        clients.back()->registerAccount(in, [&](Result<Token> token) {
            if (token)
                ++made;
            else if (token.error().code == ErrorCode::Conflict)
                ++refused;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(made + refused, 6, 20'000);
    QCOMPARE(made, 1);
}

void tst_AuthApi::closedRegistration()
{
    TestServer closed(TestServer::Settings{{u"auth.registration"_s, u"\"closed\""_s}});
    QVERIFY2(closed.start(), closed.log().constData());
    ANSWERS(Person(closed).raw("POST", u"auth/register"_s,
                toJson(Registration{.username = u"late"_s,
                    .email = u"late@example.org"_s,
                    .password = testPassword()})),
        403);
    QCOMPARE(closed.stop(), 0);
}

void tst_AuthApi::loggingIn_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("status");
    QTest::newRow("name") << u"NAME"_s << testPassword() << 200;
    QTest::newRow("name, other case") << u"UPPER"_s << testPassword() << 200;
    QTest::newRow("address") << u"MAIL"_s << testPassword() << 200;
    QTest::newRow("wrong password") << u"NAME"_s << u"wrong"_s << 401;
    QTest::newRow("password in another case") << u"NAME"_s << testPassword().toUpper() << 401;
    QTest::newRow("password with a space") << u"NAME"_s << testPassword() + u' ' << 401;
    QTest::newRow("nobody") << u"nobody-at-all"_s << testPassword() << 401;
    QTest::newRow("empty password") << u"NAME"_s << QString() << 422;
    QTest::newRow("empty name") << QString() << testPassword() << 422;
    QTest::newRow("sql") << u"' OR 1=1 --"_s << testPassword() << 401;
}

void tst_AuthApi::loggingIn()
{
    QFETCH(QString, login);
    QFETCH(QString, password);
    QFETCH(int, status);
    login.replace(u"NAME"_s, m_ann->user().username);
    login.replace(u"UPPER"_s, m_ann->user().username.toUpper());
    login.replace(u"MAIL"_s, *m_ann->user().email);
    const Answer answer = Person(m_server).raw(
        "POST", u"auth/login"_s, toJson(Login{.login = login, .password = password}));
    ANSWERS(answer, status);
    if (status == 401)
        QVERIFY(answer.header("WWW-Authenticate").startsWith("Bearer"));
}

void tst_AuthApi::aWrongPasswordAnswersAsAnUnknownName()
{
    const auto ask = [&](const QString &name) {
        return Person(m_server).raw(
            "POST", u"auth/login"_s, toJson(Login{.login = name, .password = u"wrong"_s}));
    };
    const Answer wrong = ask(m_ann->user().username);
    const Answer unknown = ask(u"nobody"_s);
    QCOMPARE(wrong.status, unknown.status);
    QCOMPARE(wrong.bodyWithoutRequestId(), unknown.bodyWithoutRequestId());
}

void tst_AuthApi::refreshingRotates()
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

void tst_AuthApi::aRepeatIsForgivenOnlyToTheSameClient()
{
    MUST(const Token first, refresh(m_ann->refreshToken()).as<Token>());
    MUST(const Token again, refresh(m_ann->refreshToken()).as<Token>()); // the answer was lost
    QCOMPARE(again.refreshToken, first.refreshToken);
    ANSWERS(refresh(m_ann->refreshToken(), {{"User-Agent", "thief"}}), 401);
    ANSWERS(refresh(first.refreshToken.toUtf8()), 401); // the session is over
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401);
}

void tst_AuthApi::anOldRefreshTokenEndsTheSession()
{
    MUST(const Token second, refresh(m_ann->refreshToken()).as<Token>());
    MUST(const Token third, refresh(second.refreshToken.toUtf8()).as<Token>());
    ANSWERS(refresh(m_ann->refreshToken()), 401); // two behind: only a thief has it
    ANSWERS(refresh(third.refreshToken.toUtf8()), 401);
    Person holder(m_server);
    holder.useToken(third.accessToken.toUtf8());
    ANSWERS(holder.raw("GET", u"users/me"_s), 401);
}

void tst_AuthApi::manyRefreshesAtOnceHaveOneSuccessor()
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

void tst_AuthApi::badTokensAreRefused_data()
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

void tst_AuthApi::badTokensAreRefused()
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

void tst_AuthApi::loggingOut()
{
    ANSWERS(m_ann->raw("POST", u"auth/logout"_s), 204);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401); // at once, not when the token ends
    ANSWERS(refresh(m_ann->refreshToken()), 401);
    ANSWERS(m_ann->raw("POST", u"auth/logout"_s), 401);
}

void tst_AuthApi::loggingOutEverywhere()
{
    Person phone(m_server);
    MUST_OK(phone.login(m_ann->user().username));
    ANSWERS(m_ann->raw("POST", u"auth/logout-all"_s), 204);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 401);
    ANSWERS(phone.raw("GET", u"users/me"_s), 401);
}

void tst_AuthApi::sessionsAreListedAndEnded()
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

void tst_AuthApi::changingThePassword()
{
    Person phone(m_server);
    MUST_OK(phone.login(m_ann->user().username));
    const QString next = u"another horse battery"_s;
    ANSWERS(m_ann->raw("PUT", u"auth/password"_s,
                toJson(PasswordChange{.currentPassword = testPassword(), .newPassword = next})),
        204);
    ANSWERS(m_ann->raw("GET", u"users/me"_s), 200); // this session stays
    ANSWERS(phone.raw("GET", u"users/me"_s), 401);
    Person again(m_server);
    QVERIFY(!again.login(m_ann->user().username));
    MUST_OK(again.login(m_ann->user().username, next));
}

void tst_AuthApi::badPasswords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto with = [](const QString &current, const QString &next) {
        return toJson(PasswordChange{.currentPassword = current, .newPassword = next});
    };
    QTest::newRow("wrong") << with(u"wrong"_s, u"another horse"_s) << u"current_password"_s;
    QTest::newRow("short") << with(testPassword(), u"short"_s) << u"new_password"_s;
    QTest::newRow("common") << with(testPassword(), u"password1"_s) << u"new_password"_s;
    QTest::newRow("none") << R"({"current_password":"x"})"_ba << u"new_password"_s;
}

void tst_AuthApi::badPasswords()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const Answer answer = m_ann->raw("PUT", u"auth/password"_s, body);
    ANSWERS(answer, 422);
    QCOMPARE(answer.problem()->errors.front().field, field);
    Person again(m_server);
    MUST_OK(again.login(m_ann->user().username));
}

void tst_AuthApi::ticketsAreGiven()
{
    MUST(const WsTicket one, m_ann->post<WsTicket>(u"auth/ws-ticket"_s));
    MUST(const WsTicket two, m_ann->post<WsTicket>(u"auth/ws-ticket"_s));
    QVERIFY(one.ticket.size() >= 20);
    QVERIFY(one.ticket != two.ticket);
    QCOMPARE(one.expiresIn, 30);
    ANSWERS(Person(m_server).raw("POST", u"auth/ws-ticket"_s), 401);
}

void tst_AuthApi::cookiesAuthenticateNothing()
{
    Person nobody(m_server);
    const QByteArray token = m_ann->token();
    ANSWERS(nobody.raw("GET", u"users/me"_s, {},
                {{"Cookie", "access_token=" + token + "; token=" + token}}),
        401);
    ANSWERS(nobody.raw("GET", u"users/me?token="_s + QString::fromUtf8(token)), 401);
}

void tst_AuthApi::theClientRenewsByItself()
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

QTEST_GUILESS_MAIN(tst_AuthApi)
#include "tst_authapi.moc"
