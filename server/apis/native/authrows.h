// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "core/accounts/tickets.h"
#include "core/accounts/tokens.h"

namespace kith::api {

/// /api/v2/auth/*. Both must outlive the rows.
Routes authRoutes(const core::Tokens &tokens, core::Tickets &tickets);

} // namespace kith::api
