// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/metrics.h"

namespace kith::core {

/// Adds what the database knows to what the process knows: how many people, chats and messages
/// there are, and what admins did last.
Result<Overview> overview(ReadTx &tx, Overview known);

} // namespace kith::core
