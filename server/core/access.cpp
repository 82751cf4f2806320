// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access.h"

#include "ops/seeded.h"

namespace kith::core::access {

using namespace Qt::StringLiterals;
using store::ChatRow;
using store::MemberRow;
using store::MessageRow;

namespace {

Error noSuchChat() { return notFound(u"There is no such chat."_s); }

Error noSuchMessage() { return notFound(u"There is no such message."_s); }

Error adminsOnly() { return forbidden(u"This is for role admin and above."_s); }

bool isAdmin(const store::UserRow &row) { return row.isActive && row.role >= UserRole::Admin; }

Result<void> notArchived(const ChatRow &chat)
{
    if (chat.isArchived)
        return conflict(u"The chat is archived: nothing can be changed in it."_s);
    return {};
}

Result<void> notDirect(const ChatRow &chat)
{
    if (chat.kind == ChatKind::Direct)
        return conflict(u"A direct chat has no name, roles or further members."_s);
    return {};
}

Result<MessageInChat> messageForWriting(Tx &tx, MessageId id)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(auto row, store::loadRow<MessageRow>(*sql, id));
    if (!row)
        return noSuchMessage();
    auto chat = chatForReading(tx, row->chatId);
    if (!chat)
        return chat.error().code == ErrorCode::NotFound ? noSuchMessage() : std::move(chat.error());
    TRY(notArchived(chat->chat));
    if (row->deletedAt)
        return conflict(u"The message was deleted."_s);
    return MessageInChat{.in = std::move(*chat), .message = std::move(*row)};
}

} // namespace

Result<Membership> chatForReading(ReadTx &tx, ChatId id)
{
    TRY_ASSIGN(auto member,
        store::loadRow<MemberRow>(tx.sql, store::MemberKey{.chat = id, .user = tx.actor.user}));
    if (!member && ops::seeded(ops::Bug::AccessSkipped))
        member.emplace();
    if (!member)
        return noSuchChat();
    TRY_ASSIGN(auto chat, store::loadRow<ChatRow>(tx.sql, id));
    if (!chat)
        return noSuchChat();
    return Membership{.chat = std::move(*chat), .me = *member};
}

Result<Membership> chatForReading(Tx &tx, ChatId id)
{
    TRY_ASSIGN(const ChatRow *chat, tx.unit.chats.find(id));
    if (!chat)
        return noSuchChat();
    TRY_ASSIGN(const MemberRow *member,
        tx.unit.members.find(store::MemberKey{.chat = id, .user = tx.actor.user}));
    if (!member)
        return noSuchChat();
    return Membership{.chat = *chat, .me = *member};
}

Result<ChatRow> chatForSeeing(ReadTx &tx, ChatId id)
{
    TRY_ASSIGN(auto chat, store::loadRow<ChatRow>(tx.sql, id));
    if (!chat)
        return noSuchChat();
    if (chat->isPublic)
        return std::move(*chat);
    TRY(chatForReading(tx, id));
    return std::move(*chat);
}

Result<ChatRow> chatForJoining(Tx &tx, ChatId id)
{
    TRY_ASSIGN(const ChatRow *chat, tx.unit.chats.find(id));
    if (!chat || !chat->isPublic)
        return noSuchChat();
    TRY(notArchived(*chat));
    return *chat;
}

Result<Membership> chatForPosting(Tx &tx, ChatId id)
{
    TRY_ASSIGN(Membership in, chatForReading(tx, id));
    TRY(notArchived(in.chat));
    return in;
}

Result<Membership> chatForManaging(Tx &tx, ChatId id)
{
    TRY_ASSIGN(Membership in, chatForPosting(tx, id));
    TRY(notDirect(in.chat));
    if (in.me.role < MemberRole::Admin)
        return forbidden(u"Only the chat's admins and owner may do that."_s);
    return in;
}

Result<Membership> chatForInviting(Tx &tx, ChatId id)
{
    TRY_ASSIGN(Membership in, chatForPosting(tx, id));
    TRY(notDirect(in.chat));
    if (in.me.role < MemberRole::Admin && !in.chat.isPublic)
        return forbidden(u"Only the chat's admins and owner may add people."_s);
    return in;
}

Result<store::UserRow> asAdmin(ReadTx &tx)
{
    TRY_ASSIGN(auto row, store::loadRow<store::UserRow>(tx.sql, tx.actor.user));
    if (!row || !isAdmin(*row))
        return adminsOnly();
    return std::move(*row);
}

Result<store::UserRow> asAdmin(Tx &tx)
{
    TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(tx.actor.user));
    if (!row || !isAdmin(*row))
        return adminsOnly();
    return *row;
}

Result<ChatRow> chatForAdmin(ReadTx &tx, ChatId id)
{
    TRY(asAdmin(tx));
    TRY_ASSIGN(auto chat, store::loadRow<ChatRow>(tx.sql, id));
    if (!chat)
        return noSuchChat();
    return std::move(*chat);
}

Result<ChatRow> chatForAdmin(Tx &tx, ChatId id)
{
    TRY(asAdmin(tx));
    TRY_ASSIGN(const ChatRow *chat, tx.unit.chats.find(id));
    if (!chat)
        return noSuchChat();
    return *chat;
}

Result<MessageInChat> messageForReading(ReadTx &tx, MessageId id)
{
    TRY_ASSIGN(auto row, store::loadRow<MessageRow>(tx.sql, id));
    if (!row)
        return noSuchMessage();
    auto chat = chatForReading(tx, row->chatId);
    if (!chat)
        return chat.error().code == ErrorCode::NotFound ? noSuchMessage() : std::move(chat.error());
    return MessageInChat{.in = std::move(*chat), .message = std::move(*row)};
}

Result<MessageInChat> messageForReacting(Tx &tx, MessageId id) { return messageForWriting(tx, id); }

Result<MessageInChat> messageForEditing(Tx &tx, MessageId id)
{
    TRY_ASSIGN(MessageInChat found, messageForWriting(tx, id));
    if (found.message.senderId != tx.actor.user)
        return forbidden(u"Only its sender may edit a message."_s);
    return found;
}

Result<MessageInChat> messageForDeleting(Tx &tx, MessageId id)
{
    TRY_ASSIGN(MessageInChat found, messageForWriting(tx, id));
    if (found.message.senderId != tx.actor.user && found.in.me.role < MemberRole::Admin)
        return forbidden(u"Only its sender and the chat's admins may delete a message."_s);
    return found;
}

Result<MessageInChat> messageForModerating(Tx &tx, MessageId id)
{
    TRY_ASSIGN(const store::UserRow *actor, tx.unit.users.find(tx.actor.user));
    if (!actor || !actor->isActive || actor->role < UserRole::Moderator)
        return forbidden(u"This is for role moderator and above."_s);
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(auto row, store::loadRow<MessageRow>(*sql, id));
    if (!row || row->deletedAt)
        return noSuchMessage();
    TRY_ASSIGN(const ChatRow *chat, tx.unit.chats.find(row->chatId));
    // What two people say to each other is theirs.
    if (!chat || chat->kind == ChatKind::Direct)
        return noSuchMessage();
    return MessageInChat{.in = {.chat = *chat}, .message = std::move(*row)};
}

} // namespace kith::core::access
