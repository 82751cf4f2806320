// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kith::ops {

/// Bugs that are made on purpose in a second build of kithd, which only the tests run: each must be
/// caught by the test that exists for it (tests/faults/tst_teeth.cpp). In kithd itself seeded() is
/// the constant false, and the compiler leaves nothing of them. To be used in .cpp files only,
/// which tests/faults/CMakeLists.txt names.
enum class Bug {
    AckBeforeCommit, ///< the sender is told before the transaction has ended
    EventBeforeCommit, ///< so are readers
    SynchronousNormal, ///< a COMMIT of SQLite does not wait for the disk
    CommitAssumed, ///< a COMMIT of MariaDB whose answer was lost is taken for done
    DiskFailureIgnored, ///< after an I/O error the server goes on
    FullDiskFatal, ///< a full disk ends the server
    RepeatsTaken, ///< a message's client_id is not kept: sent twice, it is there twice
    CursorGoesBack, ///< a read mark may lie before the last one
    AccessSkipped, ///< membership is not asked for where a chat is read
    GateNotAsked, ///< tokens of an ended session are taken
    AudienceUnchecked, ///< tokens that were made for others are taken
    BodyUnlimited, ///< a body may have any size
    QueueUnbounded, ///< a reader may be as slow as it likes
    ResumeOffByOne, ///< the first missed event is left out
    RingIgnored, ///< what passed while the past was read is not told
    WakeUpLost, ///< a resume that waited for its slow reader does not go on
    RemovedStillHear, ///< who was removed from a chat hears what is said in it
};

#ifdef KITH_SEEDED_BUGS
bool seeded(Bug bug); ///< named by the environment's SEEDED_BUG; tests/faults/seededbugs.cpp
#else
constexpr bool seeded(Bug) { return false; }
#endif

} // namespace kith::ops
