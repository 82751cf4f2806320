// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"
#include "shared/result.h"

#include <QByteArray>

namespace kith {

/// RFC 9457 problem+json, the body of every native error answer.
struct Problem
{
    QString type{}; ///< "urn:kith:problem:" and the code: stable, for programs
    QString title{};
    int status = 500;
    QString detail{};
    ErrorCode code = ErrorCode::Internal;
    std::vector<FieldError> errors{};
    QString requestId{};

    bool operator==(const Problem &) const = default;
};

/// The one table from error code to HTTP status, wire name and title.
int httpStatus(ErrorCode code);
Problem toProblem(const Error &error, const QString &requestId);
/// The inverse, for clients: an Error from a problem that a server sent.
Error toError(const Problem &problem);

template <>
inline constexpr auto enumNames<ErrorCode> = std::to_array<EnumName<ErrorCode>>({
    {ErrorCode::InvalidInput, "invalid_input"},
    {ErrorCode::Unauthenticated, "unauthenticated"},
    {ErrorCode::Forbidden, "forbidden"},
    {ErrorCode::NotFound, "not_found"},
    {ErrorCode::Conflict, "conflict"},
    {ErrorCode::TooLarge, "too_large"},
    {ErrorCode::RateLimited, "rate_limited"},
    {ErrorCode::Unavailable, "unavailable"},
    {ErrorCode::Internal, "internal"},
});

const FieldList &fieldsOf(Of<FieldError>);
const FieldList &fieldsOf(Of<Problem>);

} // namespace kith
