// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/messages/historyoffset.h"

#include "core/access.h"
#include "core/messages/messageview.h"

#include <algorithm>

namespace kith::core {

using store::ChatRow;
using store::Param;
using store::Sql;
using store::SqlRow;

namespace {

constexpr qint64 kWalked = 500; // places that are skipped one by one
constexpr int kJumps = 40;

qint64 hiddenIn(const ChatRow &chat, Deleted deleted)
{
    switch (deleted) {
    case Deleted::Hidden:
        return chat.deletedCount;
    case Deleted::Tombstones:
        return chat.deletedCount - chat.tombstoneCount;
    case Deleted::All:
        break;
    }
    return 0;
}

struct Part
{
    ChatId chat{};
    qint64 atMost = std::numeric_limits<qint64>::max(); ///< the seq to begin at
    qint64 skip = 0;
    qint64 limit = 0;
    Deleted deleted = Deleted::Hidden;
};

/// The page is chosen before people are joined to it: what is skipped looks nobody up.
Result<std::vector<Message>> read(store::SqlSession &sql, const Part &part)
{
    static const QByteArray text = "SELECT " + messageColumns() + R"(
        FROM (
            SELECT id FROM messages
            WHERE chat_id = :chat AND seq <= :seq
                AND (:all = 1 OR deleted_at IS NULL OR (:tombstones = 1 AND type = :system))
            ORDER BY seq DESC
            LIMIT :limit OFFSET :skip) page
        JOIN messages m ON m.id = page.id
        JOIN users u ON u.id = m.sender_id
        ORDER BY m.seq DESC)";
    std::vector<LoadedMessage> loaded;
    TRY(sql.query(Sql(text.constData()),
        {{":chat", part.chat.value}, {":seq", part.atMost},
            {":all", qint64(part.deleted == Deleted::All)},
            {":tombstones", qint64(part.deleted == Deleted::Tombstones)},
            {":system", qint64(MessageType::System)}, {":limit", part.limit}, {":skip", part.skip}},
        [&](const SqlRow &row) { loaded.push_back(messageFrom(row)); }));
    TRY(addReactions(sql, part.chat, loaded));
    std::vector<Message> messages;
    messages.reserve(loaded.size());
    for (LoadedMessage &one : loaded)
        messages.push_back(std::move(one.message));
    return messages;
}

struct Place
{
    qint64 seq = 0;
    qint64 ordinal = 0;
    qint64 createdAt = 0;
};

/// The last message at `seq` or before it, behind `after`.
Result<std::optional<Place>> placeAt(
    store::SqlSession &sql, ChatId chat, qint64 seq, qint64 after = 0)
{
    constexpr Sql kPlace(R"(
        SELECT seq, ordinal, created_at FROM messages
        WHERE chat_id = :chat AND seq <= :seq AND seq > :after
        ORDER BY seq DESC
        LIMIT 1)");
    std::optional<Place> found;
    TRY(sql.query(
        kPlace, {{":chat", chat.value}, {":seq", seq}, {":after", after}}, [&](const SqlRow &row) {
            found = Place{row.integer(0), row.integer(1), row.integer(2)};
        }));
    return found;
}

/// Brings a part that hides nothing near its first message. Messages are counted densely and each
/// takes a place of the stream, so one that is n messages back is at least n places back: jumping
/// there never goes too far, and other events between only make the next jump shorter.
Result<void> jump(store::SqlSession &sql, const ChatRow &chat, Part &part)
{
    const qint64 target = chat.messageCount - part.skip;
    Place at{.seq = chat.lastMessageSeq, .ordinal = chat.messageCount};
    for (int i = 0; i < kJumps && at.ordinal - target > kWalked; ++i) {
        TRY_ASSIGN(const auto next, placeAt(sql, chat.id, at.seq - (at.ordinal - target)));
        if (!next || next->ordinal < target)
            break; // never: it would be a count that is wrong; then every place is walked
        at = *next;
    }
    part.atMost = at.seq;
    part.skip = at.ordinal - target;
    return {};
}

/// The last place of the stream up to which no message is younger than the time. Times follow the
/// places but where the clock was set back; there a message or two may stand on the other side.
Result<qint64> lastPlaceAt(store::SqlSession &sql, const ChatRow &chat, qint64 time)
{
    qint64 low = 0;
    qint64 high = chat.lastMessageSeq;
    while (low < high) {
        const qint64 middle = low + (high - low + 1) / 2;
        TRY_ASSIGN(const auto place, placeAt(sql, chat.id, middle, low));
        if (!place || place->createdAt <= time)
            low = middle;
        else
            high = place->seq - 1;
    }
    return low;
}

/// The seq at which messages before the shown time begin.
Result<qint64> placeBefore(store::SqlSession &sql, const ChatRow &chat, qint64 time, int micros)
{
    TRY_ASSIGN(const qint64 older, lastPlaceAt(sql, chat, time - 1));
    TRY_ASSIGN(const qint64 last, lastPlaceAt(sql, chat, time));
    constexpr Sql kSameTime(R"(
        SELECT seq, ordinal % 1000 FROM messages
        WHERE chat_id = :chat AND seq > :older AND seq <= :last AND created_at = :time
        ORDER BY seq)");
    qint64 before = older;
    std::optional<qint64> itself;
    TRY(sql.query(kSameTime,
        {{":chat", chat.id.value}, {":older", older}, {":last", last}, {":time", time}},
        [&](const SqlRow &row) {
            if (row.integer(1) == micros)
                itself = row.integer(0);
            else if (row.integer(1) < micros)
                before = row.integer(0);
        }));
    return itself ? *itself - 1 : before;
}

} // namespace

Result<OffsetPage> historyByOffset(ReadTx &tx, ChatId id, const OffsetQuery &query)
{
    TRY_ASSIGN(const access::Membership in, access::chatForReading(tx, id));
    const qint64 hidden = hiddenIn(in.chat, query.deleted);
    OffsetPage page{.total = in.chat.messageCount - hidden};
    Part part{.chat = id,
        .skip = std::max<qint64>(query.skip, 0),
        .limit = std::clamp<qint64>(query.limit, 0, limits::kPageMax),
        .deleted = query.deleted};
    if (part.skip >= page.total || part.limit == 0)
        return page;
    if (hidden == 0 && part.skip > kWalked)
        TRY(jump(tx.sql, in.chat, part));
    TRY_ASSIGN(page.items, read(tx.sql, part));
    return page;
}

Result<std::vector<Message>> historyBefore(ReadTx &tx, ChatId id,
    std::optional<Timestamp> createdBefore, int microsecondsBefore, qint64 limit, Deleted deleted)
{
    TRY_ASSIGN(const access::Membership in, access::chatForReading(tx, id));
    Part part{
        .chat = id, .limit = std::clamp<qint64>(limit, 0, limits::kPageMax), .deleted = deleted};
    if (createdBefore) {
        TRY_ASSIGN(part.atMost,
            placeBefore(tx.sql, in.chat, toMillis(*createdBefore), microsecondsBefore));
    }
    return read(tx.sql, part);
}

} // namespace kith::core
