// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// chatservice (S4): users, chats, messages under /api/v1, and one WebSocket a chat. Its ids are
/// Kith's own. Sources: the service's document and wire page.
namespace kith::chatservice {

dialects::Dialect makeChatservice(const core::Issuer &issuer);

} // namespace kith::chatservice
