// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

/// Every bound that is a fact of Kith rather than an operator's choice (those are in config.h).
namespace kith::limits {

using namespace std::chrono_literals;

inline constexpr qint64 KiB = 1024;
inline constexpr qint64 MiB = 1024 * KiB;

// JSON and requests
inline constexpr int kJsonDepth = 32;
inline constexpr qint64 kJsonBody = 256 * KiB;
inline constexpr int kFieldErrors = 20; ///< reported at most for one request
inline constexpr int kIdempotencyKeyBytes = 128;
inline constexpr qint64 kApiAnswerBytes = 32 * MiB; ///< that our own client reads
inline constexpr int kApiWaiting = 1'000; ///< calls of one client that wait for a new token

// Texts, in code points
inline constexpr int kContentChars = 10'000;
inline constexpr int kUsernameMin = 3;
inline constexpr int kUsernameMax = 50;
inline constexpr int kNameChars = 100;
inline constexpr int kTopicChars = 250;
inline constexpr int kAboutChars = 1'000;
inline constexpr int kStatusChars = 100;
inline constexpr int kEmailChars = 254; ///< RFC 5321 section 4.5.3.1.3, less the brackets
inline constexpr int kEmojiChars = 32;
inline constexpr int kPasswordChars = 128;

// Lists
inline constexpr int kPageDefault = 50;
inline constexpr int kPageMax = 100;
inline constexpr int kMembersPerRequest = 100;
inline constexpr int kMentions = 50;
inline constexpr int kReactionKinds = 50; ///< different emoji on one message
inline constexpr int kReactionUsersShown = 20;
inline constexpr int kEditsShown = 100;
inline constexpr int kResumeStreams = 10'000; ///< named in one resume frame
inline constexpr int kResumePage = 200; ///< events read from the database at a time
inline constexpr int kWatchedUsers = 500; ///< per connection
inline constexpr int kSessionsPerUser = 20;

// Administration
inline constexpr int kBulkUsers = 200; ///< in one request: a few milliseconds of the writer
inline constexpr int kReasonMin = 3;
inline constexpr int kReasonChars = 500;
inline constexpr int kCountedMatches = 10'000; ///< a search's total is counted no further
inline constexpr int kAuditPiece = 5'000; ///< entries of the audit log verified at a time
inline constexpr int kMetricsSeconds = 900; ///< samples kept in memory
inline constexpr auto kReadingLife = 30min;
inline constexpr auto kPasswordLinkLife = 30min;

// Realtime
inline constexpr qint64 kFrameBytes = 128 * KiB;
/// The longest text may come wholly escaped ("\ud83d\ude00" is one code point), in a frame or body
/// that holds something besides.
inline constexpr qint64 kEscapedChar = 12;
inline constexpr qint64 kBesideTheText = 8 * KiB;
static_assert(kFrameBytes >= kContentChars * kEscapedChar + kBesideTheText);
static_assert(kJsonBody >= kFrameBytes); // what a frame may say, a request may
inline constexpr qint64 kConnectionQueue = 256 * KiB;
inline constexpr auto kAuthDeadline = 5s;
inline constexpr auto kTicketLife = 30s;
inline constexpr int kUnackedSends = 1'000; ///< that our own client keeps
inline constexpr qint64 kClientFrameBytes =
    4 * MiB; ///< that our own client reads: ready names all streams

} // namespace kith::limits
