// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

namespace kith::api {

/// GET /health: for people, monitors and the pages.
struct ServerHealth
{
    QString status{}; ///< "ok", "degraded" or "failed"
    QString version{};
    bool demo = false; ///< the five demo people are here
};

/// What the system routes tell, asked on a reactor's thread: quick and without I/O.
struct SystemInfo
{
    QByteArray version{};
    bool isDemo = false;
    std::function<ServerHealth()> health{};
    /// A verdict as JSON, and whether it is good.
    std::function<std::pair<QByteArray, bool>()> live{};
    std::function<std::pair<QByteArray, bool>()> ready{};
    std::function<QByteArray()> metrics{};
    /// The document of all routes; made after them, hence a function.
    std::function<QByteArray()> openApi{};
};

/// Routes outside /api/v2: /, /health, /livez, /readyz, /metrics, /openapi.json. The pages are
/// embedded files (resources/web) and no routes.
Routes systemRoutes(SystemInfo info);

} // namespace kith::api

namespace kith {

template <>
inline constexpr auto fields<api::ServerHealth> = fieldList("ServerHealth",
    field("status", &api::ServerHealth::status), field("version", &api::ServerHealth::version),
    field("demo", &api::ServerHealth::demo));

} // namespace kith
