// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/problem.h"

#include "shared/type.h"

#include <algorithm>

namespace kith {

const FieldList &fieldsOf(Of<FieldError>)
{
    static const FieldList list = fieldList<FieldError>("FieldError",
        {field("field", &FieldError::field, doc("Path of the field, such as members[3]")),
            field("message", &FieldError::message)});
    return list;
}

const FieldList &fieldsOf(Of<Problem>)
{
    static const FieldList list = fieldList<Problem>("Problem",
        {field("type", &Problem::type), field("title", &Problem::title),
            field("status", &Problem::status), field("detail", &Problem::detail),
            field("code", &Problem::code), field("errors", &Problem::errors),
            field("request_id", &Problem::requestId)});
    return list;
}

} // namespace kith

namespace kith {

using namespace Qt::StringLiterals;

namespace {

struct CodeRow
{
    ErrorCode code;
    int status;
    const char *title;
};

constexpr CodeRow kCodes[] = {
    {ErrorCode::InvalidInput, 422, "Invalid input"},
    {ErrorCode::Unauthenticated, 401, "Not signed in"},
    {ErrorCode::Forbidden, 403, "Forbidden"},
    {ErrorCode::NotFound, 404, "Not found"},
    {ErrorCode::Conflict, 409, "Conflict"},
    {ErrorCode::TooLarge, 413, "Too large"},
    {ErrorCode::RateLimited, 429, "Too many requests"},
    {ErrorCode::Unavailable, 503, "Unavailable"},
    {ErrorCode::Internal, 500, "Internal error"},
};

const CodeRow &rowOf(ErrorCode code)
{
    return *std::find_if(std::begin(kCodes), std::end(kCodes),
        [code](const CodeRow &row) { return row.code == code; });
}

} // namespace

int httpStatus(ErrorCode code) { return rowOf(code).status; }

Problem toProblem(const Error &error, const QString &requestId)
{
    const CodeRow &row = rowOf(error.code);
    return {.type = u"urn:kith:problem:"_s + QLatin1StringView(nameOf(error.code)),
        .title = QLatin1StringView(row.title),
        .status = row.status,
        .detail = error.detail,
        .code = error.code,
        .errors = error.fields,
        .requestId = requestId};
}

Error toError(const Problem &problem)
{
    return {.code = problem.code,
        .detail = problem.detail,
        .fields = problem.errors,
        .requestId = problem.requestId};
}

} // namespace kith
