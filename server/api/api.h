// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"

namespace kith::api {

/// One API as a value: how it speaks, its rows and its sockets. No rules, no SQL, no threads: those
/// are core's. Each API has a function that makes it; made once at start. The server knows no API
/// by its name: what differs between two of them is said here.
struct Api
{
    const Style *style = nullptr; ///< its audience is the API's name
    Routes routes{};
    std::vector<SocketMount> sockets{};
    bool sharesPaths = true; ///< false: no other has a path of its, so none is asked for one

    // For its OpenAPI document
    QByteArray (*document)(const Api &api) = nullptr;
    const char *title = nullptr; ///< of a dialect, as its original's document has it
    const char *version = nullptr;
    const char *prefix = nullptr; ///< "/api/v1": the areas of its paths begin behind it
    QJsonObject (*errorSchema)() = nullptr; ///< null: as FastAPI's services have it
};

/// The rows of an API's areas, one behind the other.
template <class... Areas> Routes joined(Routes first, Areas... others)
{
    const auto add = [&first](Routes area) {
        for (Route &route : area)
            first.push_back(std::move(route));
    };
    (add(std::move(others)), ...);
    return first;
}

} // namespace kith::api
