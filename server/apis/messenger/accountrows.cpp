// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounts.h"
#include "core/people/people.h"
#include "messenger/rows.h"
#include "messenger/views.h"

namespace kith::messenger {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr QByteArrayView kCookie = "refresh_token";

const Error &credentialsInvalid()
{
    static const Error error = authError(u"Credentials invalid"_s);
    return error;
}

/// An account is an address there; its user name is made of it.
Result<Registration> toRegistration(store::SqlSession &sql, const wire::SignUp &in)
{
    TRY_ASSIGN(const QString name, core::freeUsername(sql, in.email.text.section(u'@', 0, 0)));
    return Registration{.username = name, .email = in.email.text, .password = in.password.text};
}

template <class T> Result<T> orExists(Result<T> result)
{
    return said(std::move(result), ErrorCode::Conflict,
        refuseNamed(409, "ACCOUNT_ALREADY_EXISTS", u"Account already exists"_s));
}

/// Dies with the browser, and goes to these routes alone.
std::pair<QByteArray, QByteArray> cookie(
    const core::Policy &policy, const QString &token, bool isKept = true)
{
    QByteArray field = kCookie.toByteArray() + "=" + token.toLatin1()
        + "; HttpOnly; Path=/accounts/; SameSite=Lax";
    if (!isKept)
        field += "; Max-Age=0";
    if (policy.publicUrl.startsWith(u"https:"_s))
        field += "; Secure";
    return {"Set-Cookie", field};
}

template <class T>
Answer withCookie(const core::Policy &policy, const QString &refreshToken, const T &body)
{
    return {.body = toJson(body), .headers = {cookie(policy, refreshToken)}};
}

/// Without a fingerprint two sign-ins evict each other, as there.
QString fingerprintOf(const std::optional<wire::Trimmed> &given)
{
    return given && !given->text.isEmpty() ? given->text : u"NOT_SET"_s;
}

Login toLogin(const Form<wire::SwaggerSignIn> &in)
{
    return {.login = in.username.value_or(in.email.value_or(QString())), .password = in.password};
}

Result<Answer> signOut(core::Tx &tx, const core::Issuer &issuer, const Asked &asked)
{
    if (asked.isFromOwnSite)
        TRY(core::endByRefreshToken(
            tx, issuer, QString::fromLatin1(cookieNamed(asked.cookie, kCookie))));
    return Answer{.body = toJson(nothing()), .headers = {cookie(tx.env.policy, {}, false)}};
}

Result<Answer> refresh(
    core::Tx &tx, const core::Issuer &issuer, const Asked &asked, const wire::TokenRefresh &in)
{
    const QByteArray token = cookieNamed(asked.cookie, kCookie);
    if (token.isEmpty() || !asked.isFromOwnSite)
        return tokenInvalid();
    const QString fingerprint = in.fingerprint.text.value_or(QString());
    TRY_ASSIGN(const Token renewed,
        said(core::refreshSession(tx, issuer, {.refreshToken = QString::fromLatin1(token)},
                 fingerprint.isEmpty() ? u"NOT_SET"_s : fingerprint),
            ErrorCode::Unauthenticated, tokenInvalid()));
    return withCookie(tx.env.policy, renewed.refreshToken,
        success(wire::AuthTokens{.accessToken = renewed.accessToken}));
}

api::Routes signingIn(const core::Issuer &issuer)
{
    return {
        row::slow(
            Method::Post, "/accounts/sign-up/", Access::Public, "Sign up",
            [](core::ReadTx &tx, const wire::SignUp &in) -> Result<core::HashWork> {
                TRY_ASSIGN(const Registration wanted, toRegistration(tx.sql, in));
                return orExists(core::prepareRegistration(tx, wanted));
            },
            [](const wire::SignUp &in, const core::HashWork &work) {
                return core::hashForRegistration({.password = in.password.text}, work);
            },
            [](core::Tx &tx, const wire::SignUp &in,
                const QString &hash) -> Result<wire::Success<wire::Account>> {
                TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
                TRY_ASSIGN(const Registration wanted, toRegistration(*sql, in));
                TRY_ASSIGN(const auto made, orExists(core::makePerson(tx, wanted, hash)));
                return success(wire::Account{.email = made.email, .id = made.id});
            })
            .limitedBy(Limiter::RegisterAddress),
        row::slow(
            Method::Post, "/accounts/sign-in/", Access::Public, "Sign in",
            [](core::ReadTx &tx, const wire::SignIn &in) {
                return core::prepareLogin(tx,
                    {.login = in.email.text, .password = in.password.text}, core::LoginBy::Email);
            },
            [](const wire::SignIn &in, const core::HashWork &work) {
                return said(
                    core::proveLogin({.login = in.email.text, .password = in.password.text}, work),
                    ErrorCode::Unauthenticated, credentialsInvalid());
            },
            [issuer](
                core::Tx &tx, const wire::SignIn &in, const core::Proof &proof) -> Result<Answer> {
                TRY_ASSIGN(const Token token,
                    said(core::login(tx, issuer, proof, fingerprintOf(in.fingerprint)),
                        ErrorCode::Unauthenticated, credentialsInvalid()));
                return withCookie(tx.env.policy, token.refreshToken,
                    success(wire::AuthTokens{.accessToken = token.accessToken}));
            })
            .limitedBy(Limiter::LoginAccount)
            .answersSecret()
            .evenOnFullDisk(),
        row::slow(
            Method::Post, "/accounts/sign-in/swagger/", Access::Public,
            "Sign in, for the documentation page",
            [](core::ReadTx &tx, const Form<wire::SwaggerSignIn> &in) {
                return core::prepareLogin(tx, toLogin(in), core::LoginBy::Email);
            },
            [](const Form<wire::SwaggerSignIn> &in, const core::HashWork &work) {
                return said(core::proveLogin(toLogin(in), work), ErrorCode::Unauthenticated,
                    credentialsInvalid());
            },
            [issuer](core::Tx &tx, const Form<wire::SwaggerSignIn> &in,
                const core::Proof &proof) -> Result<Answer> {
                TRY_ASSIGN(const Token token,
                    said(core::login(tx, issuer, proof, in.fingerprint.value_or(u"SWAGGER"_s)),
                        ErrorCode::Unauthenticated, credentialsInvalid()));
                return withCookie(tx.env.policy, token.refreshToken,
                    wire::SwaggerToken{.accessToken = token.accessToken});
            })
            .limitedBy(Limiter::LoginAccount)
            .answersSecret()
            .evenOnFullDisk(),
    };
}

/// A hash for a password that nobody had to prove: the original asks for none.
Result<core::HashWork> prepareNewPassword(core::ReadTx &tx, const wire::NewPassword &in)
{
    return core::preparePasswordChange(tx, {.newPassword = in.password.text});
}

Result<core::Proof> hashNewPassword(const wire::NewPassword &in, const core::HashWork &work)
{
    TRY_ASSIGN(QString hash, core::hashPassword(in.password.text, work.cost));
    return core::Proof{
        .user = work.user, .checkedHash = work.storedHash, .newHash = std::move(hash)};
}

} // namespace

api::Routes accountRows(const core::Issuer &issuer)
{
    api::Routes rows = signingIn(issuer);
    const auto add = [&rows](Route row) { rows.push_back(std::move(row)); };
    add(row::post("/accounts/sign-out/", Access::Public, "Sign out",
        [issuer](core::Tx &tx, const Asked &asked) {
            return signOut(tx, issuer, asked);
        }).evenOnFullDisk());
    add(row::get("/accounts/me/", Access::User, "Who I am",
        [](core::ReadTx &tx) -> Result<wire::Success<wire::Account>> {
            TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(tx.sql, tx.actor.user));
            if (!row)
                return tokenInvalid();
            return success(wire::Account{.email = row->email, .id = row->id});
        }));
    add(row::get("/accounts/email/status/", Access::Public, "Whether an address has an account",
        [](core::ReadTx &tx,
            const Query<wire::EmailQuery> &in) -> Result<wire::Success<wire::EmailStatus>> {
            if (!in.email)
                return success(wire::EmailStatus{});
            TRY_ASSIGN(const auto row, core::userByEmail(tx.sql, *in.email));
            return success(wire::EmailStatus{.exists = row.has_value()});
        }).limitedBy(Limiter::ResetAddress));
    add(row::post("/accounts/token/refresh/", Access::Public, "New tokens for the refresh cookie",
        [issuer](core::Tx &tx, const Asked &asked, const wire::TokenRefresh &in) {
            return refresh(tx, issuer, asked, in);
        })
            .answersSecret()
            .evenOnFullDisk());
    add(row::slow(Method::Post, "/accounts/password/set/", Access::User,
        "Set a new password, and end my other sessions", prepareNewPassword, hashNewPassword,
        [](core::Tx &tx, const wire::NewPassword &,
            const core::Proof &proof) -> Result<wire::Nothing> {
            TRY(core::changePassword(tx, proof));
            return nothing();
        }));
    add(row::get("/healthcheck/", Access::Public, "Whether it works",
        [](core::ReadTx &tx) -> Result<wire::Success<wire::Health>> {
            TRY(store::integerOf(tx.sql, store::Sql("SELECT 1"), {}));
            return success(wire::Health{});
        }).unlimited());
    return rows;
}

} // namespace kith::messenger
