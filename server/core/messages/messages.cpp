// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/messages/messages.h"

#include "core/access.h"
#include "core/audit/audit.h"
#include "core/messages/mentions.h"
#include "core/messages/messageview.h"
#include "core/people/users.h"
#include "core/streams/streams.h"
#include "ops/seeded.h"
#include "shared/textformat.h"
#include "store/rowchange.h"

#include <algorithm>

namespace kith::core {

using namespace Qt::StringLiterals;
using store::MessageRow;
using store::Sql;

namespace {

/// Tells a repeated send from another message under the same client_id. Not a security boundary:
/// both come from the same person. FNV-1a, so that it is the same on every node and version.
qint64 hashOfBody(ChatId chat, const NewMessage &in)
{
    quint64 hash = 0xcbf29ce484222325ull;
    const auto mix = [&hash](quint64 value) {
        for (int i = 0; i < 8; ++i) {
            hash = (hash ^ (value & 0xff)) * 0x100000001b3ull;
            value >>= 8;
        }
    };
    mix(static_cast<quint64>(chat.value));
    mix(static_cast<quint64>(in.type));
    mix(static_cast<quint64>(in.replyTo.value_or(MessageId()).value));
    for (const QChar c : in.content)
        hash = (hash ^ c.unicode()) * 0x100000001b3ull;
    return static_cast<qint64>(hash);
}

/// The message that this client_id already made, if the database may hold one: asked only after a
/// batch failed on the unique index, since nearly every message is new.
Result<std::optional<Posted>> findRepeat(Tx &tx, const QString &clientId, qint64 bodyHash)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    static const QByteArray text = "SELECT " + store::columns<MessageRow>()
        + " FROM messages WHERE sender_id = :sender AND client_id = :client";
    TRY_ASSIGN(const auto row,
        store::rowOf<MessageRow>(*sql, Sql(text.constData()),
            {{":sender", tx.actor.user.value}, {":client", clientId}}));
    if (!row)
        return std::optional<Posted>();
    if (row->bodyHash != bodyHash)
        return conflict(u"This client_id was used for another message."_s);
    TRY_ASSIGN(auto message, loadMessage(*sql, row->id));
    return std::optional(Posted{.message = std::move(*message), .isRepeat = true});
}

Result<void> checkNewMessage(Tx &tx, ChatId chat, const NewMessage &in, Attached attached)
{
    if (in.type == MessageType::System)
        return invalidInput(u"type"_s, u"is made by the server only"_s);
    if (in.type != MessageType::Text && attached == Attached::Here)
        return invalidInput(u"type"_s, u"needs an attachment: send text"_s);
    if (!in.replyTo)
        return {};
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const auto replied, store::loadRow<MessageRow>(*sql, *in.replyTo));
    if (!replied || replied->chatId != chat)
        return invalidInput(u"reply_to"_s, u"must be a message of this chat"_s);
    return {};
}

/// Whoever acts, for events that name them.
Result<std::shared_ptr<const UserBrief>> actorBrief(Tx &tx)
{
    TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(tx.actor.user));
    return row ? std::make_shared<const UserBrief>(toBrief(*row)) : nullptr;
}

/// Appends an event about a message that changed, and writes the chat back.
void announce(Tx &tx, store::ChatRow chat, events::Body body, UserId user = {})
{
    appendToChat(tx, chat, {.user = user, .body = std::move(body)});
    tx.unit.chats.update(chat);
}

} // namespace

Result<Posted> postMessage(Tx &tx, ChatId id, const NewMessage &in, Attached attached)
{
    TRY_ASSIGN(access::Membership in_, access::chatForPosting(tx, id));
    const qint64 bodyHash = hashOfBody(id, in);
    if (in.clientId && tx.unit.careful()) {
        TRY_ASSIGN(auto repeat, findRepeat(tx, *in.clientId, bodyHash));
        if (repeat)
            return std::move(*repeat);
    }
    TRY(checkNewMessage(tx, id, in, attached));
    TRY_ASSIGN(const Mentions mentions, findMentions(tx, id, in.content));
    TRY_ASSIGN(const store::UserRow *sender, tx.unit.users.find(tx.actor.user));
    if (!sender)
        return unauthenticated(u"This account no longer exists."_s);

    store::ChatRow chat = std::move(in_.chat);
    const MessageRow row{.id = MessageId(tx.unit.newId()),
        .chatId = id,
        .seq = chat.lastSeq + 1, // the place that appendToChat() is about to give it
        .ordinal = ++chat.messageCount,
        .senderId = tx.actor.user,
        .content = in.content,
        .type = in.type,
        .replyTo = in.replyTo,
        .clientId = ops::seeded(ops::Bug::RepeatsTaken) ? std::nullopt : in.clientId,
        .bodyHash = bodyHash,
        .mentions = textFromIds(mentions.people),
        .createdAt = tx.now};
    Message message = toMessage(row, toBrief(*sender));
    tx.unit.insert(row);
    insertMentions(tx, mentions, message);
    appendToChat(
        tx, chat, {.body = events::MessageCreated{std::make_shared<const Message>(message)}});
    chat.lastMessageSeq = row.seq;
    chat.lastMessageId = row.id;
    chat.updatedAt = tx.now;

    store::MemberRow me = in_.me;
    me.lastReadSeq = row.seq;
    me.lastReadOrdinal = row.ordinal;
    tx.unit.chats.update(chat);
    tx.unit.members.update(me);
    return Posted{.message = std::move(message)};
}

Result<Message> editMessage(Tx &tx, MessageId id, const MessageEdit &in)
{
    TRY_ASSIGN(access::MessageInChat found, access::messageForEditing(tx, id));
    MessageRow &row = found.message;
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    if (row.content != in.content) {
        constexpr Sql kVersions("SELECT MAX(version) FROM message_versions WHERE message_id = :id");
        TRY_ASSIGN(const auto last, store::integerOf(*sql, kVersions, {{":id", id.value}}));
        TRY(store::insertRow(*sql,
            store::VersionRow{.messageId = id,
                .version = static_cast<int>(last.value_or(0)) + 1,
                .content = row.content,
                .writtenAt = row.editedAt.value_or(row.createdAt)}));
        TRY_ASSIGN(const Mentions mentions, findMentions(tx, row.chatId, in.content));
        constexpr Sql kForget("DELETE FROM mentions WHERE chat_id = :chat AND message_seq = :seq "
                              "AND message_id = :id");
        TRY(sql->exec(
            kForget, {{":chat", row.chatId.value}, {":seq", row.seq}, {":id", id.value}}));
        const MessageRow before = row;
        row.content = in.content;
        row.mentions = textFromIds(mentions.people);
        row.editedAt = tx.now;
        TRY(store::updateChanged(*sql, before, row));
        insertMentions(tx, mentions, toMessage(row, UserBrief{.id = row.senderId}));
    }
    TRY_ASSIGN(auto message, loadMessage(*sql, id));
    announce(tx, std::move(found.in.chat),
        events::MessageUpdated{std::make_shared<const Message>(*message)});
    return std::move(*message);
}

namespace {

Result<void> remove(
    Tx &tx, access::MessageInChat found, Deletion deletion, const QString &reason = {})
{
    MessageRow &row = found.message;
    const MessageId id = row.id;
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    const MessageRow before = row;
    row.content.clear();
    row.mentions.clear();
    row.reactionCount = 0;
    row.deletedAt = tx.now;
    if (deletion == Deletion::KeepsPlace)
        row.type = MessageType::System;
    TRY(store::updateChanged(*sql, before, row));
    constexpr Sql kVersions("DELETE FROM message_versions WHERE message_id = :id");
    TRY(sql->exec(kVersions, {{":id", id.value}}));
    constexpr Sql kReactions("DELETE FROM reactions WHERE chat_id = :chat AND message_seq = :seq");
    TRY(sql->exec(kReactions, {{":chat", row.chatId.value}, {":seq", row.seq}}));
    constexpr Sql kMentions("DELETE FROM mentions WHERE chat_id = :chat AND message_id = :id");
    TRY(sql->exec(kMentions, {{":chat", row.chatId.value}, {":id", id.value}}));
    TRY_ASSIGN(auto message, loadMessage(*sql, id));
    ++found.in.chat.deletedCount;
    found.in.chat.tombstoneCount += message->isTombstone ? 1 : 0;
    TRY_ASSIGN(auto actor, actorBrief(tx));
    announce(tx, std::move(found.in.chat),
        events::MessageDeleted{.message = std::make_shared<const Message>(std::move(*message)),
            .person = std::move(actor),
            .reason = reason});
    return {};
}

} // namespace

Result<void> deleteMessage(Tx &tx, MessageId id, Deletion deletion)
{
    TRY_ASSIGN(access::MessageInChat found, access::messageForDeleting(tx, id));
    return remove(tx, std::move(found), deletion);
}

Result<void> deleteAsModerator(Tx &tx, MessageId id, const QString &reason)
{
    TRY_ASSIGN(access::MessageInChat found, access::messageForModerating(tx, id));
    TRY(appendAudit(tx,
        {.action = AuditAction::MessageDelete,
            .targetKind = AuditTarget::Message,
            .targetId = id.value,
            .targetName = found.in.chat.name,
            .reason = reason}));
    return remove(tx, std::move(found), Deletion::Whole, reason);
}

Result<bool> hasReacted(Tx &tx, MessageId id, const QString &emoji)
{
    TRY_ASSIGN(const access::MessageInChat found, access::messageForReacting(tx, id));
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const auto mine, reactionsOf(*sql, found.message, tx.actor.user));
    return std::find(mine.begin(), mine.end(), emoji) != mine.end();
}

Result<std::vector<QString>> reactionsOf(
    store::SqlSession &sql, const MessageRow &message, UserId user)
{
    constexpr Sql kOf(R"(
        SELECT emoji FROM reactions
        WHERE chat_id = :chat AND message_seq = :seq AND user_id = :user
        ORDER BY emoji)");
    std::vector<QString> emojis;
    TRY(sql.query(kOf,
        {{":chat", message.chatId.value}, {":seq", message.seq}, {":user", user.value}},
        [&](const store::SqlRow &row) { emojis.push_back(row.text(0)); }));
    return emojis;
}

Result<Message> react(Tx &tx, MessageId id, const QString &emoji, ReactionChange change)
{
    if (emoji.isEmpty() || codePoints(emoji) > limits::kEmojiChars)
        return invalidInput(u"emoji"_s, u"must have 1 to %1 characters"_s.arg(limits::kEmojiChars));
    if (const QString wrong = checkFormat("emoji", emoji); !wrong.isEmpty())
        return invalidInput(u"emoji"_s, wrong);
    TRY_ASSIGN(access::MessageInChat found, access::messageForReacting(tx, id));
    MessageRow &row = found.message;
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(auto before, loadMessage(*sql, id));
    const store::ReactionRow mine{.chatId = row.chatId,
        .messageSeq = row.seq,
        .emoji = emoji,
        .userId = tx.actor.user,
        .createdAt = tx.now};
    constexpr Sql kMine(R"(
        SELECT created_at FROM reactions
        WHERE chat_id = :chat AND message_seq = :seq AND emoji = :emoji AND user_id = :user)");
    TRY_ASSIGN(const auto existing,
        store::integerOf(*sql, kMine,
            {{":chat", row.chatId.value}, {":seq", row.seq}, {":emoji", emoji},
                {":user", tx.actor.user.value}}));
    const bool add = change == ReactionChange::Add;
    if (existing.has_value() == add)
        return std::move(*before);
    if (add && before->reactions.size() >= static_cast<size_t>(limits::kReactionKinds))
        return conflict(
            u"A message has at most %1 different reactions."_s.arg(limits::kReactionKinds));
    TRY(add ? store::insertRow(*sql, mine) : store::deleteRow(*sql, mine));
    const MessageRow rowBefore = row;
    row.reactionCount += add ? 1 : -1;
    TRY(store::updateChanged(*sql, rowBefore, row));
    TRY_ASSIGN(auto message, loadMessage(*sql, id));
    const auto shared = std::make_shared<const Message>(*message);
    TRY_ASSIGN(auto actor, actorBrief(tx));
    announce(tx, std::move(found.in.chat),
        add ? events::Body(events::ReactionAdded{shared, std::move(actor), emoji})
            : events::Body(events::ReactionRemoved{shared, std::move(actor), emoji}),
        tx.actor.user);
    return std::move(*message);
}

} // namespace kith::core
