// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounts.h"
#include "core/admin/totals.h"
#include "core/admin/users.h"
#include "core/people/people.h"
#include "core/people/usercounts.h"
#include "core/people/users.h"
#include "telegramapp/rows.h"
#include "telegramapp/views.h"

namespace kith::telegramapp {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

const Error &noSuchUser()
{
    static const Error error = refuse(404, u"User not found"_s);
    return error;
}
const Error &wrongLogin()
{
    static const Error error = refuse(401, u"Incorrect email or password"_s);
    return error;
}

Registration toRegistration(const wire::UserCreate &in)
{
    return {.username = in.username,
        .email = in.email.trimmed(),
        .password = in.password,
        .fullName = in.fullName};
}

/// The address is looked at first.
template <class T> Result<T> orTaken(Result<T> result)
{
    if (result.ok() || result.error().code != ErrorCode::Conflict || result.error().fields.empty())
        return result;
    for (const FieldError &field : result.error().fields) {
        if (field.field == "email"_L1)
            return refuse(400, u"Email already registered"_s);
    }
    return refuse(400, u"Username already taken"_s);
}

Result<Created<wire::User>> registerUser(
    core::Tx &tx, const wire::UserCreate &in, const QString &hash)
{
    TRY_ASSIGN(store::UserRow row, orTaken(core::makePerson(tx, toRegistration(in), hash)));
    row.team = in.department.value_or(QString());
    row.title = in.role.value_or(QString());
    row.about = in.bio.value_or(QString());
    row.avatarUrl = in.avatarUrl;
    row.availability = availabilityOf(in.status);
    row.statusText = in.statusMessage.value_or(QString());
    TRY_ASSIGN(row, core::withKeys(std::move(row)));
    tx.unit.users.update(row);
    return Created<wire::User>{toUser(row)};
}

wire::Tokens toTokens(const core::Tx &tx, const Token &token)
{
    return {.accessToken = token.accessToken,
        .refreshToken = token.refreshToken,
        .expiresIn = token.expiresIn,
        .refreshExpiresIn = std::chrono::seconds(tx.env.policy.refreshIdle).count()};
}

/// Answered is the person as they were before.
Result<wire::SignedIn> signIn(core::Tx &tx, const core::Issuer &issuer, const core::Proof &proof)
{
    TRY_ASSIGN(const store::UserRow *found, tx.unit.users.find(proof.user));
    const std::optional<store::UserRow> before = found ? std::optional(*found) : std::nullopt;
    TRY_ASSIGN(const Token token,
        said(core::login(tx, issuer, proof), ErrorCode::Unauthenticated, wrongLogin()));
    TRY_ASSIGN(const store::UserRow *now, tx.unit.users.find(proof.user));
    store::UserRow row = *now;
    row.availability = Availability::Online;
    row.lastSeenAt = tx.now;
    tx.unit.users.update(row);
    return wire::SignedIn{.tokens = toTokens(tx, token), .user = toUser(*before)};
}

/// chatsocket's login has the same path: in a query, in a form, or with a name.
bool isMine(const api::Call &call)
{
    if (!call.query.isEmpty())
        return false;
    if (dialects::detail::isFormType(call.contentType)) {
        const TextItems items = textItems(call.body);
        return std::none_of(
            items.begin(), items.end(), [](const auto &item) { return item.first == "name"_L1; });
    }
    const auto body = parseJson(call.body);
    return !body || body->kind() != JsonValue::Kind::Object || !body->member("name");
}

api::Routes signingIn(const core::Issuer &issuer)
{
    return {
        row::slow(
            Method::Post, "/api/auth/register", Access::Public, "Register User",
            [](core::ReadTx &tx, const wire::UserCreate &in) {
                return orTaken(core::prepareRegistration(tx, toRegistration(in)));
            },
            [](const wire::UserCreate &in, const core::HashWork &work) {
                return core::hashForRegistration(toRegistration(in), work);
            },
            registerUser)
            .limitedBy(Limiter::RegisterAddress),
        row::slow(
            Method::Post, "/api/auth/login", Access::Public, "Login User",
            [](core::ReadTx &tx, const wire::Login &in) {
                return core::prepareLogin(tx,
                    {.login = in.email.trimmed(), .password = in.password}, core::LoginBy::Email);
            },
            [](const wire::Login &in, const core::HashWork &work) {
                return said(core::proveLogin({.login = in.email, .password = in.password}, work),
                    ErrorCode::Unauthenticated, wrongLogin());
            },
            [issuer](core::Tx &tx, const wire::Login &, const core::Proof &proof) {
                return signIn(tx, issuer, proof);
            })
            .whenItTakes(isMine)
            .limitedBy(Limiter::LoginAccount)
            .answersSecret()
            .evenOnFullDisk(),
        row::post("/api/auth/refresh", Access::Public, "Refresh Tokens",
            [issuer](core::Tx &tx, const wire::RefreshToken &in) -> Result<wire::Tokens> {
                TRY_ASSIGN(const Token token,
                    said(core::refreshSession(tx, issuer, {.refreshToken = in.refreshToken}),
                        ErrorCode::Unauthenticated, refuse(401, u"Invalid refresh token"_s)));
                return toTokens(tx, token);
            })
            .answersSecret()
            .evenOnFullDisk(),
        // Also with an access token that is over: its own client would ask again without end.
        row::post("/api/auth/logout", Access::Public, "Logout",
            [issuer](core::Tx &tx, const wire::RefreshToken &in) {
                return core::endByRefreshToken(tx, issuer, in.refreshToken);
            })
            .evenOnFullDisk(),
        row::post("/api/auth/logout-all", Access::User, "Logout All",
            [](core::Tx &tx) { return core::logoutAll(tx); })
            .evenOnFullDisk(),
        row::slow(
            Method::Post, "/api/users/me/password", Access::User, "Change Password",
            [](core::ReadTx &tx, const wire::PasswordChange &in) {
                return core::preparePasswordChange(
                    tx, {.currentPassword = in.oldPassword, .newPassword = in.newPassword});
            },
            [](const wire::PasswordChange &in, const core::HashWork &work) -> Result<core::Proof> {
                auto proof = core::provePasswordChange(
                    {.currentPassword = in.oldPassword, .newPassword = in.newPassword}, work);
                if (proof)
                    return proof;
                Error wrong = refuse(400, u"Invalid password"_s);
                wrong.fields = proof.error().fields; // a guess is counted by them
                return wrong;
            },
            [](core::Tx &tx, const wire::PasswordChange &, const core::Proof &proof) {
                return core::changePassword(tx, proof);
            })
            .limitedBy(Limiter::LoginAccount),
    };
}

// ---- People ---------------------------------------------------------------------------------

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
    std::vector<wire::User> people;
    for (const store::UserRow &row : rows)
        people.push_back(toUser(row));
    return people;
}

Result<wire::UserList> listUsers(core::ReadTx &tx, const wire::UserQuery &in)
{
    const core::PeopleQuery query{.text = in.q,
        .inEmail = true,
        .activeOnly = false,
        .department = in.department,
        .skip = in.offset,
        .limit = in.limit};
    TRY_ASSIGN(auto people, peopleOf(tx, query));
    TRY_ASSIGN(const qint64 total, core::countPeople(tx.sql, query));
    return wire::UserList{.items = std::move(people), .total = total};
}

Result<wire::User> updateMe(core::Tx &tx, const wire::UserUpdate &in)
{
    TRY(core::updateMe(
        tx, {.fullName = in.fullName, .title = in.role, .team = in.department, .about = in.bio}));
    if (in.avatarUrl)
        TRY(core::setMyAvatar(tx, *in.avatarUrl));
    if (in.status)
        TRY(core::setAvailability(tx, availabilityOf(*in.status)));
    if (in.statusMessage)
        TRY(core::setMyStatus(tx, {.text = *in.statusMessage}));
    TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(tx.actor.user));
    return toUser(*row);
}

/// The person's own words (picture, status) are theirs: an admin changes the rest.
Result<wire::User> updateUser(core::Tx &tx, UserId id, const wire::AdminUserUpdate &in)
{
    AdminUserChange change{.fullName = in.fullName,
        .title = in.role,
        .team = in.department,
        .about = in.bio,
        .isActive = in.isActive};
    TRY_ASSIGN(const store::UserRow *before, tx.unit.users.find(id));
    if (!before)
        return noSuchUser();
    if (in.isAdmin && *in.isAdmin != (before->role >= UserRole::Admin))
        change.role = *in.isAdmin ? UserRole::Admin : UserRole::User;
    const bool isEmpty = !change.fullName && !change.title && !change.team && !change.about
        && !in.isActive && !in.isAdmin;
    if (isEmpty)
        return refuse(400, u"No updates provided"_s);
    TRY(said(core::updateUser(tx, id, change), ErrorCode::NotFound, noSuchUser()));
    TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(id));
    return toUser(*row);
}

/// "Today" begins at midnight, UTC. There are no posts and no files yet.
Result<wire::Metrics> metrics(core::ReadTx &tx, std::chrono::duration<double> up)
{
    TRY_ASSIGN(const qint64 people, core::countUsers(tx.sql, {}, {}));
    TRY_ASSIGN(const qint64 messages,
        core::messagesSince(tx.sql, std::chrono::floor<std::chrono::days>(tx.now)));
    return wire::Metrics{
        .totalUsers = people, .messagesToday = messages, .uptimeSeconds = up.count()};
}

} // namespace

api::Routes accountRows(const core::Issuer &issuer)
{
    api::Routes rows = signingIn(issuer);
    const auto add = [&rows](Route row) { rows.push_back(std::move(row)); };
    add(row::get("/api/users/me", Access::User, "Get Me",
        [](core::ReadTx &tx) { return personById(tx, tx.actor.user); }));
    add(row::patch("/api/users/me", Access::User, "Update Me", updateMe));
    add(row::get("/api/users", Access::User, "List Users",
        [](core::ReadTx &tx, const Query<wire::UserQuery> &in) { return listUsers(tx, in); }));
    add(row::get("/api/users/{user_id}", Access::User, "Get User",
        [](core::ReadTx &tx, HexId<UserId> id) { return personById(tx, id); }));
    add(row::get("/api/admin/users", Access::Admin, "List Users For Admins",
        [](core::ReadTx &tx, const Query<wire::AdminUserQuery> &in) {
            return peopleOf(tx, {.activeOnly = false, .skip = in.offset, .limit = in.limit});
        }).limitedBy(Limiter::Admin));
    add(row::patch("/api/admin/users/{user_id}", Access::Admin, "Update User",
        [](core::Tx &tx, HexId<UserId> id, const wire::AdminUserUpdate &in) {
            return updateUser(tx, id, in);
        }).limitedBy(Limiter::Admin));
    add(row::get(
        "/api/health", Access::Public, "Health", [](const Inline &here) -> Result<wire::Health> {
            return wire::Health{.timestamp = here.now};
        }).unlimited());
    return rows;
}

api::Routes serverRows()
{
    const auto elsewhere = [](const char *path, const char *summary, const QByteArray &where) {
        return row::get(path, Access::Public, summary, [where](const Inline &) -> Result<Answer> {
            return Answer{.status = 307, .contentType = {}, .headers = {{"Location", where}}};
        }).unlimited();
    };
    return {
        row::get("/api/metrics", Access::Operator, "Metrics",
            [since = std::chrono::steady_clock::now()](
                core::ReadTx &tx) { return metrics(tx, std::chrono::steady_clock::now() - since); })
            .unlimited(),
        elsewhere("/api/docs", "The description as a page", "/docs?api=telegramapp"),
        elsewhere("/api/redoc", "The description as one long page", "/redoc?api=telegramapp"),
        elsewhere("/api/openapi.json", "The description itself", "/openapi/telegramapp.json"),
    };
}

} // namespace kith::telegramapp
