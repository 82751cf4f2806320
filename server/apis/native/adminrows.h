// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// /api/v2/admin: what the console does. One function an area; all are limited by the limiter
// "admin", and core asks again for the role in the transaction that acts.

#include "api/route.h"

namespace kith::api {

Routes adminAuditRoutes();
Routes adminChatRoutes();
Routes adminSessionRoutes();
Routes adminUserRoutes();

} // namespace kith::api
