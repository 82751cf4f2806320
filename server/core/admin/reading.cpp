// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/reading.h"

#include "core/access.h"
#include "core/admin/chats.h"
#include "core/audit/audit.h"
#include "core/messages/history.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::ChatReadingRow;
using store::ChatRow;
using store::Sql;
using store::SqlSession;

namespace {

Result<void> checkMayRead(const Policy &policy, UserRole role)
{
    switch (policy.readPrivateChats) {
    case PrivateReading::Off:
        return forbidden(u"Nobody reads other people's chats here: admin.read_private_chats is "
                         "\"off\" in the server's configuration."_s);
    case PrivateReading::Owner:
        if (role < UserRole::Owner)
            return forbidden(u"Only owners read other people's chats here: "
                             "admin.read_private_chats is \"owner\" in the server's "
                             "configuration."_s);
        break;
    case PrivateReading::Admin:
        break;
    }
    return {};
}

/// The setting may have changed since the reading was opened, and so may the reader's role.
Result<void> checkReading(ReadTx &tx, ChatId chat, std::optional<qint64> reading)
{
    if (!reading)
        return forbidden(u"Say why you read this chat: POST admin/chats/{id}/readings."_s);
    TRY_ASSIGN(const store::UserRow actor, access::asAdmin(tx));
    TRY(checkMayRead(tx.env.policy, actor.role));
    TRY_ASSIGN(const auto row, store::loadRow<ChatReadingRow>(tx.sql, *reading));
    if (!row || row->chatId != chat || row->userId != tx.actor.user || row->expiresAt <= tx.now)
        return forbidden(u"The reading has ended: open another one."_s);
    return {};
}

/// The place of the first message at or after a time: messages of a chat are in the order of their
/// times, so it is found by halving.
Result<qint64> readingPlaceAt(ReadTx &tx, const ChatRow &chat, Timestamp at)
{
    constexpr Sql kNext(R"(
        SELECT seq, created_at FROM messages
        WHERE chat_id = :chat AND seq >= :seq
        ORDER BY seq
        LIMIT 1)");
    qint64 low = 1;
    qint64 high = chat.lastMessageSeq;
    qint64 found = high; // when all are older
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        qint64 seq = high;
        bool isBefore = false;
        TRY(tx.sql.query(
            kNext, {{":chat", chat.id.value}, {":seq", middle}}, [&](const store::SqlRow &row) {
                seq = row.integer(0);
                isBefore = row.integer(1) < toMillis(at);
            }));
        if (isBefore) {
            low = seq + 1;
        } else {
            high = middle;
            found = seq;
        }
    }
    return found;
}

} // namespace

Result<Reading> openReading(Tx &tx, ChatId id, const NewReading &in)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const store::UserRow actor, access::asAdmin(tx));
    TRY_ASSIGN(const ChatRow chat, access::chatForAdmin(tx, id));
    TRY(checkMayRead(tx.env.policy, actor.role));
    TRY(sql->exec(
        Sql("DELETE FROM chat_readings WHERE expires_at <= :now"), {{":now", toMillis(tx.now)}}));
    const ChatReadingRow row{.id = tx.unit.newId(),
        .chatId = id,
        .userId = actor.id,
        .expiresAt = tx.now + limits::kReadingLife};
    TRY(store::insertRow(*sql, row));
    TRY_ASSIGN(const QString title, chatTitle(tx, chat));
    TRY(appendAudit(tx,
        {.action = u"chat.read"_s,
            .targetKind = u"chat"_s,
            .targetId = id.value,
            .targetName = title,
            .reason = in.reason}));
    return Reading{.id = row.id, .chatId = id, .expiresAt = row.expiresAt};
}

Result<Page<Message>> adminHistory(ReadTx &tx, ChatId id, const AdminHistoryQuery &query)
{
    TRY_ASSIGN(const ChatRow chat, access::chatForAdmin(tx, id));
    if (!chat.isPublic)
        TRY(checkReading(tx, id, query.reading));
    const HistoryQuery place{
        .before = query.before, .after = query.after, .around = query.around, .limit = query.limit};
    if (!query.at)
        return historyOf(tx, id, place);
    if (query.before || query.after || query.around)
        return invalidInput(u"at"_s, u"name only one of before, after, around and at"_s);
    TRY_ASSIGN(const qint64 seq, readingPlaceAt(tx, chat, *query.at));
    return historyAround(tx, id, seq, query.limit);
}

} // namespace kith::core
