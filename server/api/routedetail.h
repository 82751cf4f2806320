// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How route.h reads a row's function: included by it, and by nothing else.

#include "api/route.h"

#include <array>
#include <span>
#include <tuple>

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

/// One argument of a row's function, as data.
struct Argument
{
    enum class From : quint8 { PathId, PathText, PathSpelled, Query, Form, Anywhere, Asked, Body };
    /// How a dialect reads its own spelling of an id out of a path.
    using ReadPath = void (*)(
        dialects::Checker &checker, const QByteArray &name, const QByteArray &text, void *out);

    From from = From::Body;
    const Type *type = nullptr; ///< of a part of the path
    const FieldList &(*fields)() = nullptr; ///< of a query, a form, a body
    ReadPath readPath = nullptr; ///< of PathSpelled
};

template <class T> constexpr Argument argumentOf()
{
    using From = Argument::From;
    if constexpr (isId<T>) {
        return {.from = From::PathId, .type = &typeOf<T>};
    } else if constexpr (std::is_same_v<T, QString>) {
        return {.from = From::PathText, .type = &typeOf<T>};
    } else if constexpr (isPathParam<T>) {
        return {.from = From::PathSpelled,
            .type = &typeOf<T>,
            .readPath = [](dialects::Checker &checker, const QByteArray &name,
                            const QByteArray &text, void *out) {
                readPathId(checker, name, text, *static_cast<T *>(out));
            }};
    } else if constexpr (std::is_same_v<T, Asked>) {
        return {.from = From::Asked};
    } else if constexpr (isQuery<T> || isForm<T> || isAnywhere<T>) {
        return {.from = isQuery<T> ? From::Query
                : isForm<T>        ? From::Form
                                   : From::Anywhere,
            .fields = []() -> const FieldList & { return fieldsOf(Of<typename T::Fields>()); }};
    } else {
        return {
            .from = From::Body, .fields = []() -> const FieldList & { return fieldsOf(Of<T>()); }};
    }
}

template <class Args> struct ArgumentsOf;
template <class... T> struct ArgumentsOf<std::tuple<T...>>
{
    static constexpr std::array<Argument, sizeof...(T)> value{argumentOf<T>()...};
};

/// Reads the arguments of a row into out[0], out[1], …, each of the type that its Argument says.
using ReadArguments = Result<void> (*)(
    const char *path, const Call &call, std::span<const Argument> arguments, void *const *out);

/// How the native API reads a request: strictly, unknown fields refused, one error at a time for
/// the path, all of them for a query or a body.
Result<void> readStrictly(
    const char *path, const Call &call, std::span<const Argument> arguments, void *const *out);

template <ReadArguments reads, class Args>
Result<void> readInto(const char *path, const Call &call, Args &args)
{
    return std::apply(
        [&](auto &...arg) {
            const std::array<void *, sizeof...(arg)> addresses{&arg...};
            return reads(path, call, ArgumentsOf<Args>::value, addresses.data());
        },
        args);
}

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
        shape.answerSchema = set.of(typeOf<std::vector<T>>, Rules{}, Direction::Answer);
    }
};
template <> struct AnswerShape<NoContent>
{
    static void into(RouteShape &shape, SchemaSet &) { shape.statuses = {204}; }
};
template <> struct AnswerShape<void> : AnswerShape<NoContent>
{
};

/// What the document must know of the arguments.
RouteShape shapeOf(const char *path, SchemaSet &set, std::span<const Argument> arguments);

template <class Args, class Answered> RouteShape shapeOf(const char *path, SchemaSet &set)
{
    RouteShape shape = shapeOf(path, set, ArgumentsOf<Args>::value);
    AnswerShape<Answered>::into(shape, set);
    return shape;
}

} // namespace detail

// ---- Rows -----------------------------------------------------------------------------------

/// `reads` says how requests are read: dialects have their own way (apis/rows.h).
template <detail::ReadArguments reads = detail::readStrictly, class F>
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
        TRY(detail::readInto<reads>(path, call, args));
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
template <detail::ReadArguments reads = detail::readStrictly, class Prepare, class Compute,
    class Commit>
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
        std::tuple<Body> args;
        TRY(detail::readInto<reads>(path, call, args));
        Body body = std::get<0>(std::move(args));
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
