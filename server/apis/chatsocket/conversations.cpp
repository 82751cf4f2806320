// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/conversations.h"

#include "core/access.h"
#include "core/chats/members.h"
#include "core/people/people.h"

namespace kith::chatsocket {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

/// Others than these are what an application calls them: a text, to everybody else.
MessageType typeOf(const QString &name)
{
    if (name == "image"_L1)
        return MessageType::Image;
    return name == "file"_L1 ? MessageType::File : MessageType::Text;
}

Error toOneself()
{
    Checker checker("body");
    checker.valueError("to_email", u"A conversation needs somebody else"_s, "null");
    return refuseItems(checker.takeItems());
}

/// Its original never looked: what is no message of this conversation is dropped.
Result<std::optional<MessageId>> answered(core::Tx &tx, ChatId chat, const wire::NewMessage &in)
{
    const MessageId id = HexId<MessageId>::read(in.replyTo.value_or(QString()).toLatin1());
    if (!id.isStored())
        return std::optional<MessageId>();
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const auto row, store::loadRow<store::MessageRow>(*sql, id));
    return row && row->chatId == chat ? std::optional(id) : std::nullopt;
}

} // namespace

Result<Partner> conversationWith(core::Tx &tx, const QString &email, const Error &unknown)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(auto other, core::userByEmail(*sql, email));
    if (!other || !other->isActive)
        return unknown;
    if (other->id == tx.actor.user)
        return toOneself();
    TRY_ASSIGN(auto made, core::createChat(tx, {.kind = ChatKind::Direct, .members = {other->id}}));
    return Partner{.row = std::move(*other), .made = std::move(made)};
}

Result<core::Posted> send(core::Tx &tx, const wire::NewMessage &in)
{
    TRY_ASSIGN(const Partner partner,
        conversationWith(tx, in.toEmail, refuse(404, u"Recipient not found"_s)));
    const ChatId chat = partner.made.chat.id;
    TRY_ASSIGN(const auto replyTo, answered(tx, chat, in));
    return core::postMessage(tx, chat,
        {.content = in.message, .type = typeOf(in.messageType), .replyTo = replyTo},
        core::Attached::Elsewhere);
}

Result<ReadState> markAsRead(core::Tx &tx, ChatId chat)
{
    const auto found = core::access::chatForReading(tx, chat);
    if (!found && found.error().code == ErrorCode::NotFound)
        return ReadState{.chatId = chat};
    if (!found)
        return found.error();
    return core::markRead(tx, chat, {.seq = found->chat.lastSeq});
}

} // namespace kith::chatsocket
