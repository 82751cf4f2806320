// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/accounts/accounts.h"
#include "core/admin/users.h"
#include "core/people/userlist.h"
#include "core/people/users.h"

namespace kith::api {

Routes userRoutes()
{
    return {
        get("/api/v2/users", Access::User, "The directory of people",
            [](core::ReadTx &tx, const Query<core::UserQuery> &query) {
                return core::listUsers(tx, query);
            })
            .limitedBy(Limiter::Search),
        get("/api/v2/users/me", Access::User, "Who I am",
            [](core::ReadTx &tx) { return core::me(tx); }),
        patch("/api/v2/users/me", Access::User, "Change my profile",
            [](core::Tx &tx, const UserChange &in) { return core::updateMe(tx, in); }),
        put("/api/v2/users/me/status", Access::User, "Set or clear my status",
            [](core::Tx &tx, const UserStatus &in) { return core::setMyStatus(tx, in); }),
        get("/api/v2/users/online", Access::User, "Who is online",
            [](core::ReadTx &tx, const Query<core::ListQuery> &query) {
                return core::onlineUsers(tx, query);
            }),
        get("/api/v2/users/{user_id}", Access::User, "A person",
            [](core::ReadTx &tx, UserId user) { return core::userById(tx, user); }),
        patch("/api/v2/users/{user_id}", Access::Admin,
            "Change a person's profile, role or activity",
            [](core::Tx &tx, UserId user, const AdminUserChange &in) {
                return core::updateUser(tx, user, in);
            })
            .limitedBy(Limiter::Admin),
    };
}

} // namespace kith::api
