// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accounts.h"
#include "shared/model/adminuser.h"

/// Links with which a person sets a new password, once, within limits::kPasswordLinkLife. An admin
/// asks for one and hands it over: nobody sets another person's password (docs/security.md). Only
/// SHA-256 of the token is stored; a new link of a person voids the one before.
namespace kith::core {

/// A link for somebody whom the caller has proved it may give one to. Makes the job direct.
Result<PasswordLink> makePasswordLink(Tx &tx, UserId user);

// ---- POST auth/password/reset: a read, a computation, a write, see accounts.h ------------------

/// Errors: InvalidInput that names `token`, the same for one that is unknown, used, voided, expired
/// or of a suspended person; InvalidInput that names `new_password`.
Result<HashWork> preparePasswordReset(ReadTx &tx, const PasswordReset &in);
Result<QString> hashForReset(const PasswordReset &in, const HashWork &work);
/// All sessions of the person end, and nobody is signed in.
Result<void> resetPassword(Tx &tx, const PasswordReset &in, const QString &passwordHash);

} // namespace kith::core
