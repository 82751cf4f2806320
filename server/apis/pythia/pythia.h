// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// pythia (S1): people, channels, messages and administration under /api/v1, and one WebSocket a
/// person at /ws. Ids are cuids; HTTP mixes camelCase and snake_case, frames are snake_case.
/// Sources: the service's document and wire page.
namespace kith::pythia {

dialects::Dialect makePythia(const core::Issuer &issuer);

} // namespace kith::pythia
