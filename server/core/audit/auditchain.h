// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/audit.h"
#include "store/sqlsession.h"

/// Whether the audit log is still what was written: its chain of hashes, checked a piece at a time.
namespace kith::core {

/// A piece of the chain, and at its end whether it ends where the log's head says. Nobody is asked
/// for a role: for verifyAudit(), and for the command line of the server's own machine.
Result<AuditVerification> verifyAuditChain(
    store::SqlSession &sql, const AuditVerificationQuery &query);

} // namespace kith::core
