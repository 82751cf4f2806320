// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"

namespace kith::messenger {

/// The socket of messenger: where it is, and what makes one for each client.
api::SocketMount socketMount();

} // namespace kith::messenger
