// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kith::ops {

/// What kithd's exit status means; after sysexits.h, so that service managers can tell a restart
/// that helps (74) from one that does not (64, 78). docs/operations.md lists them.
enum ExitCode : int {
    kExitOk = 0,
    kExitFailure = 1, ///< the command could not do what it was asked
    kExitUsage = 64, ///< the command line is wrong
    kExitUnavailable = 69, ///< another kithd holds the data folder, or the port is taken
    kExitSoftware = 70, ///< a fault of Kith
    kExitIo = 74, ///< the disk failed: restart and recover
    kExitTempFail = 75, ///< the database cannot be reached: a restart may help
    kExitNoPermission = 77, ///< a file or folder may not be read or written
    kExitConfig = 78, ///< the configuration is wrong: a restart does not help
};

} // namespace kith::ops
