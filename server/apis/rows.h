// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of a dialect: as api/route.h, with requests read as the originals read them.
//
//     row::get("/api/v1/chats/{chat_id}", Access::User, "Get chat details",
//         [](core::ReadTx &tx, IntId<ChatId> chat) -> Result<wire::Chat> { … })
//
// Arguments behind the first: path parameters (SpelledId, IntId, QString) in order, then any of
// Query<T>, Form<T>, Anywhere<T>, Asked, and the JSON body as a plain model.

#include "apis/validation.h"

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

// Ids in paths, found by api/routedetail.h.
template <class AnyId>
void readPathId(Checker &checker, const QByteArray &name, const QByteArray &text, IntId<AnyId> &out)
{
    checker.within(std::string_view(name.constData(), static_cast<size_t>(name.size())), [&] {
        qint64 number = 0;
        if (checker.readInt(QString::fromUtf8(text), number))
            out.id = AnyId(number);
    });
}
template <class AnyId, IdForm form, IdKind kind>
void readPathId(Checker &checker, const QByteArray &name, const QByteArray &text,
    SpelledId<AnyId, form, kind> &out)
{
    out.id = SpelledId<AnyId, form, kind>::read(text);
    if (form == IdForm::Uuid && !isUuid(text))
        checker.addAt(std::string_view(name.constData(), static_cast<size_t>(name.size())),
            "uuid_parsing",
            QStringLiteral("Input should be a valid UUID, invalid character or length"),
            inputText(QString::fromUtf8(text)), R"({"error":"invalid character or length"})");
}

namespace detail {

bool isJsonType(const QByteArray &contentType);
bool isFormType(const QByteArray &contentType);

/// Reads all arguments and reports all faults together, in the order path, query, body.
Result<void> readKindly(const char *path, const api::Call &call,
    std::span<const api::detail::Argument> arguments, void *const *out);

} // namespace detail

/// Qualified where they are called: `row::get(…)`.
namespace row {

template <class F> Route get(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::readKindly>(Method::Get, path, access, summary, std::move(function));
}
template <class F> Route post(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::readKindly>(Method::Post, path, access, summary, std::move(function));
}
template <class F> Route put(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::readKindly>(Method::Put, path, access, summary, std::move(function));
}
template <class F> Route patch(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::readKindly>(
        Method::Patch, path, access, summary, std::move(function));
}
template <class F> Route del(const char *path, Access access, const char *summary, F function)
{
    return api::route<detail::readKindly>(
        Method::Delete, path, access, summary, std::move(function));
}
/// A route that hashes a password, in the three parts of api::slowRoute(). Its body is a plain
/// model, a Form<T> or an Anywhere<T>.
template <class Prepare, class Compute, class Commit>
Route slow(Method method, const char *path, Access access, const char *summary, Prepare prepare,
    Compute compute, Commit commit)
{
    return api::slowRoute<detail::readKindly>(
        method, path, access, summary, std::move(prepare), std::move(compute), std::move(commit));
}

} // namespace row

} // namespace kith::dialects
