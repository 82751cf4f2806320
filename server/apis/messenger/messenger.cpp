// SPDX-License-Identifier: GPL-3.0-or-later
#include "messenger/messenger.h"

#include "messenger/rows.h"
#include "messenger/socket.h"
#include "messenger/views.h"

namespace kith::messenger {

using namespace Qt::StringLiterals;
using api::TokenProblem;

namespace {

Error unauthorised(TokenProblem problem)
{
    switch (problem) {
    case TokenProblem::Missing:
    case TokenProblem::OtherScheme:
        return authError(u"Not authenticated"_s);
    case TokenProblem::Expired:
        return authError(u"Token expired"_s);
    case TokenProblem::Invalid:
    case TokenProblem::Ended:
    case TokenProblem::Inactive:
    case TokenProblem::RoleTooLow:
        break;
    }
    return tokenInvalid();
}

constexpr api::Style kStyle{.audience = "messenger",
    .error = errorAnswer,
    .unauthorised = unauthorised,
    .syntax = dialects::jsonSyntax};

} // namespace

dialects::Dialect makeMessenger(const core::Issuer &issuer)
{
    return {.style = &kStyle,
        .routes = dialects::joined(accountRows(issuer), chatRows()),
        .sockets = {socketMount()},
        .title = "Messenger REST-API engine",
        .version = "1.0.0",
        .prefix = "",
        .errorSchema = errorSchema};
}

} // namespace kith::messenger
