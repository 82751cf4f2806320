// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/adminuser.h"

/// One act of an admin on many people.
namespace kith::core {

/// Each person is judged by itself. A dry run judges in the same way and then does nothing.
Result<UserBulkResult> changeUsers(Tx &tx, const UserBulk &in);

} // namespace kith::core
