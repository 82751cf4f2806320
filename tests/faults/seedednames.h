// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/seeded.h"

#include <array>
#include <string_view>
#include <utility>

namespace kith::faults {

/// What SEEDED_BUG may say.
inline constexpr auto kSeededBugs = std::to_array<std::pair<std::string_view, ops::Bug>>({
    {"ack_before_commit", ops::Bug::AckBeforeCommit},
    {"event_before_commit", ops::Bug::EventBeforeCommit},
    {"synchronous_normal", ops::Bug::SynchronousNormal},
    {"commit_assumed", ops::Bug::CommitAssumed},
    {"disk_failure_ignored", ops::Bug::DiskFailureIgnored},
    {"full_disk_fatal", ops::Bug::FullDiskFatal},
    {"repeats_taken", ops::Bug::RepeatsTaken},
    {"cursor_goes_back", ops::Bug::CursorGoesBack},
    {"access_skipped", ops::Bug::AccessSkipped},
    {"gate_not_asked", ops::Bug::GateNotAsked},
    {"audience_unchecked", ops::Bug::AudienceUnchecked},
    {"body_unlimited", ops::Bug::BodyUnlimited},
    {"queue_unbounded", ops::Bug::QueueUnbounded},
    {"resume_off_by_one", ops::Bug::ResumeOffByOne},
    {"ring_ignored", ops::Bug::RingIgnored},
    {"wake_up_lost", ops::Bug::WakeUpLost},
    {"removed_still_hear", ops::Bug::RemovedStillHear},
});

} // namespace kith::faults
