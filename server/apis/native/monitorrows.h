// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "shared/model/metrics.h"

namespace kith::api {

/// What the routes of monitoring are told by the running server. Any thread.
struct MonitorInfo
{
    std::function<Overview()> facts{}; ///< all of an overview that is not in the database
    std::function<std::vector<MetricsSample>(qint64 seconds)> history{};
};

/// How the server is, and who is connected to it: for the console.
Routes monitorRoutes(MonitorInfo info);

} // namespace kith::api
