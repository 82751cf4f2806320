// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

/// The people, channels and conversation that ENVIRONMENT=LOCAL starts with. Everybody knows their
/// passwords: a production start must refuse a database that holds them.
namespace kith::core {

/// Five people with the password "admin", admin@admin.ru as owner, and what they have said. Does
/// nothing when they are there. Hashes a password: for the start of the process.
Result<void> seedDemo(Tx &tx);

/// Whether one of them is in the database with that password's account still active.
Result<bool> hasDemoPeople(store::SqlSession &sql);

} // namespace kith::core
