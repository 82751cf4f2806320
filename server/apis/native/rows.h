// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

namespace kith::core {
class Tickets;
class Tokens;
} // namespace kith::core

/// The rows of the native API, one file an area. Those of the system and of monitoring are told
/// what they tell by the running server: systemrows.h, monitorrows.h.
namespace kith::api {

/// /api/v2/auth/*. Both must outlive the rows.
Routes authRoutes(const core::Tokens &tokens, core::Tickets &tickets);
Routes userRoutes();
Routes chatRoutes();
Routes messageRoutes();

// /api/v2/admin: what the console does. All are limited by the limiter "admin", and core asks again
// for the role in the transaction that acts.
Routes adminAuditRoutes();
Routes adminChatRoutes();
Routes adminSessionRoutes();
Routes adminUserRoutes();

} // namespace kith::api
