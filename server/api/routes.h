// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/authroutes.h"
#include "api/monitorroutes.h"
#include "api/nativecodec.h"
#include "api/route.h"
#include "api/systemroutes.h"
#include "api/userroutes.h"

namespace kith::api {

Routes chatRoutes();
Routes messageRoutes();

/// The table of routes, whole: one file of rows an area. What the rows are bound to must outlive
/// them.
Routes allRoutes(
    const core::Tokens &tokens, core::Tickets &tickets, SystemInfo system, MonitorInfo monitor);

} // namespace kith::api
