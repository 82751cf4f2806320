// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythia/pythia.h"

#include "pythia/rows.h"
#include "pythia/socket.h"

namespace kith::pythia {

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
    case TokenProblem::RoleTooLow:
        return refuse(403, u"Admin access required"_s);
    case TokenProblem::Invalid:
    case TokenProblem::Expired:
    case TokenProblem::Ended:
    case TokenProblem::Inactive: // its client then shows the login page, which says why
        break;
    }
    return refuseBearer(401, u"Could not validate credentials"_s);
}

constexpr api::Style kStyle{.audience = "pythia",
    .error = dialects::fastApiError<dialects::ItemUrls::Pydantic25>,
    .unauthorised = unauthorised,
    .syntax = dialects::jsonSyntax};

} // namespace

dialects::Dialect makePythia(const core::Issuer &issuer)
{
    return {.style = &kStyle,
        .routes = dialects::joined(accountRows(issuer), channelRows(), messageRows(), adminRows()),
        .sockets = {socketMount()},
        .title = "Pythia Conversations",
        .version = "1.0.0",
        .prefix = "/api/v1"};
}

} // namespace kith::pythia
