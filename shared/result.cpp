// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/result.h"

#include "shared/limiter.h"

namespace kith {

using namespace Qt::StringLiterals;

Error invalidInput(QString field, QString message)
{
    return invalidInput({FieldError{std::move(field), std::move(message)}});
}

Error invalidInput(std::vector<FieldError> fields)
{
    Error error{.code = ErrorCode::InvalidInput, .detail = u"The request is not valid."_s};
    if (!fields.empty())
        error.detail = fields.front().field.isEmpty()
            ? fields.front().message
            : fields.front().field + u": "_s + fields.front().message;
    error.fields = std::move(fields);
    return error;
}

Error unauthenticated(QString detail)
{
    return {.code = ErrorCode::Unauthenticated, .detail = std::move(detail)};
}

Error forbidden(QString detail)
{
    return {.code = ErrorCode::Forbidden, .detail = std::move(detail)};
}

Error notFound(QString detail)
{
    return {.code = ErrorCode::NotFound, .detail = std::move(detail)};
}

Error conflict(QString detail)
{
    return {.code = ErrorCode::Conflict, .detail = std::move(detail)};
}

Error tooLarge(QString detail)
{
    return {.code = ErrorCode::TooLarge, .detail = std::move(detail)};
}

Error rateLimited(Limiter limiter, std::chrono::seconds retryAfter)
{
    return {.code = ErrorCode::RateLimited,
        .detail = u"Too many requests (limit \"%1\"). Try again in %2 s."_s
                      .arg(QString::fromLatin1(nameOf(limiter)))
                      .arg(retryAfter.count()),
        .retryAfter = retryAfter};
}

Error unavailable(QString detail, std::chrono::seconds retryAfter)
{
    return {.code = ErrorCode::Unavailable, .detail = std::move(detail), .retryAfter = retryAfter};
}

Error internalError(QString detail)
{
    return {.code = ErrorCode::Internal, .detail = std::move(detail)};
}

} // namespace kith
