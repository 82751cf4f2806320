// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/rows.h"
#include "chatservice/views.h"
#include "core/accounts/accounts.h"
#include "core/people/people.h"
#include "core/people/users.h"

namespace kith::chatservice {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr qint64 kSearchMost = 50;

Registration toRegistration(const wire::Registration &in)
{
    return {.username = in.username,
        .email = in.email,
        .password = in.password,
        .fullName = in.fullName.value_or(QString())};
}

/// "username" and "email" in the original's words, which stop at the first.
template <class T> Result<T> orTaken(Result<T> result, const QString &email)
{
    if (result.ok() || result.error().code != ErrorCode::Conflict || result.error().fields.empty())
        return result;
    const bool isName = result.error().fields.front().field == "username"_L1;
    return refuse(400, isName ? u"Username already exists"_s : email);
}

Result<wire::User> personById(core::ReadTx &tx, UserId id)
{
    TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(tx.sql, id));
    if (!row)
        return refuse(404, u"User not found"_s);
    return toUser(*row);
}

Result<std::vector<wire::User>> search(core::ReadTx &tx, const wire::SearchQuery &in)
{
    const QString text = in.q.trimmed();
    if (text.size() < 2)
        return refuse(400, u"Search query must be at least 2 characters long"_s);
    if (in.limit == 0)
        return std::vector<wire::User>();
    TRY_ASSIGN(const auto rows,
        core::searchPeople(tx.sql,
            {.text = text,
                .order = core::PeopleOrder::Id,
                .limit = std::min(in.limit, kSearchMost)}));
    std::vector<wire::User> users;
    for (const store::UserRow &row : rows)
        users.push_back(toUser(row));
    return users;
}

Result<wire::User> changeMe(core::Tx &tx, const wire::UserChange &in)
{
    TRY(orTaken(
        core::updateMe(tx, {.fullName = in.fullName}, in.email), u"Email already registered"_s));
    TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(tx.actor.user));
    return toUser(*row);
}

api::Routes signingIn(const core::Issuer &issuer)
{
    return {
        row::slow(
            Method::Post, "/api/v1/users/register", Access::Public, "Register User",
            [](core::ReadTx &tx, const wire::Registration &in) {
                return orTaken(
                    core::prepareRegistration(tx, toRegistration(in)), u"Email already exists"_s);
            },
            [](const wire::Registration &in, const core::HashWork &work) {
                return core::hashForRegistration(toRegistration(in), work);
            },
            [](core::Tx &tx, const wire::Registration &in,
                const QString &hash) -> Result<Created<wire::User>> {
                TRY_ASSIGN(const auto made,
                    orTaken(
                        core::makePerson(tx, toRegistration(in), hash), u"Email already exists"_s));
                return Created<wire::User>{toUser(made)};
            })
            .limitedBy(Limiter::RegisterAddress),
        row::slow(
            Method::Post, "/api/v1/users/login", Access::Public, "Login User",
            [](core::ReadTx &tx, const wire::Login &in) {
                return core::prepareLogin(
                    tx, {.login = in.username, .password = in.password}, core::LoginBy::Username);
            },
            [](const wire::Login &in, const core::HashWork &work) {
                return said(core::proveLogin({.login = in.username, .password = in.password}, work),
                    ErrorCode::Unauthenticated,
                    refuseBearer(401, u"Incorrect username or password"_s));
            },
            [issuer](core::Tx &tx, const wire::Login &,
                const core::Proof &proof) -> Result<wire::Token> {
                TRY_ASSIGN(const Token token,
                    said(core::login(tx, issuer, proof), ErrorCode::Unauthenticated,
                        refuseBearer(401, u"Incorrect username or password"_s)));
                return wire::Token{.accessToken = token.accessToken};
            })
            .limitedBy(Limiter::LoginAccount)
            .answersSecret()
            .evenOnFullDisk(),
    };
}

} // namespace

api::Routes userRows(const core::Issuer &issuer)
{
    api::Routes rows = signingIn(issuer);
    const auto add = [&rows](Route row) { rows.push_back(std::move(row)); };
    add(row::get("/api/v1/users/me", Access::User, "Get Current User Info",
        [](core::ReadTx &tx) { return personById(tx, tx.actor.user); }));
    add(row::put("/api/v1/users/me", Access::User, "Update Current User", changeMe));
    add(row::get("/api/v1/users/search", Access::User, "Search Users",
        [](core::ReadTx &tx, const Query<wire::SearchQuery> &in) {
            return search(tx, in);
        }).limitedBy(Limiter::Search));
    add(row::get("/api/v1/users/{user_id}", Access::User, "Get User",
        [](core::ReadTx &tx, IntId<UserId> id) { return personById(tx, id); }));
    return rows;
}

} // namespace kith::chatservice
