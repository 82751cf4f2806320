// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "native/authrows.h"
#include "native/frames.h"
#include "native/monitorrows.h"
#include "native/systemrows.h"
#include "native/userrows.h"

namespace kith::api {

Routes chatRoutes();
Routes messageRoutes();

/// The table of routes, whole: one file of rows an area. What the rows are bound to must outlive
/// them.
Routes allRoutes(
    const core::Tokens &tokens, core::Tickets &tickets, SystemInfo system, MonitorInfo monitor);

} // namespace kith::api
