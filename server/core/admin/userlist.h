// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/adminuser.h"

/// Everybody as a table, for admins.
namespace kith::core {

/// The table: search, filters, six sorts, pages both ways. A page costs the same wherever it is.
Result<CountedPage<User>> adminUsers(ReadTx &tx, const AdminUserQuery &query);

} // namespace kith::core
