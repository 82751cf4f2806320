// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/views.h"

#include "core/people/users.h"
#include "shared/model/message.h"

namespace kith::chatsocket {

QString nameOf(const UserBrief &person)
{
    return person.fullName.isEmpty() ? person.username : person.fullName;
}

wire::Account toAccount(const store::UserRow &row)
{
    return {.email = row.email, .name = nameOf(core::toBrief(row)), .profileImage = row.avatarUrl};
}

wire::SentMessage toSent(const Message &message)
{
    wire::SentMessage sent{.id = message.id,
        .conversationId = message.chatId,
        .senderEmail = message.sender.email,
        .senderName = nameOf(message.sender),
        .message = message.content,
        .timestamp = message.createdAt,
        .messageType = QString::fromLatin1(kith::nameOf(message.type))};
    if (message.replyTo)
        sent.replyTo = dialects::HexId<MessageId>(*message.replyTo);
    return sent;
}

wire::StoredMessage toStored(const Message &message)
{
    wire::SentMessage sent = toSent(message);
    return {.id = sent.id,
        .conversationId = sent.conversationId,
        .senderEmail = std::move(sent.senderEmail),
        .senderName = std::move(sent.senderName),
        .message = std::move(sent.message),
        .timestamp = sent.timestamp,
        .messageType = std::move(sent.messageType),
        .edited = message.editedAt.has_value(),
        .replyTo = sent.replyTo};
}

} // namespace kith::chatsocket
