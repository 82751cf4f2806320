// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/chatsocket.h"

#include "chatsocket/rows.h"
#include "chatsocket/socket.h"

namespace kith::chatsocket {

using namespace Qt::StringLiterals;
using api::TokenProblem;
using dialects::refuse;
using dialects::refuseBearer;

namespace {

Error unauthorised(TokenProblem problem)
{
    switch (problem) {
    case TokenProblem::Missing:
        return refuse(403, u"Not authenticated"_s);
    case TokenProblem::OtherScheme:
        return refuse(403, u"Invalid authentication credentials"_s);
    case TokenProblem::Invalid:
    case TokenProblem::Expired:
    case TokenProblem::Ended:
    case TokenProblem::Inactive:
    case TokenProblem::RoleTooLow:
        break;
    }
    return refuseBearer(401, u"Invalid authentication credentials"_s);
}

constexpr api::Style kStyle{.audience = "chatsocket",
    .error = dialects::fastApiError<dialects::ItemUrls::Pydantic25>,
    .unauthorised = unauthorised,
    .syntax = dialects::jsonSyntax};

} // namespace

dialects::Dialect makeChatsocket(const core::Issuer &issuer, SignIn signIn)
{
    return {.style = &kStyle,
        .routes = dialects::joined(accountRows(issuer, signIn), conversationRows()),
        .sockets = {socketMount()},
        .title = "Chat Socket Backend",
        .version = "1.0.0",
        .prefix = "/api"};
}

} // namespace kith::chatsocket
