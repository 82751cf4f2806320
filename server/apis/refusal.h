// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

namespace kith {

/// One thing that is wrong with a request, in the words of the originals' validation library.
/// `loc`, `input` and `ctx` are JSON texts.
struct ValidationItem
{
    QByteArray type{}; ///< "string_too_short"
    QByteArray loc{}; ///< ["body","username"]
    QString msg{};
    QByteArray input{"null"};
    QByteArray ctx{}; ///< empty: the item has none
};

/// How a dialect's original says what failed, where Error::code and Error::detail do not say it.
struct Refusal
{
    int status = 0; ///< 0: follows from the code
    QByteArray name{}; ///< messenger's "AUTH_ERROR"; empty elsewhere
    std::vector<ValidationItem> items{};
    bool asksForBearer = false; ///< WWW-Authenticate: Bearer
};

} // namespace kith

/// What the five dialects have in common, and nothing that only some of them send: how rows are
/// read and refused, ids, times, and the interface of their sockets. Any thread, but for sockets.
namespace kith::dialects {

/// An answer of the original: `detail` word for word.
Error refuse(int status, const QString &detail);
/// The same with WWW-Authenticate: Bearer.
Error refuseBearer(int status, const QString &detail);
/// messenger's: with a code name.
Error refuseNamed(int status, const char *name, const QString &detail);
/// 422, or what the dialect has instead.
Error refuseItems(std::vector<ValidationItem> items);

/// A core error of that code said in the original's words; any other as it is.
///     return said(core::chatById(tx, id), ErrorCode::NotFound, refuse(404, u"Chat not found"_s));
template <class T> Result<T> said(Result<T> result, ErrorCode code, const Error &instead)
{
    if (!result.ok() && !result.error().refusal && result.error().code == code)
        return instead;
    return result;
}

/// FastAPI's error bodies: {"detail": "…"}, or a list of items for 422. With `code` and
/// `request_id` as further keys (docs/protocol.md). `ItemUrls`: items name a page of their
/// library's manual, as versions of it before 2.6 did.
enum class ItemUrls { None, Pydantic25 };
template <ItemUrls urls> api::Answer fastApiError(const Error &error, const QByteArray &requestId);
extern template api::Answer fastApiError<ItemUrls::None>(const Error &, const QByteArray &);
extern template api::Answer fastApiError<ItemUrls::Pydantic25>(const Error &, const QByteArray &);

/// The items of an error, also where core found it: core's field errors become "value_error".
std::vector<ValidationItem> itemsOf(const Error &error);
/// The status that an error is answered with.
int statusOf(const Error &error);

/// Style::syntax of the FastAPI dialects: a body that is no JSON, with the place and the words of
/// Python's parser.
std::optional<Error> jsonSyntax(const api::Call &call);

} // namespace kith::dialects
