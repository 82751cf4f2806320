// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace kith::faults {

/// What a test and the disk shim inside kithd (diskshim.cpp) tell each other: a small file that
/// both have mapped. All zero: the disk works, and nothing is cut.
struct DiskControl
{
    char live[1024]; ///< the data folder, without a slash at its end
    char shadow[1024]; ///< what is on the platter: see disk.h

    /// Calls so far that change the disk: writes, syncs, truncations, renames, removals.
    std::atomic<std::int64_t> calls;
    /// The process is killed instead of making this call, counted like `calls`. 0: never.
    std::atomic<std::int64_t> cutAt;

    std::atomic<bool> isBounded; ///< only `freeBytes` more may be allocated
    std::atomic<std::int64_t> freeBytes;

    std::atomic<std::int32_t> failingSyncs; ///< so many syncs of files answer EIO, and forget
    std::atomic<std::int32_t> failingWrites; ///< so many writes answer EIO
    std::atomic<bool> diesOfFailure; ///< killed right after a failed sync
};

} // namespace kith::faults
