// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounts.h"
#include "core/chats/chatlists.h"
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/people/people.h"
#include "core/people/usercounts.h"
#include "core/people/users.h"
#include "pythia/rows.h"
#include "pythia/views.h"

namespace kith::pythia {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr qint64 kListedPeople = 10'000; // in a list, which has no pages there
constexpr qint64 kFound = 10;

const Error &noSuchUser()
{
    static const Error error = refuse(404, u"User not found"_s);
    return error;
}

Registration toRegistration(const wire::Register &in)
{
    return {.username = in.username, .email = in.email.text, .password = in.password};
}

/// Which of two taken names is told first differs by route.
template <class T> Result<T> orTaken(Result<T> result, QLatin1StringView first)
{
    if (result.ok() || result.error().code != ErrorCode::Conflict || result.error().fields.empty())
        return result;
    const auto &taken = result.error().fields;
    const bool hasFirst = std::any_of(taken.begin(), taken.end(),
        [first](const FieldError &field) { return field.field == first; });
    const bool isEmail = hasFirst == (first == "email"_L1);
    return refuse(400, isEmail ? u"Email already registered"_s : u"Username already taken"_s);
}

/// The first account of all gets its channels.
Result<void> makeFirstChannels(core::Tx &tx, UserId user)
{
    const std::pair<QString, QString> channels[] = {
        {u"general"_s, u"General discussion for everyone"_s},
        {u"random"_s, u"Random conversations and fun stuff"_s},
        {u"announcements"_s, u"Important announcements and updates"_s}};
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    const core::Actor before = std::exchange(tx.actor, core::Actor{.user = user});
    Result<void> done;
    for (const auto &[name, topic] : channels) {
        const auto existing = core::publicChannelNamed(*sql, name);
        if (!existing || *existing)
            continue; // a default channel, joined already
        const auto made = core::createChat(
            tx, {.kind = ChatKind::Channel, .name = name, .topic = topic, .isPublic = true});
        if (!made)
            done = made.error();
    }
    tx.actor = before;
    return done;
}

Result<wire::SignedIn> registerUser(
    core::Tx &tx, const core::Issuer &issuer, const wire::Register &in, const QString &hash)
{
    TRY_ASSIGN(
        store::UserRow row, orTaken(core::makePerson(tx, toRegistration(in), hash), "email"_L1));
    if (in.avatar) {
        row.avatarUrl = in.avatar;
        tx.unit.users.update(row);
    }
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const qint64 people, core::countUsers(*sql, {}, {}));
    if (people == 1)
        TRY(makeFirstChannels(tx, row.id));
    TRY_ASSIGN(const store::UserRow *now, tx.unit.users.find(row.id));
    TRY_ASSIGN(const Token token, core::openSession(tx, issuer, *now));
    return wire::SignedIn{.accessToken = token.accessToken, .user = toUser(row)};
}

const Error &wrongLogin()
{
    static const Error error = refuseBearer(401, u"Incorrect username or password"_s);
    return error;
}

api::Routes signingIn(const core::Issuer &issuer)
{
    return {
        row::slow(
            Method::Post, "/api/v1/auth/register", Access::Public, "Register",
            [](core::ReadTx &tx, const wire::Register &in) {
                return orTaken(core::prepareRegistration(tx, toRegistration(in)), "email"_L1);
            },
            [](const wire::Register &in, const core::HashWork &work) {
                return core::hashForRegistration(toRegistration(in), work);
            },
            [issuer](core::Tx &tx, const wire::Register &in, const QString &hash) {
                return registerUser(tx, issuer, in, hash);
            })
            .limitedBy(Limiter::RegisterAddress)
            .answersSecret(),
        row::slow(
            Method::Post, "/api/v1/auth/login", Access::Public, "Login",
            [](core::ReadTx &tx, const wire::Login &in) {
                return core::prepareLogin(tx, {.login = in.username, .password = in.password},
                    core::LoginBy::Username, core::Suspended::AreChecked);
            },
            [](const wire::Login &in, const core::HashWork &work) {
                return said(core::proveLogin({.login = in.username, .password = in.password}, work),
                    ErrorCode::Unauthenticated, wrongLogin());
            },
            [issuer](core::Tx &tx, const wire::Login &,
                const core::Proof &proof) -> Result<wire::SignedIn> {
                TRY_ASSIGN(const Token token,
                    said(said(core::login(tx, issuer, proof), ErrorCode::Unauthenticated,
                             wrongLogin()),
                        ErrorCode::Forbidden, refuse(403, u"Account suspended or banned"_s)));
                TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(proof.user));
                return wire::SignedIn{.accessToken = token.accessToken, .user = toUser(*row)};
            })
            .limitedBy(Limiter::LoginAccount)
            .answersSecret()
            .evenOnFullDisk(),
    };
}

// ---- People -------------------------------------------------------------------------------------

Result<wire::User> personById(core::ReadTx &tx, UserId id)
{
    TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(tx.sql, id));
    if (!row)
        return noSuchUser();
    return toUser(*row);
}

Result<std::vector<wire::User>> peopleOf(core::ReadTx &tx, const core::PeopleQuery &query)
{
    TRY_ASSIGN(const auto rows, core::searchPeople(tx.sql, query));
    return toUsers(rows);
}

/// Only what was sent is written; a name or an address cannot be cleared.
Result<wire::User> updateMe(core::Tx &tx, UserId id, const wire::UserUpdate &in)
{
    if (id != tx.actor.user)
        return refuse(403, u"Can only update your own profile"_s);
    Checker checker("body");
    const auto needsText = [&checker](const char *name, bool isGiven, bool hasValue) {
        if (isGiven && !hasValue)
            checker.addAt(name, "string_type", u"Input should be a valid string"_s, "null");
    };
    needsText("email", in.email.isGiven, in.email.value.has_value());
    needsText("username", in.username.isGiven, in.username.value.has_value());
    if (in.username.value && in.username.value->isEmpty())
        checker.addAt("username", "string_too_short", u"String should have at least 1 character"_s,
            "\"\"", R"({"min_length":1})");
    TRY(checker.result());
    TRY_ASSIGN(const store::UserRow *found, tx.unit.users.find(id));
    const store::UserRow before = *found;
    store::UserRow row = before;
    row.username = in.username.value.value_or(row.username);
    if (in.email.value)
        row.email = in.email.value->text;
    if (in.avatar.isGiven)
        row.avatarUrl = in.avatar.value;
    TRY_ASSIGN(row, core::withKeys(std::move(row)));
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    if (row.usernameKey != before.usernameKey || row.emailKey != before.emailKey)
        TRY(orTaken(core::checkNamesFree(*sql, row), "username"_L1));
    TRY(core::saveUser(tx, before, row));
    TRY_ASSIGN(const store::UserRow *now, tx.unit.users.find(id));
    return toUser(*now);
}

} // namespace

api::Routes accountRows(const core::Issuer &issuer)
{
    api::Routes rows = signingIn(issuer);
    const auto add = [&rows](Route row) { rows.push_back(std::move(row)); };
    add(row::get("/api/v1/auth/me", Access::User, "Get Current User Info",
        [](core::ReadTx &tx) { return personById(tx, tx.actor.user); }));
    add(row::get("/api/v1/users/", Access::User, "Get Users", [](core::ReadTx &tx) {
        return peopleOf(tx,
            {.activeOnly = false, .order = core::PeopleOrder::Username, .limit = kListedPeople});
    }));
    add(row::get("/api/v1/users/{user_id}", Access::User, "Get User",
        [](core::ReadTx &tx, CuidId<UserId> id) { return personById(tx, id); }));
    add(row::put("/api/v1/users/{user_id}", Access::User, "Update User",
        [](core::Tx &tx, CuidId<UserId> id, const wire::UserUpdate &in) {
            return updateMe(tx, id, in);
        }));
    add(row::get("/api/v1/users/search/{query}", Access::User, "Search Users",
        [](core::ReadTx &tx, const QString &query) {
            return peopleOf(tx,
                {.text = query,
                    .inFullName = false,
                    .inEmail = true,
                    .activeOnly = false,
                    .order = core::PeopleOrder::Username,
                    .limit = kFound});
        }));
    return rows;
}

} // namespace kith::pythia
