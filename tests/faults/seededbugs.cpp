// SPDX-License-Identifier: GPL-3.0-or-later
// The choice of a bug, in kithd-seeded only.
#include "seedednames.h"

#include <cstdio>
#include <cstdlib>
#include <optional>

namespace kith::ops {

namespace {

std::optional<Bug> chosen()
{
    const char *name = std::getenv("SEEDED_BUG");
    if (!name)
        return std::nullopt;
    for (const auto &[known, bug] : faults::kSeededBugs) {
        if (known == name)
            return bug;
    }
    std::fprintf(stderr, "SEEDED_BUG=%s is none of the seeded bugs\n", name);
    std::abort();
}

} // namespace

bool seeded(Bug bug)
{
    static const std::optional<Bug> one = chosen();
    return one == bug;
}

} // namespace kith::ops
