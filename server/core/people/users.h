// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lists/listquery.h"
#include "core/tx.h"
#include "shared/model/page.h"
#include "shared/model/user.h"

/// People: who they are, as others may see them, and what they or an admin may change.
namespace kith::core {

/// A person as `viewer` may see them: the e-mail address only for themselves and for admins, an
/// expired status as none. Any thread.
User toUser(const store::UserRow &row, const Actor &viewer, const Environment &env, Timestamp now);

/// What a message says about its sender: the same for every viewer.
UserBrief toBrief(const store::UserRow &row);

Result<User> userById(ReadTx &tx, UserId id);

/// Who is online, by id.
Result<Page<User>> onlineUsers(ReadTx &tx, const ListQuery &query);

/// Errors: Conflict that names `username` or `email` when it is taken. `email`: dialects let people
/// change their own.
Result<User> updateMe(
    Tx &tx, const UserChange &in, const std::optional<QString> &email = std::nullopt);

/// Dialects keep a picture's address.
Result<void> setMyAvatar(Tx &tx, const QString &url);

/// An empty text and emoji clear it.
Result<User> setMyStatus(Tx &tx, const UserStatus &in);

// ---- For accounts and administration
// ---------------------------------------------------------------------------

/// A row with its folded keys made from the names in it. Errors: InvalidInput for a name that is
/// too long once folded.
Result<store::UserRow> withKeys(store::UserRow row);

/// Whether somebody but `row.id` has this username or e-mail address: Conflict that names it.
Result<void> checkNamesFree(store::SqlSession &sql, const store::UserRow &row);

/// Writes a changed row and tells the person's other devices; nothing changed, nothing said.
Result<User> saveUser(Tx &tx, const store::UserRow &before, store::UserRow row);

/// Puts user_updated on the person's own stream. After unit.users has the new row.
Result<void> announceUser(Tx &tx, UserId id);
/// Puts user_updated on the consoles' stream: somebody new, or changed in more than their status.
Result<void> announceUserToAdmins(Tx &tx, const store::UserRow &row);

/// When people were last here, written in batches as they come and go.
struct LastSeen
{
    UserId user{};
    Timestamp at{};
};
Result<void> keepLastSeen(Tx &tx, const std::vector<LastSeen> &seen);

} // namespace kith::core
