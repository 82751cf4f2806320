// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/style.h"

#include "shared/problem.h"

namespace kith::api {

using namespace Qt::StringLiterals;

namespace {

Answer problemAnswer(const Error &error, const QByteArray &requestId)
{
    Answer answer{.status = httpStatus(error.code),
        .body = toJson(toProblem(error, QString::fromLatin1(requestId))),
        .contentType = "application/problem+json"};
    if (error.code == ErrorCode::Unauthenticated)
        answer.headers.push_back({"WWW-Authenticate", "Bearer"});
    return answer;
}

Error refuse(TokenProblem problem)
{
    switch (problem) {
    case TokenProblem::Missing:
    case TokenProblem::OtherScheme:
        return unauthenticated(u"Sign in: send an access token as \"Authorization: Bearer …\"."_s);
    case TokenProblem::Expired:
        return unauthenticated(u"The access token has expired."_s);
    case TokenProblem::Ended:
    case TokenProblem::Inactive:
        return unauthenticated(u"The session has ended. Sign in again."_s);
    case TokenProblem::Invalid:
        break;
    }
    return unauthenticated(u"The access token is not valid."_s);
}

Error refuseRole(UserRole needed)
{
    return forbidden(u"This is for role %1 and above."_s.arg(QString::fromLatin1(nameOf(needed))));
}

Error nothingHere() { return notFound(u"There is nothing at this address."_s); }

/// There are no words for a wrong method: Allow says all.
Result<Answer> wrongMethod() { return Answer{.status = 405, .contentType = {}}; }

} // namespace

const Style &nativeStyle()
{
    static constexpr Style style{.audience = "native",
        .error = problemAnswer,
        .unauthorised = refuse,
        .roleTooLow = refuseRole,
        .nothingHere = nothingHere,
        .wrongMethod = wrongMethod,
        .syntax = nullptr};
    return style;
}

} // namespace kith::api
