// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/audit/verify.h"

namespace kith::console {

void AuditVerify::next(qint64 from)
{
    m_workspace.admin().verifyAudit(
        {.from = from}, Callback<AuditVerification>(this, [this](Result<AuditVerification> piece) {
            if (!piece)
                return Q_EMIT failed(piece.error());
            Q_EMIT progressed(piece->to, piece->lastSeq);
            if (piece->done || piece->brokenAt)
                Q_EMIT finished(*piece);
            else
                next(piece->to + 1);
        }));
}

} // namespace kith::console
