// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit.h"
#include "core/tx.h"
#include "shared/model/adminuser.h"

/// Changes of people by those who may make them: judged first, then made with what follows. A dry
/// run judges alone.
namespace kith::core {

/// The person after the change, when the acting admin may make it.
Result<store::UserRow> judgeUserChange(
    Tx &tx, const store::UserRow &before, const AdminUserChange &in);
/// Writes what judgeUserChange() allowed, with what follows from it: sessions, counters, events and
/// the audit log.
Result<void> applyUserChange(
    Tx &tx, const store::UserRow &before, const store::UserRow &after, const QString &reason);
/// Somebody whom the acting admin may act upon.
Result<store::UserRow> userForAdmin(Tx &tx, UserId id);

/// An entry of the audit log that is about a person.
AuditNote noteOn(const store::UserRow &user, const QString &action);

} // namespace kith::core
