// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "core/accounts/tickets.h"
#include "core/accounts/tokens.h"
#include "native/monitorrows.h"
#include "native/systemrows.h"

namespace kith::api {

/// The table of routes, whole: one file of rows an area. What the rows are bound to must outlive
/// them.
Routes allRoutes(
    const core::Tokens &tokens, core::Tickets &tickets, SystemInfo system, MonitorInfo monitor);

} // namespace kith::api
