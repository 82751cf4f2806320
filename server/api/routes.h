// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/nativecodec.h"
#include "api/route.h"

/// The table of routes, one file of rows an area.
namespace kith::api {

struct Services; // what the rows of some areas are bound to, see services.h

Routes chatRoutes();
Routes messageRoutes();

} // namespace kith::api
