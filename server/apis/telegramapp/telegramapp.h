// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// telegramapp (S0): people, messaging and administration under /api, and one WebSocket a chat. Ids
/// of 24 hex digits under the key "_id". Sources: the service's document and wire page.
namespace kith::telegramapp {

dialects::Dialect makeTelegramapp(const core::Issuer &issuer);

} // namespace kith::telegramapp
