// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/admin/sessions.h"

namespace kith::api {

Routes adminSessionRoutes()
{
    return {
        get("/api/v2/admin/sessions", Access::Admin, "Live sign-ins of everybody, latest use first",
            [](core::ReadTx &tx, const Query<AdminSessionQuery> &query) {
                return core::adminSessions(tx, query);
            })
            .limitedBy(Limiter::Admin),
        del("/api/v2/admin/sessions/{session_id}", Access::Admin, "End a session",
            [](core::Tx &tx, SessionId session) { return core::endSessionAsAdmin(tx, session); })
            .limitedBy(Limiter::Admin),
    };
}

} // namespace kith::api
