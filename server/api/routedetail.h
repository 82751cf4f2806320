// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How route.h reads a row's function: included by it, and by nothing else.

#include "api/route.h"

#include <QUrl>

namespace kith::api {

namespace detail {

template <class F> struct Signature : Signature<decltype(&F::operator())>
{
};
template <class C, class R, class... A> struct Signature<R (C::*)(A...) const>
{
    using Returned = R;
    using First = std::tuple_element_t<0, std::tuple<A...>>;
    using All = std::tuple<std::remove_cvref_t<A>...>;
};

template <class R, class... A> struct Signature<R (*)(A...)>
{
    using Returned = R;
    using First = std::tuple_element_t<0, std::tuple<A...>>;
    using All = std::tuple<std::remove_cvref_t<A>...>;
};

template <class T> inline constexpr bool isQuery = false;
template <class T> inline constexpr bool isQuery<Query<T>> = true;
template <class T> inline constexpr bool isForm = false;
template <class T> inline constexpr bool isForm<Form<T>> = true;
template <class T> inline constexpr bool isAnywhere = false;
template <class T> inline constexpr bool isAnywhere<Anywhere<T>> = true;
/// A dialect's spelling of an id names itself one: `using PathId = …`.
template <class T>
inline constexpr bool isPathParam = isId<T> || std::is_same_v<T, QString> || requires
{
    typename T::PathId;
};

template <class First> constexpr Runs runsOf()
{
    if constexpr (std::is_same_v<First, core::ReadTx &>)
        return Runs::Read;
    else if constexpr (std::is_same_v<First, core::Tx &>)
        return Runs::Write;
    else {
        static_assert(std::is_same_v<First, const Inline &>,
            "a route's function begins with ReadTx&, Tx& or const Inline&");
        return Runs::Inline;
    }
}

/// A tuple without its first element.
template <class T> struct Tail;
template <class First, class... Rest> struct Tail<std::tuple<First, Rest...>>
{
    using Type = std::tuple<Rest...>;
};

QByteArray appendQueryJson(QByteArrayView query, const std::vector<const char *> &bareFields);

/// A query string as JSON text: numbers and booleans of T bare, everything else a string, so that
/// the decoder of bodies checks queries too, with the same errors.
template <HasFields T> Result<T> decodeQuery(QByteArrayView query)
{
    std::vector<const char *> bare;
    eachField<T>([&](const auto &f) {
        using Member = typename std::remove_cvref_t<decltype(f)>::Type;
        if constexpr (json::IsOptional<Member>::value) {
            if constexpr (isId<typename Member::
                                  value_type> || std::is_arithmetic_v<typename Member::value_type>)
                bare.push_back(f.name);
        } else if constexpr (isId<Member> || std::is_arithmetic_v<Member>) {
            bare.push_back(f.name);
        }
    });
    return fromJson<T>(appendQueryJson(query, bare));
}

template <class T> Result<T> decodeArgument(const Call &call, size_t pathIndex)
{
    if constexpr (isId<T>) {
        bool ok = false;
        const qint64 id = call.pathParams[pathIndex].toLongLong(&ok);
        if (!ok || id <= 0)
            return notFound(QStringLiteral("There is no such object."));
        return T(id);
    } else if constexpr (std::is_same_v<T, QString>) {
        return QString::fromUtf8(call.pathParams[pathIndex]);
    } else if constexpr (isQuery<T>) {
        using Fields = typename T::Fields;
        TRY_ASSIGN(auto value, decodeQuery<Fields>(call.query));
        return T{std::move(value)};
    } else {
        return fromJson<T>(call.body);
    }
}

/// Decodes arguments one after the other; stops at the first error.
template <size_t I, class Args> Result<void> decodeFrom(const Call &call, Args &args)
{
    if constexpr (I < std::tuple_size_v<Args>) {
        using T = std::tuple_element_t<I, Args>;
        TRY_ASSIGN(std::get<I>(args), decodeArgument<T>(call, I));
        return decodeFrom<I + 1>(call, args);
    } else {
        return {};
    }
}

/// How the native API reads a request: strictly, unknown fields refused, one error at a time for
/// the path, all of them for a query or a body.
struct NativeCodec
{
    template <class Args> static Result<void> decode(const char *, const Call &call, Args &args)
    {
        return decodeFrom<0>(call, args);
    }
    template <class Body> static Result<Body> decodeBody(const Call &call)
    {
        return fromJson<Body>(call.body);
    }
};

// ---- Answers ------------------------------------------------------------------------------

template <class T> Answer toAnswer(const T &value)
{
    return Answer{.status = 200, .body = toJson(value)};
}
template <class T> Answer toAnswer(const Created<T> &created)
{
    return Answer{.status = 201, .body = toJson(created.value)};
}
template <class T> Answer toAnswer(const CreatedOrFound<T> &made)
{
    return Answer{.status = made.created ? 201 : 200, .body = toJson(made.value)};
}
inline Answer toAnswer(const NoContent &) { return Answer{.status = 204, .contentType = {}}; }
inline Answer toAnswer(const Answer &answer) { return answer; }

template <class T> StepResult toStepResult(Result<T> result)
{
    if (!result)
        return std::move(result.error());
    return toAnswer(*result);
}
inline StepResult toStepResult(Result<void> result)
{
    if (!result)
        return std::move(result.error());
    return toAnswer(NoContent{});
}

/// What a function's answer means for the document: statuses and the schema of the body.
template <class T> struct AnswerShape
{
    static void into(RouteShape &shape, SchemaSet &set)
    {
        shape.statuses = {200};
        if constexpr (HasFields<T>)
            shape.answerSchema = set.ref<T>(Direction::Answer);
    }
};
template <class T> struct AnswerShape<Created<T>>
{
    static void into(RouteShape &shape, SchemaSet &set)
    {
        shape.statuses = {201};
        shape.answerSchema = set.ref<T>(Direction::Answer);
    }
};
template <class T> struct AnswerShape<CreatedOrFound<T>>
{
    static void into(RouteShape &shape, SchemaSet &set)
    {
        shape.statuses = {200, 201};
        shape.answerSchema = set.ref<T>(Direction::Answer);
    }
};
/// A bare list, as dialects answer.
template <class T> struct AnswerShape<std::vector<T>>
{
    static void into(RouteShape &shape, SchemaSet &set)
    {
        shape.statuses = {200};
        shape.answerSchema = set.of<std::vector<T>>(Rules{}, Direction::Answer);
    }
};
template <> struct AnswerShape<NoContent>
{
    static void into(RouteShape &shape, SchemaSet &) { shape.statuses = {204}; }
};
template <> struct AnswerShape<void> : AnswerShape<NoContent>
{
};

// ---- Shapes of arguments --------------------------------------------------------------------

QJsonObject parameter(
    const char *in, const QByteArray &name, bool needed, const QJsonObject &schema);

template <class T>
void argumentShape(
    RouteShape &shape, SchemaSet &set, const std::vector<QByteArray> &names, size_t index)
{
    if constexpr (isPathParam<T>) {
        shape.parameters.push_back(
            parameter("path", names[index], true, set.of<T>(Rules{}, Direction::Request)));
    } else if constexpr (std::is_same_v<T, Asked>) {
        return; // header fields
    } else if constexpr (isForm<T>) {
        shape.requestSchema = set.ref<typename T::Fields>(Direction::Request);
        shape.requestType = "application/x-www-form-urlencoded";
    } else if constexpr (isQuery<T> || isAnywhere<T>) {
        eachField<typename T::Fields>([&](const auto &f) {
            using Member = typename std::remove_cvref_t<decltype(f)>::Type;
            if constexpr (json::IsOptional<Member>::value)
                shape.parameters.push_back(parameter("query", f.name, false,
                    set.of<typename Member::value_type>(f.rules, Direction::Request)));
            else
                shape.parameters.push_back(parameter("query", f.name, f.rules.required,
                    set.of<Member>(f.rules, Direction::Request)));
        });
    } else {
        shape.requestSchema = set.ref<T>(Direction::Request);
    }
}

template <class Args, class Answered> RouteShape shapeOf(const char *path, SchemaSet &set)
{
    RouteShape shape;
    const auto names = pathParameterNames(path);
    [&]<size_t... I>(std::index_sequence<I...>)
    {
        (argumentShape<std::tuple_element_t<I, Args>>(shape, set, names, I), ...);
    }
    (std::make_index_sequence<std::tuple_size_v<Args>>());
    AnswerShape<Answered>::into(shape, set);
    return shape;
}

} // namespace detail

// ---- Rows -----------------------------------------------------------------------------------

/// `Codec` says how requests are read: dialects have their own (dialects/rows.h).
template <class Codec = detail::NativeCodec, class F>
Route route(Method method, const char *path, Access access, const char *summary, F function)
{
    using Signature = detail::Signature<F>;
    using Args = typename detail::Tail<typename Signature::All>::Type;
    using Answered = typename Signature::Returned::Value;
    constexpr Runs runs = detail::runsOf<typename Signature::First>();

    Route made;
    made.method = method;
    made.path = path;
    made.access = access;
    made.summary = summary;
    made.runs = runs;
    made.decode = [function, path](const Call &call) -> Result<std::shared_ptr<Step>> {
        Args args{};
        TRY(Codec::decode(path, call, args));
        auto step = std::make_shared<Step>();
        step->runs = runs;
        const auto run = [function, args = std::move(args)](auto &place) -> StepResult {
            return detail::toStepResult(
                std::apply([&](const auto &...arg) { return function(place, arg...); }, args));
        };
        if constexpr (runs == Runs::Read)
            step->read = run;
        else if constexpr (runs == Runs::Write)
            step->write = run;
        else
            step->here = run;
        return step;
    };
    made.shape = [path](SchemaSet &set) { return detail::shapeOf<Args, Answered>(path, set); };
    return made;
}

template <class F> Route get(const char *path, Access access, const char *summary, F function)
{
    return route(Method::Get, path, access, summary, std::move(function));
}
template <class F> Route post(const char *path, Access access, const char *summary, F function)
{
    return route(Method::Post, path, access, summary, std::move(function));
}
template <class F> Route put(const char *path, Access access, const char *summary, F function)
{
    return route(Method::Put, path, access, summary, std::move(function));
}
template <class F> Route patch(const char *path, Access access, const char *summary, F function)
{
    return route(Method::Patch, path, access, summary, std::move(function));
}
template <class F> Route del(const char *path, Access access, const char *summary, F function)
{
    return route(Method::Delete, path, access, summary, std::move(function));
}

/// A route that hashes a password: it reads what it needs, computes on a slow thread (pure: no
/// transaction), and commits a Write that checks again.
///     prepare(ReadTx &, const Body &) -> Result<A>
///     compute(const Body &, const A &) -> Result<B>
///     commit(Tx &, const Body &, const B &) -> Result<Answered>
template <class Codec = detail::NativeCodec, class Prepare, class Compute, class Commit>
Route slowRoute(Method method, const char *path, Access access, const char *summary,
    Prepare prepare, Compute compute, Commit commit)
{
    using Body = std::tuple_element_t<1, typename detail::Signature<Prepare>::All>;
    using Answered = typename detail::Signature<Commit>::Returned::Value;

    Route made;
    made.method = method;
    made.path = path;
    made.access = access;
    made.summary = summary;
    made.runs = Runs::Read;
    made.decode = [=](const Call &call) -> Result<std::shared_ptr<Step>> {
        TRY_ASSIGN(Body body, Codec::template decodeBody<Body>(call));
        auto first = std::make_shared<Step>();
        first->runs = Runs::Read;
        first->read = [=, body = std::move(body)](core::ReadTx &read) -> StepResult {
            auto prepared = prepare(read, body);
            if (!prepared)
                return std::move(prepared.error());
            auto second = std::make_shared<Step>();
            second->runs = Runs::Slow;
            second->slow = [=, known = std::move(*prepared)]() -> StepResult {
                auto computed = compute(body, known);
                if (!computed)
                    return std::move(computed.error());
                auto third = std::make_shared<Step>();
                third->runs = Runs::Write;
                third->write = [=, result = std::move(*computed)](core::Tx &tx) {
                    return detail::toStepResult(commit(tx, body, result));
                };
                return third;
            };
            return second;
        };
        return first;
    };
    made.shape = [path](SchemaSet &set) {
        return detail::shapeOf<std::tuple<Body>, Answered>(path, set);
    };
    return made;
}

} // namespace kith::api
