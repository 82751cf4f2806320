// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialectlist.h"

namespace kith {

std::vector<dialects::Dialect> makeDialects(const config::Config &, const core::Tokens &)
{
    std::vector<dialects::Dialect> all;
    return all;
}

std::vector<api::Api> apisOf(api::Routes native, std::vector<dialects::Dialect> &dialects)
{
    std::vector<api::Api> apis;
    apis.push_back({.style = &api::nativeStyle(), .routes = std::move(native)});
    for (dialects::Dialect &dialect : dialects) {
        for (api::Route &route : dialect.routes)
            route.style = dialect.style;
        apis.push_back({.style = dialect.style, .routes = std::move(dialect.routes)});
    }
    return apis;
}

} // namespace kith
