// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"
#include "apis/rows.h"
#include "apis/times.h"

namespace kith::dialects {

/// One of the five services that Kith replaces, as a value: rows, sockets and words. No rules, no
/// SQL, no threads: those are core's. Each dialect has a function that makes it; made once at
/// start.
struct Dialect
{
    const api::Style *style = nullptr; ///< its audience is the dialect's name
    api::Routes routes{};
    std::vector<api::SocketMount> sockets{};

    // For its OpenAPI document
    const char *title = nullptr; ///< as its original's document has it
    const char *version = nullptr;
    const char *prefix = nullptr; ///< "/api/v1": the areas of its paths begin behind it
    QJsonObject (*errorSchema)() = nullptr; ///< fastApiErrorSchema() without
};

/// The rows of a dialect's areas, one behind the other.
template <class... Areas> api::Routes joined(api::Routes first, Areas... others)
{
    const auto add = [&first](api::Routes area) {
        for (api::Route &route : area)
            first.push_back(std::move(route));
    };
    (add(std::move(others)), ...);
    return first;
}

} // namespace kith::dialects
