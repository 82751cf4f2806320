// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/adminsession.h"
#include "shared/model/adminuser.h"

/// People, as admins see and change them. The rules are the same for one and for many:
/// nobody changes someone above themselves or grants a role above their own (Forbidden); nobody
/// suspends or demotes themselves, and the last active owner stays one (Conflict). Each act is in
/// the audit log; what changes nothing is not.
namespace kith::core {

Result<UserDetail> userDetail(ReadTx &tx, UserId id);

/// The person gets no password: the answer has the link with which they set one.
Result<CreatedUser> createUser(Tx &tx, const NewUser &in);

/// A suspended person's sessions end. Errors: Conflict that names `username` or `email` when it is
/// taken.
Result<User> updateUser(Tx &tx, UserId id, const AdminUserChange &in);

/// Errors: Conflict when the person is suspended.
Result<PasswordLink> giveUserLink(Tx &tx, UserId id);

/// All of a person's; one's own current one stays.
Result<EndedSessions> endUserSessions(Tx &tx, UserId id);

// ---- For the functions above -------------------------------------------------------------------

/// How many would be left of a person's sessions, and how many there are.
struct SessionsToEnd
{
    qint64 before = 0;
    qint64 after = 0;
};
Result<SessionsToEnd> judgeSessions(Tx &tx, const store::UserRow &user);
Result<void> applySessions(
    Tx &tx, const store::UserRow &user, const SessionsToEnd &sessions, const QString &reason);

} // namespace kith::core
