// SPDX-License-Identifier: GPL-3.0-or-later
// Access tokens under attack, refresh tokens' proof, and the keys both are made with.
#include "../cast.h"
#include "core/accounts/tokens.h"
#include "core/crypto.h"
#include "runner/runner.h"

#include <jwt.h>

#include <functional>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Actor kActor{.user = UserId(7), .session = SessionId(70), .role = UserRole::Moderator};

Policy policyWith(const QByteArray &secret)
{
    Policy policy;
    policy.accessSecret = Secret(secret);
    policy.refreshSecret = Secret(secret);
    return policy;
}
const Policy kPolicy = policyWith("a secret of the test, long enough for everything");

QByteArray b64(const QByteArray &text) { return toBase64Url(text); }
QByteArray unb64(const QByteArray &text)
{
    return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
}

/// The parts of a good token, for taking apart and signing again with the true key: what an
/// attacker could not do, so that each check is seen to refuse by itself.
struct Forge
{
    QByteArray header;
    QByteArray payload;
    QByteArray key = hkdfSha256(kPolicy.accessSecret.reveal(), "kith access token");

    QByteArray signedToken() const
    {
        const QByteArray body = b64(header) + '.' + b64(payload);
        return body + '.' + b64(hmacSha256(key, body));
    }
    Forge &swap(const char *from, const char *to)
    {
        // A row that changes nothing would test nothing.
        if (!header.contains(from) && !payload.contains(from))
            qFatal("nothing to swap: %s", from);
        header.replace(from, to);
        payload.replace(from, to);
        return *this;
    }
};

Forge forge()
{
    const QByteArray token = Tokens(kPolicy).issueAccess(kActor, u"native"_s, kNow).toLatin1();
    const auto parts = token.split('.');
    return {unb64(parts[0]), unb64(parts[1])};
}

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysAreThoseOfRfc5869();
    void saysWhoAsks();
    void forgedAsWellAsIssuedIsAccepted();
    void refusesAttacks_data();
    void refusesAttacks();
    void livesItsTime_data();
    void livesItsTime();
    void otherSecretsAndIssuersAreStrangers();
    void refreshTokensAreDeterministicAndProved();
    void refusesRefreshTokens_data();
    void refusesRefreshTokens();
    void accessAndRefreshDoNotServeForEachOther();
    void checkingIsCheap();
};

void TestTokens::keysAreThoseOfRfc5869()
{
    // Test case 3: no salt, no info.
    QCOMPARE(hkdfSha256(QByteArray(22, '\x0b'), "").toHex(),
        QByteArray("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"));
    QVERIFY(hkdfSha256("secret", "a") != hkdfSha256("secret", "b"));
}

void TestTokens::saysWhoAsks()
{
    const Tokens tokens(kPolicy);
    const QByteArray token = tokens.issueAccess(kActor, u"native"_s, kNow).toLatin1();
    const auto claims = tokens.verifyAccess(token, u"native", kNow + 1s);
    QVERIFY(claims.ok());
    QCOMPARE(claims->actor.user, kActor.user);
    QCOMPARE(claims->actor.session, kActor.session);
    QCOMPARE(claims->actor.role, kActor.role);
    QCOMPARE(claims->audience, u"native"_s);
    QCOMPARE(claims->issuedAt, kNow);
    QCOMPARE(claims->expiresAt, kNow + kPolicy.accessLife);
    QVERIFY(claims->tokenId.size() >= 16);
    QVERIFY(tokens.issueAccess(kActor, u"native"_s, kNow).toLatin1() != token);
}

void TestTokens::forgedAsWellAsIssuedIsAccepted()
{
    // The rows below refuse for what they say, and not because the test cannot sign.
    QVERIFY(Tokens(kPolicy).verifyAccess(forge().signedToken(), u"native", kNow).ok());
}

void TestTokens::refusesAttacks_data()
{
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *name, const QByteArray &token) {
        QTest::newRow(name) << token;
    };
    const QByteArray good = forge().signedToken();
    const auto parts = good.split('.');
    const auto header = [&](const char *text) {
        Forge forged = forge();
        forged.header = text;
        return forged.signedToken();
    };
    const auto claim = [&](const char *from, const char *to) {
        return forge().swap(from, to).signedToken();
    };

    row("empty", "");
    row("word", "token");
    row("one dot", parts[0] + '.' + parts[1]);
    row("dots", "..");
    row("three dots", good + '.');
    row("five parts", good + ".a.b");
    row("no signature", parts[0] + '.' + parts[1] + '.');
    row("no payload", parts[0] + ".." + parts[2]);
    row("no header", '.' + parts[1] + '.' + parts[2]);
    row("cut signature", good.chopped(1));
    row("cut to half", good.left(good.size() / 2));
    row("longer signature", good + 'A');
    row("other signature", parts[0] + '.' + parts[1] + '.' + b64(QByteArray(32, 'x')));
    QByteArray flipped = good;
    flipped[flipped.size() - 10] = flipped.at(flipped.size() - 10) == 'A' ? 'B' : 'A';
    row("one character of the signature", flipped);
    row("payload of another",
        parts[0] + '.' + b64(forge().swap("\"7\"", "\"8\"").payload) + '.' + parts[2]);
    row("padding", good + '=');
    row("standard base64", QByteArray(good).replace('-', '+').replace('_', '/') + '+');
    row("space before", ' ' + good);
    row("space after", good + ' ');
    row("newline inside", QByteArray(good).insert(good.size() - 5, '\n'));
    row("zero byte after", good + QByteArray(1, '\0'));
    row("zero byte inside", QByteArray(good).replace(good.size() - 5, 1, QByteArray(1, '\0')));
    row("not ASCII", QByteArray(good).replace(good.size() - 5, 1, "\xc3"));
    row("Bearer", "Bearer " + good);
    row("very long", good + QByteArray(100'000, 'A'));
    // Not canonical: the last character's unused bits differ, the decoded bytes do not.
    QByteArray loose = good;
    const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    loose[loose.size() - 1] = alphabet[alphabet.indexOf(loose.back()) ^ 1];
    row("loose base64", loose);

    row("alg none", b64(R"({"alg":"none","typ":"JWT"})") + '.' + parts[1] + '.');
    row("alg None", b64(R"({"alg":"None","typ":"JWT"})") + '.' + parts[1] + '.');
    row("alg NONE", b64(R"({"alg":"NONE","typ":"JWT"})") + '.' + parts[1] + '.');
    row("alg none with the signature", b64(R"({"alg":"none"})") + '.' + parts[1] + '.' + parts[2]);
    row("alg none, signed", header(R"({"alg":"none","typ":"JWT"})"));
    row("alg missing", header(R"({"typ":"JWT"})"));
    row("alg empty", header(R"({"alg":"","typ":"JWT"})"));
    row("alg a number", header(R"({"alg":256,"typ":"JWT"})"));
    row("alg HS384", forge().swap("HS256", "HS384").signedToken());
    row("alg HS512", forge().swap("HS256", "HS512").signedToken());
    row("alg RS256", forge().swap("HS256", "RS256").signedToken());
    row("alg ES256", forge().swap("HS256", "ES256").signedToken());
    row("alg hs256", forge().swap("HS256", "hs256").signedToken());
    row("header without kid", header(R"({"alg":"HS256","typ":"JWT"})"));
    row("kid a path", header(R"({"alg":"HS256","kid":"../../../dev/null","typ":"JWT"})"));
    row("kid SQL", header(R"({"alg":"HS256","kid":"' OR 1=1 --","typ":"JWT"})"));
    row("kid empty", header(R"({"alg":"HS256","kid":"","typ":"JWT"})"));
    const auto extended = [](const char *more) {
        Forge forged = forge();
        forged.header.insert(forged.header.size() - 1, more);
        return forged.signedToken();
    };
    row("jku", extended(R"(,"jku":"https://evil.example/keys")"));
    row("x5u", extended(R"(,"x5u":"https://evil.example/cert")"));
    row("jwk", extended(R"(,"jwk":{"kty":"oct","k":"AAAA"})"));
    row("crit", extended(R"(,"crit":["exp"])"));
    row("b64 false", extended(R"(,"b64":false,"crit":["b64"])"));
    row("second alg", extended(R"(,"alg":"none")"));
    row("header not JSON", header("alg=HS256"));
    row("header an array", header(R"(["HS256"])"));
    row("header typ JWE", forge().swap("JWT", "JWE").signedToken());

    Forge otherKey = forge();
    otherKey.key = hkdfSha256(kPolicy.refreshSecret.reveal(), "kith refresh token");
    row("signed with the refresh key", otherKey.signedToken());
    otherKey.key = kPolicy.accessSecret.reveal();
    row("signed with the secret itself", otherKey.signedToken());
    otherKey.key = {};
    row("signed with no key", otherKey.signedToken());
    otherKey.key = "secret";
    row("signed with a guess", otherKey.signedToken());

    row("typ JWT", claim(R"("typ":"at+jwt")", R"("typ":"JWT")"));
    row("typ refresh", claim(R"("typ":"at+jwt")", R"("typ":"rt+jwt")"));
    row("typ missing", claim(R"("typ":"at+jwt")", R"("tip":"at+jwt")"));
    row("iss of another", claim(R"("iss":"kith")", R"("iss":"evil")"));
    row("iss missing", claim(R"("iss":)", R"("isz":)"));
    row("aud of another", claim(R"("aud":"native")", R"("aud":"pythia")"));
    row("aud a list", claim(R"("aud":"native")", R"("aud":["native"])"));
    row("aud missing", claim(R"("aud":)", R"("aux":)"));
    row("sub missing", claim(R"("sub":)", R"("suv":)"));
    row("sub zero", claim(R"("sub":"7")", R"("sub":"0")"));
    row("sub negative", claim(R"("sub":"7")", R"("sub":"-7")"));
    row("sub a number", claim(R"("sub":"7")", R"("sub":7)"));
    row("sub words", claim(R"("sub":"7")", R"("sub":"7 or 8")"));
    row("sub too large", claim(R"("sub":"7")", R"("sub":"9223372036854775808")"));
    row("sid missing", claim(R"("sid":)", R"("sit":)"));
    row("sid empty", claim(R"("sid":"70")", R"("sid":"")"));
    row("role unknown", claim(R"("role":"moderator")", R"("role":"root")"));
    row("role missing", claim(R"("role":)", R"("rule":)"));
    row("jti missing", claim(R"("jti":)", R"("jtj":)"));
    row("iat missing", claim(R"("iat":)", R"("iaz":)"));
    row("iat in the future", claim(R"("iat":1800000000)", R"("iat":1800000031)"));
    row("nbf missing", claim(R"("nbf":)", R"("nbz":)"));
    row("nbf in the future", claim(R"("nbf":1800000000)", R"("nbf":1800000031)"));
    row("exp missing", claim(R"("exp":)", R"("exq":)"));
    row("exp a text", claim(R"("exp":1800000900)", R"("exp":"1800000900")"));
    row("exp past", claim(R"("exp":1800000900)", R"("exp":1799999970)"));
    row("exp zero", claim(R"("exp":1800000900)", R"("exp":0)"));
    row("exp negative", claim(R"("exp":1800000900)", R"("exp":-1)"));
    row("exp overflowing", claim(R"("exp":1800000900)", R"("exp":9223372036854775807)"));
    row("exp a fraction", claim(R"("exp":1800000900)", R"("exp":1800000900.5)"));
    Forge broken = forge();
    broken.payload.chop(1);
    row("payload cut", broken.signedToken());
    broken.payload = "[]";
    row("payload an array", broken.signedToken());
    broken.payload = "null";
    row("payload null", broken.signedToken());
    broken.payload = QByteArray(1500, '[');
    row("payload deep", broken.signedToken());
}

void TestTokens::refusesAttacks()
{
    QFETCH(const QByteArray, token);
    const auto claims = Tokens(kPolicy).verifyAccess(token, u"native", kNow);
    QVERIFY(!claims.ok());
    QCOMPARE(claims.error().code, ErrorCode::Unauthenticated);
}

void TestTokens::livesItsTime_data()
{
    QTest::addColumn<int>("seconds"); // after issue
    QTest::addColumn<bool>("good");
    QTest::newRow("a clock 31 s behind") << -31 << false;
    QTest::newRow("a clock 30 s behind") << -30 << true;
    QTest::newRow("at once") << 0 << true;
    QTest::newRow("at its end") << 900 << true;
    QTest::newRow("within the leeway") << 929 << true;
    QTest::newRow("after the leeway") << 930 << false;
}

void TestTokens::livesItsTime()
{
    QFETCH(const int, seconds);
    QFETCH(const bool, good);
    const Tokens tokens(kPolicy);
    const QByteArray token = tokens.issueAccess(kActor, u"native"_s, kNow).toLatin1();
    QCOMPARE(
        tokens.verifyAccess(token, u"native", kNow + std::chrono::seconds(seconds)).ok(), good);
}

void TestTokens::otherSecretsAndIssuersAreStrangers()
{
    const QByteArray token = Tokens(kPolicy).issueAccess(kActor, u"native"_s, kNow).toLatin1();
    QVERIFY(!Tokens(policyWith("another secret")).verifyAccess(token, u"native", kNow).ok());
    Policy renamed = kPolicy;
    renamed.issuer = u"other"_s;
    QVERIFY(!Tokens(renamed).verifyAccess(token, u"native", kNow).ok());
    QVERIFY(!Tokens(kPolicy).verifyAccess(token, u"", kNow).ok());
}

void TestTokens::refreshTokensAreDeterministicAndProved()
{
    const store::SessionRow row{.id = SessionId(70), .seed = QByteArray(16, 's'), .generation = 3};
    const Tokens tokens(kPolicy);
    const QString token = tokens.refreshToken(row);
    QCOMPARE(Tokens(kPolicy).refreshToken(row), token);
    const auto claim = Tokens::parseRefresh(token);
    QVERIFY(claim);
    QCOMPARE(claim->session, row.id);
    QCOMPARE(claim->generation, 3);
    QVERIFY(tokens.proves(*claim, row));

    store::SessionRow later = row;
    later.generation = 4;
    QVERIFY(tokens.refreshToken(later) != token);
    QVERIFY(tokens.proves(*claim, later)); // ours, if of another generation: the caller decides
    store::SessionRow other = row;
    other.seed = QByteArray(16, 't');
    QVERIFY(!tokens.proves(*claim, other));
    QVERIFY(!Tokens(policyWith("another secret")).proves(*claim, row));
    RefreshClaim raised = *claim;
    raised.generation = 4;
    QVERIFY(!tokens.proves(raised, row));
}

void TestTokens::refusesRefreshTokens_data()
{
    QTest::addColumn<QString>("token");
    const store::SessionRow row{.id = SessionId(70), .seed = QByteArray(16, 's'), .generation = 3};
    const QString good = Tokens(kPolicy).refreshToken(row);
    QTest::newRow("empty") << u""_s;
    QTest::newRow("dots") << u".."_s;
    QTest::newRow("two parts") << good.section(u'.', 0, 1);
    QTest::newRow("four parts") << good + u".x"_s;
    QTest::newRow("id a word") << u"seventy"_s + good.mid(2);
    QTest::newRow("id too large") << u"99999999999999999999"_s + good.mid(2);
    QTest::newRow("no mac") << u"70.3."_s;
    QTest::newRow("short mac") << good.chopped(4);
    QTest::newRow("long mac") << good + u"AAAA"_s;
    QTest::newRow("mac not base64") << u"70.3."_s + QString(43, u'ё');
}

void TestTokens::refusesRefreshTokens()
{
    QFETCH(const QString, token);
    QVERIFY(!Tokens::parseRefresh(token));
}

void TestTokens::accessAndRefreshDoNotServeForEachOther()
{
    const Tokens tokens(kPolicy);
    const store::SessionRow row{.id = SessionId(70), .seed = QByteArray(16, 's'), .generation = 1};
    QVERIFY(!tokens.verifyAccess(tokens.refreshToken(row).toLatin1(), u"native", kNow).ok());
    QVERIFY(!Tokens::parseRefresh(tokens.issueAccess(kActor, u"native"_s, kNow)));
}

void TestTokens::checkingIsCheap()
{
    const Tokens tokens(kPolicy);
    const QByteArray token = tokens.issueAccess(kActor, u"native"_s, kNow).toLatin1();
    QBENCHMARK { QVERIFY(tokens.verifyAccess(token, u"native", kNow).ok()); }
}

KITH_TEST(TestTokens)
#include "tst_tokens.moc"
