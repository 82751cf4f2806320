// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one table of routes: a row says method, path, access, what it does and the function that does
// it. Where it runs, what it reads and what it answers follow from the function's signature. The
// router, the guard, the OpenAPI document and the guard's tests all read these rows.
//
//     post("/api/v2/chats/{chat_id}/messages", Access::User, "Send a message",
//         [](core::Tx &tx, ChatId chat, const NewMessage &in) { return core::post(tx, chat, in); })
//
// A function's first argument says where it runs: core::ReadTx& on a reader, core::Tx& on the
// writer, const Inline& on the reactor. Then come the path's parameters in order (ids or QString),
// then, if it has one, a Query<T>, then, if it has one, the body.

#include "core/tx.h"
#include "shared/json.h"
#include "shared/limiter.h"
#include "shared/schema.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <variant>

namespace kith::api {

enum class Method : quint8 { Get, Post, Put, Patch, Delete };

/// Who may call a route. There is no default: a row without a rule does not compile.
enum class Access : quint8 {
    Public, ///< anyone
    User, ///< anyone signed in; objects are proved by core/access
    Moderator,
    Admin,
    Owner,
    Operator, ///< of the machine: from loopback, or with the configured token
};

/// Where a step runs.
enum class Runs : quint8 { Inline, Read, Write, Slow };

/// A request as the router hands it over: borrowed from the connection for the time of decoding.
struct Call
{
    std::vector<QByteArray> pathParams{}; ///< percent-decoded, in the order of the path
    QByteArray query{};
    QByteArray body{};
    QByteArray contentType{}; ///< empty: the request names none
    QByteArray cookie{}; ///< the Cookie field; the native API reads none
    bool isFromOwnSite = true; ///< no page asks, or one that may: what a cookie must not do without
    core::Actor actor{};
    core::Origin origin{};
};

/// A successful answer, encoded on the thread that made it.
struct Answer
{
    int status = 200;
    QByteArray body{};
    QByteArray contentType = "application/json";
    std::vector<std::pair<QByteArray, QByteArray>> headers{};
};

/// Where an Inline function runs: the reactor, with no transaction.
struct Inline
{
    const core::Environment &env;
    core::Actor actor{};
    core::Origin origin{};
    Timestamp now{};
};

/// Why a token does not sign anybody in.
enum class TokenProblem : quint8 {
    Missing, ///< there is no Authorization field, or nothing behind its scheme
    OtherScheme, ///< it is not "Bearer"
    Invalid, ///< not ours, of another API, or damaged
    Expired,
    Ended, ///< its session was ended
    Inactive, ///< its person was suspended
    RoleTooLow, ///< it signs somebody in who may not do this
};

/// How one API speaks: the audience of its tokens, and how it says what went wrong. One for the
/// native API and one a dialect, for as long as the process lives.
struct Style
{
    const char *audience = nullptr; ///< "native", or the dialect's name
    Answer (*error)(const Error &error, const QByteArray &requestId) = nullptr;
    Error (*unauthorised)(TokenProblem problem) = nullptr;
    /// Refuses a body that cannot be parsed before the token is looked at, where the original does.
    std::optional<Error> (*syntax)(const Call &call) = nullptr;
};

/// The native API's: problem+json (RFC 9457).
const Style &nativeStyle();

struct Step;
using StepResult = std::variant<Answer, Error, std::shared_ptr<Step>>;

/// One step of a request's work: where it runs, and what it does there. Only the function that
/// matches `runs` is set. A step may be run more than once (store::WriteJob).
struct Step
{
    Runs runs = Runs::Inline;
    std::function<StepResult(const Inline &)> here{};
    std::function<StepResult(core::ReadTx &)> read{};
    std::function<StepResult(core::Tx &)> write{};
    std::function<StepResult()> slow{};
};

/// A query string's parameters, by T's field list.
template <class T> struct Query : T
{
    using Fields = T;
};

/// A body as application/x-www-form-urlencoded. Dialects only.
template <class T> struct Form : T
{
    using Fields = T;
};
/// From the query, or else from a JSON or a form body: clients of chatsocket do all three.
template <class T> struct Anywhere : T
{
    using Fields = T;
};
/// Fields of the request that few rows look at. Dialects only.
struct Asked
{
    QByteArray cookie{}; ///< the Cookie field
    bool isFromOwnSite = true; ///< no page of a foreign site asks
};

/// A route that answers 201 and not 200, or nothing at all (204), says so by its type.
template <class T> struct Created
{
    T value;
};
struct NoContent
{
};
/// 201 or 200, decided by the function: an existing direct chat is answered, not doubled.
template <class T> struct CreatedOrFound
{
    T value;
    bool created = true;
};

/// What the OpenAPI document needs to know of a row, read from the function's types.
struct RouteShape
{
    std::vector<QJsonObject> parameters{}; ///< of the path and the query
    QJsonObject requestSchema{}; ///< empty: no body
    const char *requestType = "application/json";
    QJsonObject answerSchema{}; ///< empty: no content
    std::vector<int> statuses{};
};

struct Route
{
    Method method = Method::Get;
    const char *path = nullptr;
    Access access = Access::Owner;
    const char *summary = nullptr;
    Runs runs = Runs::Inline; ///< of the first step
    /// None: unlimited. ApiUser counts strangers as ApiAddress (net/gateway/requestguard.h).
    std::optional<Limiter> limiter = Limiter::ApiUser;
    bool ownKeys = false; ///< the function keeps the Idempotency-Key itself (Tx::requestKey)
    bool secretAnswer = false; ///< is not kept with an Idempotency-Key: it holds a token
    bool essential = false; ///< goes on while the disk is nearly full (Work::essential)
    const Style *style = &nativeStyle();
    /// Where two dialects share a public path: whether this request is for this one. Null: it is.
    bool (*takes)(const Call &call) = nullptr;
    /// What a dialect says here to somebody whose role is too low. Null: what it says everywhere.
    Error (*roleTooLow)() = nullptr;
    std::function<Result<std::shared_ptr<Step>>(const Call &)> decode{};
    std::function<RouteShape(SchemaSet &)> shape{};

    Route limitedBy(Limiter own) &&
    {
        limiter = own;
        return std::move(*this);
    }
    Route unlimited() &&
    {
        limiter = {};
        return std::move(*this);
    }
    Route answersSecret() &&
    {
        secretAnswer = true;
        return std::move(*this);
    }
    Route evenOnFullDisk() &&
    {
        essential = true;
        return std::move(*this);
    }
    Route whenItTakes(bool (*takesIt)(const Call &)) &&
    {
        takes = takesIt;
        return std::move(*this);
    }
    Route refusesRolesWith(Error (*says)()) &&
    {
        roleTooLow = says;
        return std::move(*this);
    }
    Route keepsItsOwnKeys() &&
    {
        ownKeys = true;
        return std::move(*this);
    }
};

using Routes = std::vector<Route>;

/// "/api/v2/chats/{chat_id}" -> {"chat_id"}
std::vector<QByteArray> pathParameterNames(const char *path);
const char *nameOf(Method method);

} // namespace kith::api

#include "api/routedetail.h"
