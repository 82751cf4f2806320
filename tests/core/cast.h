// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Who and when of tests that need no database.

#include "shared/ids.h"
#include "shared/time.h"

namespace kith::test {

inline constexpr UserId kAnn{1};
inline constexpr UserId kBob{2};
inline constexpr Timestamp kNow = fromMillis(1'800'000'000'000);

} // namespace kith::test
