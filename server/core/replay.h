// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

#include <map>

/// What a resuming client reads: the events of a stream, rendered from the rows as they now are,
/// and where the streams of a person end.
///
/// A chat's stream is two tables, `events` and `messages`: each place is in one of them. Whoever
/// purges what a chat's stream begins with deletes from both up to the same place.
namespace kith::core {

/// A part of a stream, in order.
struct StreamPage
{
    std::vector<SharedEvent> events{};
    bool isLast = true; ///< nothing was stored behind it when it was read
    /// False: what followed `after` is purged, or was lost in a restore (store::kRestoreHole); the
    /// first place left is `first`.
    bool recovered = true;
    qint64 first = 0;
    qint64 lastSeq = 0; ///< where the stream now ends
};

/// The next events behind `after`, at most `limit`. Chats: members only (NotFound).
Result<StreamPage> replay(ReadTx &tx, StreamId stream, qint64 after, qint64 limit);

/// Where each stream of the actor ends: their chats, and their own.
struct StreamPlaces
{
    User user{};
    std::map<StreamId, qint64> ends{};
    /// The person's direct partners: whose presence their sockets are told of.
    std::vector<UserId> directPartners{};
};
Result<StreamPlaces> placesOf(ReadTx &tx);

/// For clients that remember one message for all their chats: those of the actor's chats in which
/// something was said after it, each with the place in its stream before that. Nothing: there is no
/// such message, or more than kSaidSince were written by anybody since.
inline constexpr qint64 kSaidSince = 10'000;
Result<std::optional<std::map<ChatId, qint64>>> saidSince(ReadTx &tx, MessageId message);

/// Read cursors to show after a resume: the actor's own, and those of direct partners.
struct Cursor
{
    ChatId chat{};
    UserId user{};
    qint64 seq = 0;
};
Result<std::vector<Cursor>> cursorsFor(ReadTx &tx);

} // namespace kith::core
