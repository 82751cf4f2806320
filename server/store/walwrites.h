// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kith::store {

/// The name of a VFS of SQLite that hands the frames of a commit to the file in one write, where
/// SQLite's own makes two a page (walWriteOneFrame(): its 24 bytes of header, then the page). What
/// the log holds, and when it is synced, stays SQLite's. For the session that writes; everything
/// but the write-ahead log is the default VFS's own. Registered by the first call, from any thread.
const char *oneWriteACommit();

} // namespace kith::store
