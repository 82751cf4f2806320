// SPDX-License-Identifier: GPL-3.0-or-later
#include "messenger/frames.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<mf::Profile>)
{
    static const FieldList list = fieldList<mf::Profile>("ProfileFrame",
        {field("first_name", &mf::Profile::firstName), field("last_name", &mf::Profile::lastName),
            field("middle_name", &mf::Profile::middleName),
            field("username", &mf::Profile::username), field("id", &mf::Profile::id)});
    return list;
}

const FieldList &fieldsOf(Of<mf::Message>)
{
    static const FieldList list = fieldList<mf::Message>("MessageFrame",
        {field("id", &mf::Message::id), field("created_at", &mf::Message::createdAt),
            field("updated_at", &mf::Message::updatedAt), field("text", &mf::Message::text),
            field("sender", &mf::Message::sender), field("read_at", &mf::Message::readAt),
            field("sent_at", &mf::Message::sentAt), field("chat_id", &mf::Message::chatId),
            field("sender_id", &mf::Message::senderId)});
    return list;
}

const FieldList &fieldsOf(Of<mf::AuthSuccess>)
{
    static const FieldList list = fieldList<mf::AuthSuccess>("AuthSuccessFrame",
        {field("type", &mf::AuthSuccess::type), field("user_id", &mf::AuthSuccess::userId),
            field("chat_id", &mf::AuthSuccess::chatId)});
    return list;
}

const FieldList &fieldsOf(Of<mf::Failure>)
{
    static const FieldList list = fieldList<mf::Failure>("FailureFrame",
        {field("type", &mf::Failure::type), field("message", &mf::Failure::message)});
    return list;
}

const FieldList &fieldsOf(Of<mf::History>)
{
    static const FieldList list = fieldList<mf::History>("ChatHistoryFrame",
        {field("type", &mf::History::type), field("messages", &mf::History::messages),
            field("total_count", &mf::History::totalCount),
            field("unread_count", &mf::History::unreadCount)});
    return list;
}

const FieldList &fieldsOf(Of<mf::NewMessage>)
{
    static const FieldList list = fieldList<mf::NewMessage>("NewMessageFrame",
        {field("type", &mf::NewMessage::type), field("message", &mf::NewMessage::message)});
    return list;
}

const FieldList &fieldsOf(Of<mf::MessagesRead>)
{
    static const FieldList list = fieldList<mf::MessagesRead>("MessagesReadFrame",
        {field("type", &mf::MessagesRead::type), field("chat_id", &mf::MessagesRead::chatId),
            field("read_by", &mf::MessagesRead::readBy),
            field("message_ids", &mf::MessagesRead::messageIds),
            field("read_count", &mf::MessagesRead::readCount),
            field("timestamp", &mf::MessagesRead::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<mf::YourMessagesRead>)
{
    static const FieldList list = fieldList<mf::YourMessagesRead>("YourMessagesReadFrame",
        {field("type", &mf::YourMessagesRead::type),
            field("chat_id", &mf::YourMessagesRead::chatId),
            field("read_by", &mf::YourMessagesRead::readBy),
            field("read_count", &mf::YourMessagesRead::readCount),
            field("timestamp", &mf::YourMessagesRead::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<mf::MessageRead>)
{
    static const FieldList list = fieldList<mf::MessageRead>("MessageReadFrame",
        {field("type", &mf::MessageRead::type), field("message_id", &mf::MessageRead::messageId),
            field("read_by", &mf::MessageRead::readBy),
            field("timestamp", &mf::MessageRead::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<mf::Person>)
{
    static const FieldList list = fieldList<mf::Person>("PersonFrame",
        {field("type", &mf::Person::type), field("chat_id", &mf::Person::chatId),
            field("user_id", &mf::Person::userId), field("timestamp", &mf::Person::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<mf::Typing>)
{
    static const FieldList list = fieldList<mf::Typing>("TypingFrame",
        {field("type", &mf::Typing::type), field("chat_id", &mf::Typing::chatId),
            field("user_id", &mf::Typing::userId), field("is_typing", &mf::Typing::isTyping),
            field("timestamp", &mf::Typing::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<mf::UnreadCount>)
{
    static const FieldList list = fieldList<mf::UnreadCount>("UnreadCountFrame",
        {field("type", &mf::UnreadCount::type), field("chat_id", &mf::UnreadCount::chatId),
            field("count", &mf::UnreadCount::count)});
    return list;
}

} // namespace kith
