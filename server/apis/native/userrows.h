// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

namespace kith::api {

/// /api/v2/users/*.
Routes userRoutes();

} // namespace kith::api
