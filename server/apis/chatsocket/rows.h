// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chatsocket/chatsocket.h"

/// The rows of chatsocket, one file an area.
namespace kith::chatsocket {

api::Routes accountRows(const core::Issuer &issuer, SignIn signIn);
api::Routes conversationRows();

} // namespace kith::chatsocket
