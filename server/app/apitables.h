// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apitable.h"
#include "native/systemrows.h"

namespace kith {

/// The native API, and behind it the dialects.
std::vector<api::Api> apisOf(api::Api native, std::vector<api::Api> dialects);

/// The documents of all of them. `apis` as apisOf() made them.
api::ApiDocuments documentsOf(const std::vector<api::Api> &apis);

/// One API on a port of its own: its rows, its documentation at "/" and its document at
/// "/openapi.json". `name` is its audience. Nothing: it is switched off.
std::optional<api::Api> doorOf(const QByteArray &name, const std::vector<api::Api> &apis);

} // namespace kith
