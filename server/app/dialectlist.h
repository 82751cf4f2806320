// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "config/config.h"
#include "core/accounts/tokens.h"

namespace kith {

/// The dialects that are switched on: one that is off has no route, no socket and no page anywhere.
/// Dialects that share a path are asked in this order (api::ApiTable). `tokens` must outlive them.
std::vector<dialects::Dialect> makeDialects(
    const config::Config &config, const core::Tokens &tokens);

} // namespace kith
