// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/messages/history.h"

#include "shared/type.h"

#include "core/access.h"
#include "core/messages/messageview.h"

#include <algorithm>

namespace kith {

const FieldList &fieldsOf(Of<core::HistoryQuery>)
{
    static const FieldList list = fieldList<core::HistoryQuery>("HistoryQuery",
        {field("before", &core::HistoryQuery::before, doc("Messages older than this one")),
            field("after", &core::HistoryQuery::after, doc("Messages newer than this one")),
            field("around", &core::HistoryQuery::around,
                doc("Messages on both sides of this one, and it")),
            field("limit", &core::HistoryQuery::limit, doc("1 to 100; clamps"))});
    return list;
}

const FieldList &fieldsOf(Of<core::MessageReader>)
{
    static const FieldList list = fieldList<core::MessageReader>(
        "MessageReader", {field("user", &core::MessageReader::user)});
    return list;
}

} // namespace kith

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;
using store::SqlRow;

namespace {

QString cursorOf(const Message &message) { return QString::number(message.id.value); }

/// SELECT … of messages, with the part behind FROM … JOIN … given. Callers keep it static.
QByteArray selectMessages(const char *rest)
{
    return "SELECT " + messageColumns() + " FROM messages m JOIN users u ON u.id = m.sender_id "
        + rest;
}

Result<std::vector<LoadedMessage>> load(
    store::SqlSession &sql, const QByteArray &text, std::initializer_list<store::Param> params)
{
    std::vector<LoadedMessage> found;
    TRY(sql.query(Sql(text.constData()), params,
        [&](const SqlRow &row) { found.push_back(messageFrom(row)); }));
    return found;
}

Result<std::vector<LoadedMessage>> olderThan(ReadTx &tx, ChatId chat, qint64 seq, qint64 limit)
{
    static const QByteArray text =
        selectMessages("WHERE m.chat_id = :chat AND m.seq < :seq ORDER BY m.seq DESC LIMIT :limit");
    return load(tx.sql, text, {{":chat", chat.value}, {":seq", seq}, {":limit", limit}});
}

/// From the oldest of them to the newest, turned round: newest first like every list.
Result<std::vector<LoadedMessage>> newerThan(ReadTx &tx, ChatId chat, qint64 seq, qint64 limit)
{
    static const QByteArray text =
        selectMessages("WHERE m.chat_id = :chat AND m.seq > :seq ORDER BY m.seq ASC LIMIT :limit");
    TRY_ASSIGN(
        auto found, load(tx.sql, text, {{":chat", chat.value}, {":seq", seq}, {":limit", limit}}));
    std::reverse(found.begin(), found.end());
    return found;
}

/// A position named by a message of this chat. Another chat's message is as absent as any.
Result<qint64> seqOf(ReadTx &tx, ChatId chat, MessageId id, const QString &parameter)
{
    constexpr Sql kSeq("SELECT seq FROM messages WHERE id = :id AND chat_id = :chat");
    TRY_ASSIGN(
        const auto seq, store::integerOf(tx.sql, kSeq, {{":id", id.value}, {":chat", chat.value}}));
    if (!seq)
        return invalidInput(parameter, u"must be a message of this chat"_s);
    return *seq;
}

Result<void> checkOnePosition(const HistoryQuery &query)
{
    const int named = int(query.before.has_value()) + int(query.after.has_value())
        + int(query.around.has_value());
    if (named > 1)
        return invalidInput(u"before"_s, u"name only one of before, after and around"_s);
    return {};
}

Page<Message> pageOf(std::vector<LoadedMessage> &&loaded, bool hasOlder, bool hasNewer)
{
    Page<Message> page;
    page.items.reserve(loaded.size());
    for (LoadedMessage &one : loaded)
        page.items.push_back(std::move(one.message));
    if (!page.items.empty()) {
        if (hasOlder)
            page.next = cursorOf(page.items.back());
        if (hasNewer)
            page.prev = cursorOf(page.items.front());
    }
    return page;
}

struct Slice
{
    std::vector<LoadedMessage> messages{};
    bool hasOlder = false;
    bool hasNewer = false;
};

Result<Slice> sliceAround(ReadTx &tx, ChatId chat, qint64 seq, qint64 limit)
{
    const qint64 newerWanted = limit / 2;
    TRY_ASSIGN(auto newer, newerThan(tx, chat, seq, newerWanted + 1));
    const bool hasNewer = static_cast<qint64>(newer.size()) > newerWanted;
    if (hasNewer)
        newer.erase(newer.begin());
    const qint64 olderWanted = limit - static_cast<qint64>(newer.size());
    TRY_ASSIGN(auto older, olderThan(tx, chat, seq + 1, olderWanted + 1));
    const bool hasOlder = static_cast<qint64>(older.size()) > olderWanted;
    if (hasOlder)
        older.pop_back();
    newer.insert(
        newer.end(), std::make_move_iterator(older.begin()), std::make_move_iterator(older.end()));
    return Slice{std::move(newer), hasOlder, hasNewer};
}

Result<Page<Message>> pageOf(ReadTx &tx, ChatId chat, Slice slice)
{
    TRY(addReactions(tx.sql, chat, slice.messages));
    return pageOf(std::move(slice.messages), slice.hasOlder, slice.hasNewer);
}

/// One message more than asked for tells whether there is another page.
Result<Slice> sliceOf(ReadTx &tx, ChatId chat, const HistoryQuery &query, qint64 limit)
{
    if (query.around) {
        TRY_ASSIGN(const qint64 seq, seqOf(tx, chat, *query.around, u"around"_s));
        return sliceAround(tx, chat, seq, limit);
    }
    if (query.after) {
        TRY_ASSIGN(const qint64 seq, seqOf(tx, chat, *query.after, u"after"_s));
        TRY_ASSIGN(auto found, newerThan(tx, chat, seq, limit + 1));
        const bool more = static_cast<qint64>(found.size()) > limit;
        if (more)
            found.erase(found.begin());
        return Slice{std::move(found), true, more};
    }
    qint64 seq = std::numeric_limits<qint64>::max();
    if (query.before) {
        TRY_ASSIGN(seq, seqOf(tx, chat, *query.before, u"before"_s));
    }
    TRY_ASSIGN(auto found, olderThan(tx, chat, seq, limit + 1));
    const bool more = static_cast<qint64>(found.size()) > limit;
    if (more)
        found.pop_back();
    return Slice{std::move(found), more, query.before.has_value()};
}

} // namespace

Result<Page<Message>> history(ReadTx &tx, ChatId chat, const HistoryQuery &query)
{
    TRY(access::chatForReading(tx, chat));
    return historyOf(tx, chat, query);
}

Result<Page<Message>> historyOf(ReadTx &tx, ChatId chat, const HistoryQuery &query)
{
    TRY(checkOnePosition(query));
    TRY_ASSIGN(Slice slice, sliceOf(tx, chat, query, clampLimit(query.limit)));
    return pageOf(tx, chat, std::move(slice));
}

Result<Page<Message>> historyAround(ReadTx &tx, ChatId chat, qint64 seq, qint64 limit)
{
    TRY_ASSIGN(Slice slice, sliceAround(tx, chat, seq, clampLimit(limit)));
    return pageOf(tx, chat, std::move(slice));
}

Result<Message> messageById(ReadTx &tx, MessageId id)
{
    TRY(access::messageForReading(tx, id));
    TRY_ASSIGN(auto message, loadMessage(tx.sql, id));
    return std::move(*message);
}

Result<Items<MessageVersion>> versions(ReadTx &tx, MessageId id)
{
    TRY(access::messageForReading(tx, id));
    constexpr Sql kVersions(R"(
        SELECT content, written_at FROM message_versions
        WHERE message_id = :id ORDER BY version DESC LIMIT :limit)");
    Items<MessageVersion> list;
    TRY(tx.sql.query(kVersions, {{":id", id.value}, {":limit", qint64(limits::kEditsShown)}},
        [&](const SqlRow &row) {
            list.items.push_back({row.text(0), fromMillis(row.integer(1))});
        }));
    std::reverse(list.items.begin(), list.items.end());
    return list;
}

Result<Page<Message>> replies(ReadTx &tx, MessageId id, const HistoryQuery &query)
{
    TRY_ASSIGN(const auto found, access::messageForReading(tx, id));
    const qint64 limit = clampLimit(query.limit);
    qint64 seq = std::numeric_limits<qint64>::max();
    if (query.before) {
        TRY_ASSIGN(seq, seqOf(tx, found.message.chatId, *query.before, u"before"_s));
    }
    static const QByteArray text =
        selectMessages("WHERE m.reply_to = :id AND m.seq < :seq ORDER BY m.seq DESC LIMIT :limit");
    TRY_ASSIGN(
        auto loaded, load(tx.sql, text, {{":id", id.value}, {":seq", seq}, {":limit", limit + 1}}));
    const bool more = static_cast<qint64>(loaded.size()) > limit;
    if (more)
        loaded.pop_back();
    TRY(addReactions(tx.sql, found.message.chatId, loaded));
    return pageOf(std::move(loaded), more, query.before.has_value());
}

Result<Page<MessageReader>> messageReaders(ReadTx &tx, MessageId id, const ListQuery &query)
{
    TRY_ASSIGN(const auto found, access::messageForReading(tx, id));
    TRY_ASSIGN(const qint64 after, idAfter(query));
    static const QByteArray text = "SELECT " + briefColumns("u") + R"(
        FROM members m
        JOIN users u ON u.id = m.user_id
        WHERE m.chat_id = :chat AND m.last_read_seq >= :seq AND m.user_id <> :sender
            AND m.user_id > :after
        ORDER BY m.user_id
        LIMIT :limit)";
    const qint64 limit = clampLimit(query.limit);
    Page<MessageReader> page;
    TRY(tx.sql.query(Sql(text.constData()),
        {{":chat", found.message.chatId.value}, {":seq", found.message.seq},
            {":sender", found.message.senderId.value}, {":after", after}, {":limit", limit + 1}},
        [&](const SqlRow &row) { page.items.push_back({briefFrom(row)}); }));
    if (static_cast<qint64>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = QString::number(page.items.back().user.id.value);
    }
    return page;
}

Result<Page<Message>> mentionsOfMe(ReadTx &tx, const ListQuery &query)
{
    TRY_ASSIGN(const TimeCursor from, timeCursor(query));
    // Only in chats that the actor still belongs to; rows of "user 0" mention everybody in them.
    static const QByteArray text = selectMessages(R"(
        JOIN members me ON me.chat_id = m.chat_id AND me.user_id = :user
        WHERE m.id IN (
            SELECT mn.message_id FROM mentions mn
            WHERE mn.user_id = :user AND mn.at <= :at
            UNION
            SELECT mn.message_id FROM members mine
            JOIN mentions mn ON mn.chat_id = mine.chat_id AND mn.user_id = 0
            WHERE mine.user_id = :user AND mn.at <= :at)
            AND m.sender_id <> :user
            AND (m.created_at < :at OR m.id < :id)
        ORDER BY m.created_at DESC, m.id DESC
        LIMIT :limit)");
    const qint64 limit = clampLimit(query.limit);
    TRY_ASSIGN(auto loaded,
        load(tx.sql, text,
            {{":user", tx.actor.user.value}, {":at", from.at}, {":id", from.id},
                {":limit", limit + 1}}));
    const bool more = static_cast<qint64>(loaded.size()) > limit;
    if (more)
        loaded.pop_back();
    Page<Message> page;
    for (LoadedMessage &one : loaded) {
        std::vector<LoadedMessage> single{std::move(one)};
        TRY(addReactions(tx.sql, single.front().message.chatId, single));
        page.items.push_back(std::move(single.front().message));
    }
    if (more)
        page.next =
            textOf({.at = toMillis(page.items.back().createdAt), .id = page.items.back().id.value});
    return page;
}

} // namespace kith::core
