// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/audit/audit.h"

namespace kith::api {

Routes adminAuditRoutes()
{
    return {
        get("/api/v2/admin/audit", Access::Admin, "The audit log, newest first",
            [](core::ReadTx &tx, const Query<AuditQuery> &query) {
                return core::auditLog(tx, query);
            })
            .limitedBy(Limiter::Admin),
        get("/api/v2/admin/audit/verification", Access::Admin,
            "Check a piece of the audit log's chain of hashes",
            [](core::ReadTx &tx, const Query<AuditVerificationQuery> &query) {
                return core::verifyAudit(tx, query);
            })
            .limitedBy(Limiter::Admin),
    };
}

} // namespace kith::api
