// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/refusal.h"

#include "apis/validation.h"
#include "shared/problem.h"

namespace kith::dialects {

using namespace Qt::StringLiterals;

namespace {

ErrorCode codeOf(int status)
{
    switch (status) {
    case 401:
        return ErrorCode::Unauthenticated;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::NotFound;
    case 409:
        return ErrorCode::Conflict;
    case 413:
        return ErrorCode::TooLarge;
    case 429:
        return ErrorCode::RateLimited;
    case 503:
        return ErrorCode::Unavailable;
    default:
        return status >= 500 ? ErrorCode::Internal : ErrorCode::InvalidInput;
    }
}

Error refused(Refusal refusal, const QString &detail)
{
    Error error{.code = codeOf(refusal.status), .detail = detail};
    error.refusal = std::make_shared<const Refusal>(std::move(refusal));
    return error;
}

void appendItem(QByteArray &out, const ValidationItem &item, ItemUrls urls)
{
    out += R"({"type":")" + item.type + R"(","loc":)" + item.loc + R"(,"msg":)";
    json::appendString(out, QStringView(item.msg));
    out += R"(,"input":)" + item.input;
    if (!item.ctx.isEmpty())
        out += R"(,"ctx":)" + item.ctx;
    // As the library has it: faults that it did not find itself have no page.
    const bool hasPage =
        item.type != "json_invalid" && item.type != "enum" && !item.ctx.contains("\"reason\"");
    if (urls == ItemUrls::Pydantic25 && hasPage)
        out += R"(,"url":"https://errors.pydantic.dev/2.5/v/)" + item.type + '"';
    out += '}';
}

} // namespace

Error refuse(int status, const QString &detail) { return refused({.status = status}, detail); }

Error refuseBearer(int status, const QString &detail)
{
    return refused({.status = status, .asksForBearer = true}, detail);
}

Error refuseNamed(int status, const char *name, const QString &detail)
{
    return refused({.status = status, .name = name}, detail);
}

Error refuseItems(std::vector<ValidationItem> items)
{
    return refused({.items = std::move(items)}, u"The request is not valid."_s);
}

int statusOf(const Error &error)
{
    return error.refusal && error.refusal->status != 0 ? error.refusal->status
                                                       : httpStatus(error.code);
}

std::vector<ValidationItem> itemsOf(const Error &error)
{
    if (error.refusal)
        return error.refusal->items;
    std::vector<ValidationItem> items;
    for (const FieldError &field : error.fields) {
        Checker checker("body");
        checker.addAt(field.field.toStdString(), "value_error",
            u"Value error, "_s + field.field + u' ' + field.message, "null", R"({"error":{}})");
        for (ValidationItem &item : checker.takeItems())
            items.push_back(std::move(item));
    }
    return items;
}

template <ItemUrls urls> api::Answer fastApiError(const Error &error, const QByteArray &requestId)
{
    api::Answer answer{.status = statusOf(error)};
    QByteArray &body = answer.body;
    body = R"({"detail":)";
    if (const auto items = itemsOf(error); !items.empty()) {
        body += '[';
        for (const ValidationItem &item : items) {
            if (&item != &items.front())
                body += ',';
            appendItem(body, item, urls);
        }
        body += ']';
    } else {
        json::appendString(body, QStringView(error.detail));
    }
    body += R"(,"code":")";
    body += nameOf(error.code);
    body += R"(","request_id":)";
    json::appendString(body, std::string_view(requestId.constData(), size_t(requestId.size())));
    body += '}';
    if (error.refusal && error.refusal->asksForBearer)
        answer.headers.push_back({"WWW-Authenticate", "Bearer"});
    return answer;
}

template api::Answer fastApiError<ItemUrls::None>(const Error &, const QByteArray &);
template api::Answer fastApiError<ItemUrls::Pydantic25>(const Error &, const QByteArray &);

} // namespace kith::dialects
