// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// messenger (S2): /accounts, /chats and one WebSocket a chat. UUIDs, where a person has two: one
/// of the account and one of the profile; camelCase over HTTP, snake_case in frames, every success
/// in a wrapper. Sources: the service's document and wire page.
namespace kith::messenger {

dialects::Dialect makeMessenger(const core::Issuer &issuer);

} // namespace kith::messenger
