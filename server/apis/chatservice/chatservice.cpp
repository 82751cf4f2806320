// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/chatservice.h"

#include "apis/openapi.h"
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
        break;
    }
    return refuseBearer(401, u"Could not validate credentials"_s);
}

Error roleTooLow(UserRole) { return unauthorised(TokenProblem::Invalid); }

constexpr api::Style kStyle =
    dialects::fastApiStyle<dialects::ItemUrls::None>("chatservice", unauthorised, roleTooLow);

} // namespace

api::Api makeChatservice(const core::Issuer &issuer)
{
    return {.style = &kStyle,
        .routes = api::joined(userRows(issuer), chatRows(), messageRows()),
        .sockets = {socketMount()},
        .document = dialects::openApiDocument,
        .title = "Chat Service API",
        .version = "1.0.0",
        .prefix = "/api/v1"};
}

} // namespace kith::chatservice
