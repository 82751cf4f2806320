// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/adminsession.h"

/// The open sockets of this node, for admins: who is connected by what, and closing one.
namespace kith::core {

/// Newest first, by id. A search matches people by name and sockets by client or address.
Result<Page<ClientConnection>> listConnections(ReadTx &tx, const ConnectionQuery &query);

/// Closes the socket with code 4000 after COMMIT; its client may come back. Audited.
/// Errors: NotFound; Forbidden for a person whose role is above the actor's.
Result<void> closeConnection(Tx &tx, SocketId socket);

} // namespace kith::core
