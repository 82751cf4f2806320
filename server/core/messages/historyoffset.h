// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/message.h"

/// A chat's messages as the dialects page through them: by number and by time. Newest first, for
/// members only (NotFound for others).
namespace kith::core {

/// Which deleted messages are among them.
enum class Deleted {
    Hidden, ///< none
    Tombstones, ///< those that keep their place (Deletion::KeepsPlace)
    All,
};

struct OffsetQuery
{
    qint64 skip = 0;
    qint64 limit = limits::kPageDefault;
    Deleted deleted = Deleted::Hidden;
};

struct OffsetPage
{
    std::vector<Message> items{};
    qint64 total = 0; ///< of all pages; from the chat's row, nothing is counted
};

/// In a chat without hidden messages a far page costs little more than the first; otherwise the
/// messages before it are walked.
Result<OffsetPage> historyByOffset(ReadTx &tx, ChatId chat, const OffsetQuery &query);

/// Messages whose shown time is before the given one. Shown are the milliseconds of created_at and,
/// as microseconds, ordinal % 1000, so that times in a chat are distinct; the time of a message is
/// taken as its place, also where two of one millisecond are shown in the other order. Without a
/// time: the newest.
Result<std::vector<Message>> historyBefore(ReadTx &tx, ChatId chat,
    std::optional<Timestamp> createdBefore, int microsecondsBefore, qint64 limit, Deleted deleted);

} // namespace kith::core
