// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/wire.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<cs::Account>)
{
    static const FieldList list = fieldList<cs::Account>("Account",
        {field("email", &cs::Account::email), field("name", &cs::Account::name),
            field("profile_image", &cs::Account::profileImage)});
    return list;
}

const FieldList &fieldsOf(Of<cs::SignedIn>)
{
    static const FieldList list = fieldList<cs::SignedIn>("SignedIn",
        {field("access_token", &cs::SignedIn::accessToken),
            field("token_type", &cs::SignedIn::tokenType), field("user", &cs::SignedIn::user)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Me>)
{
    static const FieldList list = fieldList<cs::Me>("Me",
        {field("email", &cs::Me::email), field("name", &cs::Me::name),
            field("profile_image", &cs::Me::profileImage), field("is_online", &cs::Me::isOnline),
            field("last_seen", &cs::Me::lastSeen)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Found>)
{
    static const FieldList list = fieldList<cs::Found>("Found",
        {field("email", &cs::Found::email), field("name", &cs::Found::name),
            field("profile_image", &cs::Found::profileImage),
            field("is_online", &cs::Found::isOnline)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Conversation>)
{
    static const FieldList list = fieldList<cs::Conversation>("ConversationResponse",
        {field("conversation_id", &cs::Conversation::conversationId),
            field("participants", &cs::Conversation::participants),
            field("last_message", &cs::Conversation::lastMessage),
            field("last_message_time", &cs::Conversation::lastMessageTime),
            field("last_message_sender", &cs::Conversation::lastMessageSender),
            field("unread_count", &cs::Conversation::unreadCount)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Started>)
{
    static const FieldList list = fieldList<cs::Started>("Started",
        {field("conversation_id", &cs::Started::conversationId),
            field("participants", &cs::Started::participants)});
    return list;
}

const FieldList &fieldsOf(Of<cs::SentMessage>)
{
    static const FieldList list = fieldList<cs::SentMessage>("SentMessage",
        {field("id", &cs::SentMessage::id),
            field("conversation_id", &cs::SentMessage::conversationId),
            field("sender_email", &cs::SentMessage::senderEmail),
            field("sender_name", &cs::SentMessage::senderName),
            field("message", &cs::SentMessage::message),
            field("timestamp", &cs::SentMessage::timestamp),
            field("message_type", &cs::SentMessage::messageType),
            field("reply_to", &cs::SentMessage::replyTo)});
    return list;
}

const FieldList &fieldsOf(Of<cs::StoredMessage>)
{
    static const FieldList list = fieldList<cs::StoredMessage>("MessageResponse",
        {field("id", &cs::StoredMessage::id),
            field("conversation_id", &cs::StoredMessage::conversationId),
            field("sender_email", &cs::StoredMessage::senderEmail),
            field("sender_name", &cs::StoredMessage::senderName),
            field("message", &cs::StoredMessage::message),
            field("timestamp", &cs::StoredMessage::timestamp),
            field("message_type", &cs::StoredMessage::messageType),
            field("edited", &cs::StoredMessage::edited),
            field("reply_to", &cs::StoredMessage::replyTo)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Done>)
{
    static const FieldList list =
        fieldList<cs::Done>("Done", {field("message", &cs::Done::message)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Login>)
{
    static const FieldList list = fieldList<cs::Login>("Login",
        {field("email", &cs::Login::email, required), field("name", &cs::Login::name, required),
            field("profile_image", &cs::Login::profileImage),
            field("password", &cs::Login::password)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Search>)
{
    static const FieldList list =
        fieldList<cs::Search>("Search", {field("query", &cs::Search::query, required)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Start>)
{
    static const FieldList list =
        fieldList<cs::Start>("Start", {field("to_email", &cs::Start::toEmail, required)});
    return list;
}

const FieldList &fieldsOf(Of<cs::PageQuery>)
{
    static const FieldList list = fieldList<cs::PageQuery>(
        "PageQuery", {field("skip", &cs::PageQuery::skip), field("limit", &cs::PageQuery::limit)});
    return list;
}

const FieldList &fieldsOf(Of<cs::NewMessage>)
{
    static const FieldList list = fieldList<cs::NewMessage>("MessageRequest",
        {field("to_email", &cs::NewMessage::toEmail, required),
            field("message", &cs::NewMessage::message, required, length(0, cs::kContentChars)),
            field("message_type", &cs::NewMessage::messageType),
            field("reply_to", &cs::NewMessage::replyTo)});
    return list;
}

} // namespace kith
