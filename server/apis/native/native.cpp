// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/native.h"

#include "native/rows.h"

#include <iterator>

namespace kith::api {

Routes allRoutes(
    const core::Tokens &tokens, core::Tickets &tickets, SystemInfo system, MonitorInfo monitor)
{
    Routes all;
    for (Routes area : {authRoutes(tokens, tickets), userRoutes(), chatRoutes(), messageRoutes(),
             adminAuditRoutes(), adminChatRoutes(), adminSessionRoutes(), adminUserRoutes(),
             systemRoutes(std::move(system)), monitorRoutes(std::move(monitor))})
        all.insert(
            all.end(), std::make_move_iterator(area.begin()), std::make_move_iterator(area.end()));
    return all;
}

} // namespace kith::api
