// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Ten thousand people with a socket each: what idle and storm begin with.

#include "load.h"
#include "scenarios.h"

namespace kith::bench {

constexpr qint64 kGroupOf = 10; ///< everybody is in one group of so many
constexpr qint64 kSaid = 3; ///< messages in each group

/// A server whose people are in groups that have something to tell.
Result<std::unique_ptr<Target>> groupedPeople(const Options &options, qint64 count);

} // namespace kith::bench
