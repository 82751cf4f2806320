// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// chatsocket (S3): conversations of two under /api, and Socket.IO at /socket.io/. People are named
/// by their address, ids have 24 hex digits. Sources: the service's document and wire page.
namespace kith::chatsocket {

/// Whether an address and a name sign in, as they did there: they hand over any account, so it is
/// for a gateway in front that has proved who asks (dialects.chatsocket_passwordless).
enum class SignIn { ByPassword, ByNameToo };

dialects::Dialect makeChatsocket(const core::Issuer &issuer, SignIn signIn);

} // namespace kith::chatsocket
