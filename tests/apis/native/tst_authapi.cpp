// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// Accounts, signing in and passwords, through the API of a real server.
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
    void changingThePassword();
    void badPasswords_data();
    void badPasswords();

private:
    Answer signUp(const QByteArray &body)
    {
        return Person(m_server).raw("POST", u"auth/register"_s, body);
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

KITH_TEST(tst_AuthApi)
#include "tst_authapi.moc"
