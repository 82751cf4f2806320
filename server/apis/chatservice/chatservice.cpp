// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/chatservice.h"

#include "chatservice/rows.h"
#include "chatservice/socket.h"

namespace kith::chatservice {

using namespace Qt::StringLiterals;
using api::TokenProblem;
using dialects::refuse;
using dialects::refuseBearer;

namespace {

Error unauthorised(TokenProblem problem)
{
    switch (problem) {
    case TokenProblem::Missing:
    case TokenProblem::OtherScheme:
        return refuseBearer(401, u"Not authenticated"_s);
    case TokenProblem::Inactive:
        return refuse(400, u"Inactive user"_s);
    case TokenProblem::Invalid:
    case TokenProblem::Expired:
    case TokenProblem::Ended:
    case TokenProblem::RoleTooLow:
        break;
    }
    return refuseBearer(401, u"Could not validate credentials"_s);
}

constexpr api::Style kStyle{.audience = "chatservice",
    .error = dialects::fastApiError<dialects::ItemUrls::None>,
    .unauthorised = unauthorised,
    .syntax = dialects::jsonSyntax};

} // namespace

dialects::Dialect makeChatservice(const core::Issuer &issuer)
{
    return {.style = &kStyle,
        .routes = dialects::joined(userRows(issuer), chatRows(), messageRows()),
        .sockets = {socketMount()},
        .title = "Chat Service API",
        .version = "1.0.0",
        .prefix = "/api/v1"};
}

} // namespace kith::chatservice
