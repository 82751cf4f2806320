// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/user.h"

namespace kith::core {

/// A person as `viewer` may see them: the e-mail address only for themselves and for admins, an
/// expired status as none. Any thread.
User toUser(const store::UserRow &row, const Actor &viewer, const Environment &env, Timestamp now);

/// What a message says about its sender: the same for every viewer.
UserBrief toBrief(const store::UserRow &row);

} // namespace kith::core
