// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/adminsession.h"

/// Sign-ins of everybody, for admins.
namespace kith::core {

/// Live ones, latest use first.
Result<Page<AdminSession>> adminSessions(ReadTx &tx, const AdminSessionQuery &query);

/// Its tokens and sockets end with the COMMIT. Errors: NotFound for one that is not live; Forbidden
/// for one of somebody above the asker.
Result<void> endSessionAsAdmin(Tx &tx, SessionId id);

} // namespace kith::core
