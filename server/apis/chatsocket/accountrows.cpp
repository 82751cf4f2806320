// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/rows.h"
#include "chatsocket/views.h"
#include "core/accounts/accounts.h"
#include "core/live/presence.h"
#include "core/people/people.h"
#include "core/people/users.h"

#include <algorithm>

namespace kith::chatsocket {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr qint64 kFound = 10;

const Error &wrongLogin()
{
    static const Error error = refuseBearer(401, u"Incorrect email or password"_s);
    return error;
}

Login toLogin(const wire::Login &in)
{
    return {.login = in.email, .password = in.password.value_or(QString())};
}

/// Whoever has the address, or somebody new. A name that is there is never replaced.
Result<store::UserRow> personOf(core::Tx &tx, const wire::Login &in)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const auto known, core::userByEmail(*sql, in.email));
    if (known)
        return known->isActive ? Result<store::UserRow>(*known) : wrongLogin();
    TRY_ASSIGN(const QString username, core::freeUsername(*sql, in.email.section(u'@', 0, 0)));
    // Without a hash no password is right.
    TRY_ASSIGN(store::UserRow row,
        core::makePerson(
            tx, {.username = username, .email = in.email, .fullName = in.name}, QString()));
    if (in.profileImage) {
        row.avatarUrl = in.profileImage;
        tx.unit.users.update(row);
    }
    return row;
}

wire::SignedIn signedIn(const Token &token, const store::UserRow &row)
{
    return {.accessToken = token.accessToken, .user = toAccount(row)};
}

Result<wire::SignedIn> signInByName(core::Tx &tx, const core::Issuer &issuer, const wire::Login &in)
{
    TRY_ASSIGN(const store::UserRow row, personOf(tx, in));
    TRY_ASSIGN(const Token token, core::openSession(tx, issuer, row));
    return signedIn(token, row);
}

Route loginRow(const core::Issuer &issuer, SignIn signIn)
{
    const bool byName = signIn == SignIn::ByNameToo;
    return row::slow(
        Method::Post, "/api/auth/login", Access::Public, "Login",
        [byName](core::ReadTx &tx, const Anywhere<wire::Login> &in) -> Result<core::HashWork> {
            if (in.password)
                return core::prepareLogin(tx, toLogin(in), core::LoginBy::Email);
            if (byName)
                return core::HashWork{};
            return refuseBearer(401, u"A password is needed, as `password`"_s);
        },
        [](const Anywhere<wire::Login> &in, const core::HashWork &work) -> Result<core::Proof> {
            if (!in.password)
                return core::Proof{};
            return said(
                core::proveLogin(toLogin(in), work), ErrorCode::Unauthenticated, wrongLogin());
        },
        [issuer](core::Tx &tx, const Anywhere<wire::Login> &in,
            const core::Proof &proof) -> Result<wire::SignedIn> {
            if (!in.password)
                return signInByName(tx, issuer, in);
            TRY_ASSIGN(const Token token,
                said(core::login(tx, issuer, proof), ErrorCode::Unauthenticated, wrongLogin()));
            TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(proof.user));
            return signedIn(token, *row);
        })
        .limitedBy(Limiter::LoginAccount)
        .answersSecret()
        .evenOnFullDisk();
}

Result<wire::Me> me(core::ReadTx &tx)
{
    TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(tx.sql, tx.actor.user));
    if (!row)
        return refuse(404, u"User not found"_s);
    wire::Account account = toAccount(*row);
    wire::Me answer{.email = std::move(account.email),
        .name = std::move(account.name),
        .profileImage = std::move(account.profileImage),
        .isOnline = tx.env.presence.isOnline(row->id)};
    const auto seen = std::max(row->lastSeenAt, tx.env.presence.lastSeen(row->id));
    if (seen)
        answer.lastSeen = wire::NaiveTime(*seen);
    return answer;
}

Result<std::vector<wire::Found>> search(core::ReadTx &tx, const wire::Search &in)
{
    TRY_ASSIGN(const auto rows,
        core::searchPeople(
            tx.sql, {.text = in.query, .inEmail = true, .except = tx.actor.user, .limit = kFound}));
    std::vector<wire::Found> people;
    for (const store::UserRow &row : rows) {
        wire::Account account = toAccount(row);
        people.push_back({.email = std::move(account.email),
            .name = std::move(account.name),
            .profileImage = std::move(account.profileImage),
            .isOnline = tx.env.presence.isOnline(row.id)});
    }
    return people;
}

} // namespace

api::Routes accountRows(const core::Issuer &issuer, SignIn signIn)
{
    return {
        loginRow(issuer, signIn),
        row::get("/api/users/me", Access::User, "Get Current User Info", me),
        row::get("/api/users/search", Access::User, "Search Users",
            [](core::ReadTx &tx, const Query<wire::Search> &in) { return search(tx, in); }),
    };
}

} // namespace kith::chatsocket
