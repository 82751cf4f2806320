// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"

namespace kith::api {

/// The socket of the native API: WS /api/v2/ws, with a slash behind it or without.
std::vector<SocketMount> nativeSockets();

} // namespace kith::api
