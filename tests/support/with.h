// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace kith::test {

/// The default settings of a part, with what a test changes of them:
///     with(settings::edgeLimitsOf({}), [](auto &limits) { limits.ping = 1s; })
template <class Options, class Change> Options with(Options options, Change &&change)
{
    std::forward<Change>(change)(options);
    return options;
}

} // namespace kith::test
