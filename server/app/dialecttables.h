// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apitable.h"
#include "apis/dialect.h"
#include "native/systemrows.h"

namespace kith {

/// The native API, and behind it the routes of the dialects, which are moved out of them.
std::vector<api::Api> apisOf(api::Routes native, std::vector<dialects::Dialect> &dialects);

/// The documents of all of them. `apis` as apisOf() made them.
api::ApiDocuments documentsOf(
    const std::vector<dialects::Dialect> &dialects, const std::vector<api::Api> &apis);

/// One dialect on a port of its own: its rows, its documentation at "/" and its document at
/// "/openapi.json". `name` is its audience. Nothing: it is switched off.
struct Door
{
    std::vector<dialects::Dialect> dialects{};
    std::vector<api::Api> apis{};
};
std::optional<Door> doorOf(const QByteArray &name, const std::vector<dialects::Dialect> &dialects,
    const std::vector<api::Api> &apis);

} // namespace kith
