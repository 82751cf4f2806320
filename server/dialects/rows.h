// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of a dialect: as api/route.h, with requests read as the originals read them.
//
//     row::get("/api/v1/chats/{chat_id}", Access::User, "Get chat details",
//         [](core::ReadTx &tx, IntId<ChatId> chat) -> Result<wire::Chat> { … })
//
// Arguments behind the first: path parameters (SpelledId, IntId, QString) in order, then any of
// Query<T>, Form<T>, Anywhere<T>, Asked, and the JSON body as a plain model.

#include "dialects/validation.h"

namespace kith::dialects {

using api::Access;
using api::Answer;
using api::Anywhere;
using api::Asked;
using api::Created;
using api::Form;
using api::Inline;
using api::Method;
using api::NoContent;
using api::Query;
using api::Route;
using api::Routes;

/// A cookie's value out of a Cookie field; empty: it is not there.
QByteArray cookieNamed(QByteArrayView cookieField, QByteArrayView name);

namespace detail {

bool isJsonType(const QByteArray &contentType);
bool isFormType(const QByteArray &contentType);

/// A JSON body; what is no JSON by its type counts as a text, which is no object.
template <HasFields T> void readBody(Checker &checker, const api::Call &call, T &out)
{
    if (!isJsonType(call.contentType))
        return checker.add("model_attributes_type",
            QStringLiteral("Input should be a valid dictionary or object to extract fields from"),
            inputText(QString::fromUtf8(call.body.left(200))));
    if (call.body.trimmed().isEmpty())
        return checker.add("missing", QStringLiteral("Field required"), "null");
    const auto value = parseJson(call.body);
    if (!value)
        return checker.addAll(itemsOf(*jsonSyntax(call)));
    if (value->kind() == JsonValue::Kind::Null)
        return checker.add("missing", QStringLiteral("Field required"), "null");
    readModel(checker, *value, out);
}

template <HasFields T> void readAnywhere(Checker &checker, const api::Call &call, T &out)
{
    if (call.query.isEmpty() && isFormType(call.contentType)) {
        checker.setRoot("body");
        return readTexts(checker, textItems(call.body), out);
    }
    if (call.query.isEmpty() && !call.body.isEmpty()) {
        checker.setRoot("body");
        return readBody(checker, call, out);
    }
    checker.setRoot("query");
    readTexts(checker, textItems(call.query), out);
}

template <class AnyId>
void readPath(Checker &checker, const QByteArray &name, const QByteArray &text, IntId<AnyId> &out)
{
    checker.within(std::string_view(name.constData(), static_cast<size_t>(name.size())), [&] {
        qint64 number = 0;
        if (checker.readInt(QString::fromUtf8(text), number))
            out.id = AnyId(number);
    });
}
template <class AnyId, IdForm form, IdKind kind>
void readPath(Checker &checker, const QByteArray &name, const QByteArray &text,
    SpelledId<AnyId, form, kind> &out)
{
    out.id = SpelledId<AnyId, form, kind>::read(text);
    if (form == IdForm::Uuid && !isUuid(text))
        checker.addAt(std::string_view(name.constData(), static_cast<size_t>(name.size())),
            "uuid_parsing",
            QStringLiteral("Input should be a valid UUID, invalid character or length"),
            inputText(QString::fromUtf8(text)), R"({"error":"invalid character or length"})");
}

template <class T>
void readArgument(Checker &checker, const char *path, const api::Call &call, size_t index, T &out)
{
    if constexpr (std::is_same_v<T, QString>) {
        out = QString::fromUtf8(call.pathParams[index]);
    } else if constexpr (api::detail::isPathParam<T>) {
        checker.setRoot("path");
        readPath(checker, api::pathParameterNames(path)[index], call.pathParams[index], out);
    } else if constexpr (api::detail::isQuery<T>) {
        checker.setRoot("query");
        readTexts(checker, textItems(call.query), static_cast<typename T::Fields &>(out));
    } else if constexpr (api::detail::isForm<T>) {
        checker.setRoot("body");
        readTexts(checker, isFormType(call.contentType) ? textItems(call.body) : TextItems(),
            static_cast<typename T::Fields &>(out));
    } else if constexpr (api::detail::isAnywhere<T>) {
        readAnywhere(checker, call, static_cast<typename T::Fields &>(out));
    } else if constexpr (std::is_same_v<T, Asked>) {
        out = {.cookie = call.cookie, .isFromOwnSite = call.isFromOwnSite};
    } else {
        checker.setRoot("body");
        readBody(checker, call, out);
    }
}

/// Reads all arguments and reports all faults together, in the order path, query, body.
struct Codec
{
    template <class Args>
    static Result<void> decode(const char *path, const api::Call &call, Args &args)
    {
        Checker checker("body");
        [&]<size_t... I>(std::index_sequence<I...>)
        {
            (readArgument(checker, path, call, I, std::get<I>(args)), ...);
        }
        (std::make_index_sequence<std::tuple_size_v<Args>>());
        return checker.result();
    }
    template <class Body> static Result<Body> decodeBody(const api::Call &call)
    {
        Body body{};
        Checker checker("body");
        readArgument(checker, "", call, 0, body);
        if (checker.failed())
            return refuseItems(checker.takeItems());
        return body;
    }
};

} // namespace detail

/// Qualified where they are called: `row::get(…)`.
namespace row {

template <class F> Route get(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::Codec>(Method::Get, path, access, summary, std::move(function));
}
template <class F> Route post(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::Codec>(Method::Post, path, access, summary, std::move(function));
}
template <class F> Route put(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::Codec>(Method::Put, path, access, summary, std::move(function));
}
template <class F> Route patch(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::Codec>(Method::Patch, path, access, summary, std::move(function));
}
template <class F> Route del(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::Codec>(Method::Delete, path, access, summary, std::move(function));
}
/// A route that hashes a password, in the three parts of api::slowRoute(). Its body is a plain
/// model, a Form<T> or an Anywhere<T>.
template <class Prepare, class Compute, class Commit>
Route slow(Method method, const char *path, Access access, const char *summary, Prepare prepare,
    Compute compute, Commit commit)
{
    return api::slowRoute<detail::Codec>(
        method, path, access, summary, std::move(prepare), std::move(compute), std::move(commit));
}

} // namespace row

} // namespace kith::dialects
