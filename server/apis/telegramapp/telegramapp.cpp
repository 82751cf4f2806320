// SPDX-License-Identifier: GPL-3.0-or-later
#include "telegramapp/telegramapp.h"

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
    case TokenProblem::RoleTooLow:
        return refuse(403, u"Requires admin privileges"_s);
    case TokenProblem::Invalid:
    case TokenProblem::Expired:
    case TokenProblem::Ended:
        break;
    }
    return refuse(401, u"Invalid token"_s);
}

constexpr api::Style kStyle{.audience = "telegramapp",
    .error = dialects::fastApiError<dialects::ItemUrls::None>,
    .unauthorised = unauthorised,
    .syntax = dialects::jsonSyntax};

} // namespace

dialects::Dialect makeTelegramapp(const core::Issuer &issuer)
{
    return {.style = &kStyle,
        .routes = dialects::joined(accountRows(issuer), chatRows(), messageRows(), serverRows()),
        .sockets = {socketMount()},
        .title = "TeleGramApp Backend",
        .version = "0.1.0",
        .prefix = "/api"};
}

} // namespace kith::telegramapp
