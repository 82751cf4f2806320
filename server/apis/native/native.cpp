// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/native.h"

#include "native/openapi.h"
#include "native/rows.h"
#include "native/socket.h"
#include "native/style.h"

namespace kith::api {

Routes allRoutes(
    const core::Tokens &tokens, core::Tickets &tickets, SystemInfo system, MonitorInfo monitor)
{
    return joined(authRoutes(tokens, tickets), userRoutes(), chatRoutes(), messageRoutes(),
        adminAuditRoutes(), adminChatRoutes(), adminSessionRoutes(), adminUserRoutes(),
        systemRoutes(std::move(system)), monitorRoutes(std::move(monitor)));
}

Api makeNative(
    const core::Tokens &tokens, core::Tickets &tickets, SystemInfo system, MonitorInfo monitor)
{
    return {.style = &nativeStyle(),
        .routes = allRoutes(tokens, tickets, std::move(system), std::move(monitor)),
        .sockets = nativeSockets(),
        .sharesPaths = false,
        .document = [](const Api &api) { return openApiDocument(api.routes); },
        .title = "Kith",
        .version = "2",
        .prefix = "/api/v2"};
}

} // namespace kith::api
