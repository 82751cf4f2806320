// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/admin/userbulk.h"
#include "core/admin/userlist.h"
#include "core/admin/users.h"

namespace kith::api {

Routes adminUserRoutes()
{
    return {
        get("/api/v2/admin/users", Access::Admin, "The table of people",
            [](core::ReadTx &tx, const Query<AdminUserQuery> &query) {
                return core::adminUsers(tx, query);
            })
            .limitedBy(Limiter::Admin),
        post("/api/v2/admin/users", Access::Admin,
            "Make an account, with a link with which its person sets a password",
            [](core::Tx &tx, const NewUser &in) {
                return core::createUser(tx, in).map(
                    [](CreatedUser made) { return Created<CreatedUser>{std::move(made)}; });
            })
            .limitedBy(Limiter::Admin)
            .answersSecret(),
        post("/api/v2/admin/users/bulk", Access::Admin, "One action on many people, or its dry run",
            [](core::Tx &tx, const UserBulk &in) { return core::changeUsers(tx, in); })
            .limitedBy(Limiter::Admin),
        get("/api/v2/admin/users/{user_id}", Access::Admin,
            "A person, with what the table leaves out",
            [](core::ReadTx &tx, UserId user) { return core::userDetail(tx, user); })
            .limitedBy(Limiter::Admin),
        post("/api/v2/admin/users/{user_id}/password-link", Access::Admin,
            "A link with which a person sets a new password, once",
            [](core::Tx &tx, UserId user) {
                return core::giveUserLink(tx, user).map(
                    [](PasswordLink link) { return Created<PasswordLink>{std::move(link)}; });
            })
            .limitedBy(Limiter::Admin)
            .answersSecret(),
        del("/api/v2/admin/users/{user_id}/sessions", Access::Admin, "End all sessions of a person",
            [](core::Tx &tx, UserId user) { return core::endUserSessions(tx, user); })
            .limitedBy(Limiter::Admin),
    };
}

} // namespace kith::api
