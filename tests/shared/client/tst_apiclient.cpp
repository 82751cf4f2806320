// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpscript.h"
#include "runner/runner.h"
#include "shared/client/apiclient.h"

#include <QSignalSpy>

using namespace kith;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_ApiClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemsBecomeErrors();
    void answersThatAreNoProblems_data();
    void answersThatAreNoProblems();
    void requestsSayWhatTheyShould();
    void anExpiredTokenIsRenewedOnceForAllCalls();
    void aCallIsReplayedOnlyOnce();
    void aLate401DoesNotRenewAgain();
    void theEndOfASessionIsTold();
    void aFailedRenewalKeepsTheSession();
    void aDestroyedContextCancels();
    void silenceIsUnavailable();
    void nobodyThereIsUnavailable();
    void tooLargeAnswersAreGivenUp();
    void signingInIsAnonymous();
};

namespace {

QByteArray tokenJson(const QByteArray &access)
{
    return toJson(Token{.accessToken = QString::fromLatin1(access),
        .refreshToken = QString::fromLatin1(access) + u"-refresh"_s,
        .expiresIn = 900});
}

HttpScript::Reply refusal(int status, ErrorCode code)
{
    return {.status = status,
        .body = toJson(toProblem(Error{.code = code, .detail = u"no"_s}, u"r1"_s)),
        .contentType = "application/problem+json"};
}

/// A server that takes one access token and renews others to it.
HttpScript::Answer only(const QByteArray &good)
{
    return [good](const HttpScript::Request &request) -> HttpScript::Reply {
        if (request.target == "/api/v2/auth/refresh")
            return {.body = tokenJson(good)};
        if (request.header("Authorization") != "Bearer " + good)
            return refusal(401, ErrorCode::Unauthenticated);
        return {.body = toJson(User{.id = UserId(1)})};
    };
}

} // namespace

void tst_ApiClient::problemsBecomeErrors()
{
    HttpScript server([](const HttpScript::Request &) -> HttpScript::Reply {
        Error error = invalidInput(u"members[3]"_s, u"must be a whole number"_s);
        return {.status = 422,
            .body = toJson(toProblem(error, u"req-7"_s)),
            .headers = "Retry-After: 12\r\n",
            .contentType = "application/problem+json"};
    });
    ApiClient api(server.base());
    std::optional<Error> error;
    api.createChat({.kind = ChatKind::Group}, [&](Result<Chat> chat) { error = chat.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::InvalidInput);
    QCOMPARE(error->fields.size(), 1u);
    QCOMPARE(error->fields.front().field, u"members[3]"_s);
    QCOMPARE(error->requestId, u"req-7"_s);
    QCOMPARE(error->retryAfter, 12s);
}

void tst_ApiClient::answersThatAreNoProblems_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a proxy's 502") << 502 << "<html>"_ba << ErrorCode::Unavailable;
    QTest::newRow("a bare 404") << 404 << ""_ba << ErrorCode::NotFound;
    QTest::newRow("the edge's 431") << 431 << ""_ba << ErrorCode::InvalidInput;
    QTest::newRow("a redirect is not followed") << 302 << ""_ba << ErrorCode::Internal;
    QTest::newRow("200 without JSON") << 200 << "<html>"_ba << ErrorCode::Internal;
    QTest::newRow("200 with another type") << 200 << R"({"id":"x"})"_ba << ErrorCode::Internal;
}

void tst_ApiClient::answersThatAreNoProblems()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    HttpScript server([&](const HttpScript::Request &) -> HttpScript::Reply {
        return {.status = status, .body = body, .headers = "Location: /elsewhere\r\n"};
    });
    ApiClient api(server.base());
    std::optional<Error> error;
    api.chat(ChatId(1), [&](Result<Chat> chat) { error = chat.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, code);
    QCOMPARE(server.requests.size(), 1u);
}

void tst_ApiClient::requestsSayWhatTheyShould()
{
    HttpScript server([](const HttpScript::Request &) -> HttpScript::Reply { return {}; });
    ApiClient api(server.base().resolved(QUrl(u"/below/"_s)));
    api.setTokens(Secret("a"_ba), Secret("b"_ba));
    int answers = 0;
    api.react(MessageId(7), u"👍/?"_s, true, [&](Result<Message>) { ++answers; });
    api.request<void>({.method = "POST", .path = u"/x"_s, .body = "{}"_ba, .idempotencyKey = "k1"},
        [&](Result<void>) { ++answers; });
    api.users(u"a+b c"_s, {.limit = 2}, [&](Result<Page<User>>) { ++answers; });
    QTRY_COMPARE(answers, 3);
    const auto sent = [&](const QByteArray &method) {
        return *std::find_if(server.requests.begin(), server.requests.end(),
            [&](const auto &request) { return request.method == method; });
    };
    QCOMPARE(sent("PUT").target, "/below/api/v2/messages/7/reactions/%F0%9F%91%8D%2F%3F"_ba);
    QCOMPARE(sent("PUT").header("Authorization"), "Bearer a"_ba);
    QCOMPARE(sent("PUT").header("Content-Type"), ""_ba);
    QCOMPARE(sent("POST").header("Idempotency-Key"), "k1"_ba);
    QCOMPARE(sent("POST").header("Content-Type"), "application/json"_ba);
    QCOMPARE(sent("GET").target, "/below/api/v2/users?limit=2&search=a%2Bb%20c"_ba);
    QCOMPARE(sent("GET").header("Cookie"), ""_ba);
}

void tst_ApiClient::anExpiredTokenIsRenewedOnceForAllCalls()
{
    HttpScript server(only("new"));
    ApiClient api(server.base());
    api.setTokens(Secret("old"_ba), Secret("r"_ba));
    QSignalSpy changed(&api, &ApiClient::tokensChanged);
    int good = 0;
    for (int i = 0; i < 10; ++i)
        api.me([&](Result<User> user) { good += user.ok(); });
    QTRY_COMPARE(good, 10);
    const auto renewals = std::count_if(server.requests.begin(), server.requests.end(),
        [](const auto &request) { return request.target == "/api/v2/auth/refresh"; });
    QCOMPARE(renewals, 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(api.refreshToken().reveal(), "new-refresh"_ba);
}

void tst_ApiClient::aCallIsReplayedOnlyOnce()
{
    HttpScript server([](const HttpScript::Request &request) -> HttpScript::Reply {
        if (request.target == "/api/v2/auth/refresh")
            return {.body = tokenJson("other")};
        return refusal(401, ErrorCode::Unauthenticated);
    });
    ApiClient api(server.base());
    api.setTokens(Secret("old"_ba), Secret("r"_ba));
    std::optional<Error> error;
    api.me([&](Result<User> user) { error = user.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Unauthenticated);
    QCOMPARE(server.requests.size(), 3u); // the call, the renewal, the call again
}

void tst_ApiClient::aLate401DoesNotRenewAgain()
{
    HttpScript server(only("new"));
    ApiClient api(server.base());
    api.setTokens(Secret("old"_ba), Secret("r"_ba));
    bool good = false;
    api.me([&](Result<User> user) { good = user.ok(); });
    // The token changes while the call with the old one is under way.
    api.setTokens(Secret("new"_ba), Secret("r2"_ba));
    QTRY_VERIFY(good);
    QCOMPARE(server.requests.size(), 2u);
}

void tst_ApiClient::theEndOfASessionIsTold()
{
    HttpScript server([](const HttpScript::Request &) -> HttpScript::Reply {
        return refusal(401, ErrorCode::Unauthenticated);
    });
    ApiClient api(server.base());
    api.setTokens(Secret("old"_ba), Secret("r"_ba));
    QSignalSpy ended(&api, &ApiClient::signedOut);
    int failed = 0;
    for (int i = 0; i < 3; ++i) {
        api.me([&](Result<User> user) {
            failed += !user && user.error().code == ErrorCode::Unauthenticated;
        });
    }
    QTRY_COMPARE(failed, 3);
    QCOMPARE(ended.size(), 1);
    QVERIFY(!api.isSignedIn());
    QVERIFY(api.refreshToken().isEmpty());
}

void tst_ApiClient::aFailedRenewalKeepsTheSession()
{
    HttpScript server([](const HttpScript::Request &request) -> HttpScript::Reply {
        if (request.target == "/api/v2/auth/refresh")
            return refusal(503, ErrorCode::Unavailable);
        return refusal(401, ErrorCode::Unauthenticated);
    });
    ApiClient api(server.base());
    api.setTokens(Secret("old"_ba), Secret("r"_ba));
    std::optional<Error> error;
    api.me([&](Result<User> user) { error = user.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Unavailable);
    QCOMPARE(api.refreshToken().reveal(), "r"_ba);
}

void tst_ApiClient::aDestroyedContextCancels()
{
    HttpScript server([](const HttpScript::Request &request) -> HttpScript::Reply {
        return {.silent = request.target.endsWith("/1")};
    });
    ApiClient api(server.base());
    bool called = false;
    bool other = false;
    auto owner = std::make_unique<QObject>();
    api.chat(ChatId(1), {owner.get(), [&](Result<Chat>) { called = true; }});
    QTRY_COMPARE(server.requests.size(), 1u);
    owner.reset();
    api.chat(ChatId(2), [&](Result<Chat>) { other = true; });
    QTRY_VERIFY(other);
    QVERIFY(!called);
}

void tst_ApiClient::silenceIsUnavailable()
{
    HttpScript server(
        [](const HttpScript::Request &) -> HttpScript::Reply { return {.silent = true}; });
    ApiClient api(server.base());
    api.setTimeout(100ms);
    std::optional<Error> error;
    api.me([&](Result<User> user) { error = user.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Unavailable);
    QCOMPARE(error->detail, u"The server did not answer in time."_s);
}

void tst_ApiClient::nobodyThereIsUnavailable()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    ApiClient api(QUrl(u"http://127.0.0.1:%1"_s.arg(closed.serverPort())));
    closed.close();
    std::optional<Error> error;
    api.me([&](Result<User> user) { error = user.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Unavailable);
}

void tst_ApiClient::tooLargeAnswersAreGivenUp()
{
    HttpScript server([](const HttpScript::Request &) -> HttpScript::Reply {
        return {.body = QByteArray(limits::kApiAnswerBytes + 1024, ' ')};
    });
    ApiClient api(server.base());
    std::optional<Error> error;
    api.me([&](Result<User> user) { error = user.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(error, 20'000);
    QCOMPARE(error->code, ErrorCode::TooLarge);
}

void tst_ApiClient::signingInIsAnonymous()
{
    HttpScript server([](const HttpScript::Request &) -> HttpScript::Reply {
        return {.body = tokenJson("mine")};
    });
    ApiClient api(server.base());
    api.setTokens(Secret("somebody"_ba), Secret("r"_ba));
    bool good = false;
    api.login({.login = u"ann"_s, .password = u"secret"_s},
        [&](Result<Token> token) { good = token.ok(); });
    QTRY_VERIFY(good);
    QCOMPARE(server.requests.front().header("Authorization"), ""_ba);
    Result<Secret> lent = internalError({});
    api.accessToken({}, [&](Result<Secret> token) { lent = token; });
    QVERIFY(lent.ok());
    QCOMPARE(lent->reveal(), "mine"_ba);
}

KITH_TEST(tst_ApiClient)
#include "tst_apiclient.moc"
