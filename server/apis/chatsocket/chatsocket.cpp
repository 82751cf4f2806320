// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/chatsocket.h"

#include "apis/openapi.h"
#include "apis/refusal.h"
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
        break;
    }
    return refuseBearer(401, u"Invalid authentication credentials"_s);
}

Error roleTooLow(UserRole) { return unauthorised(TokenProblem::Invalid); }

constexpr api::Style kStyle =
    dialects::fastApiStyle<dialects::ItemUrls::Pydantic25>("chatsocket", unauthorised, roleTooLow);

} // namespace

api::Api makeChatsocket(const core::Issuer &issuer, SignIn signIn)
{
    return {.style = &kStyle,
        .routes = api::joined(accountRows(issuer, signIn), conversationRows()),
        .sockets = {socketMount()},
        .document = dialects::openApiDocument,
        .title = "Chat Socket Backend",
        .version = "1.0.0",
        .prefix = "/api"};
}

} // namespace kith::chatsocket
