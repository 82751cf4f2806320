// SPDX-License-Identifier: GPL-3.0-or-later
#include "telegramapp/telegramapp.h"

#include "apis/openapi.h"
#include "telegramapp/rows.h"
#include "telegramapp/socket.h"

namespace kith::telegramapp {

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
        return refuse(403, u"Inactive user"_s);
    case TokenProblem::Invalid:
    case TokenProblem::Expired:
    case TokenProblem::Ended:
        break;
    }
    return refuse(401, u"Invalid token"_s);
}

Error roleTooLow(UserRole) { return refuse(403, u"Requires admin privileges"_s); }

constexpr api::Style kStyle =
    dialects::fastApiStyle<dialects::ItemUrls::None>("telegramapp", unauthorised, roleTooLow);

} // namespace

api::Api makeTelegramapp(const core::Issuer &issuer)
{
    return {.style = &kStyle,
        .routes = api::joined(accountRows(issuer), chatRows(), messageRows(), serverRows()),
        .sockets = {socketMount()},
        .document = dialects::openApiDocument,
        .title = "TeleGramApp Backend",
        .version = "0.1.0",
        .prefix = "/api"};
}

} // namespace kith::telegramapp
