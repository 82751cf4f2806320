// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/tickets.h"
#include "core/accounts/tokens.h"
#include "native/native.h"
#include "native/openapi.h"

/// The document of all routes of kithd, made without a server: what resources/openapi.json holds.
inline QByteArray publishedDocument()
{
    using namespace kith;
    // Only shapes are asked of the rows; nothing is ever called.
    core::Policy policy;
    policy.accessSecret = policy.refreshSecret = Secret(QByteArray(64, 'x'));
    const core::Tokens tokens(policy);
    core::Tickets tickets;
    return api::openApiDocument(api::allRoutes(tokens, tickets, {}, {}));
}
