// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/frames.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<cf::Notification>)
{
    static const FieldList list = fieldList<cf::Notification>("MessageNotification",
        {field("conversation_id", &cf::Notification::conversationId),
            field("sender_email", &cf::Notification::senderEmail),
            field("sender_name", &cf::Notification::senderName),
            field("message", &cf::Notification::message)});
    return list;
}

const FieldList &fieldsOf(Of<cf::Person>)
{
    static const FieldList list =
        fieldList<cf::Person>("Person", {field("email", &cf::Person::email)});
    return list;
}

const FieldList &fieldsOf(Of<cf::Typing>)
{
    static const FieldList list = fieldList<cf::Typing>("UserTyping",
        {field("conversation_id", &cf::Typing::conversationId),
            field("user_email", &cf::Typing::userEmail), field("typing", &cf::Typing::typing)});
    return list;
}

const FieldList &fieldsOf(Of<cf::OnlineUsers>)
{
    static const FieldList list =
        fieldList<cf::OnlineUsers>("OnlineUsers", {field("users", &cf::OnlineUsers::users)});
    return list;
}

const FieldList &fieldsOf(Of<cf::MarkedAsRead>)
{
    static const FieldList list = fieldList<cf::MarkedAsRead>("MarkedAsRead",
        {field("conversation_id", &cf::MarkedAsRead::conversationId),
            field("user_email", &cf::MarkedAsRead::userEmail)});
    return list;
}

const FieldList &fieldsOf(Of<cf::Failure>)
{
    static const FieldList list =
        fieldList<cf::Failure>("Failure", {field("message", &cf::Failure::message)});
    return list;
}

const FieldList &fieldsOf(Of<cf::Room>)
{
    static const FieldList list =
        fieldList<cf::Room>("Room", {field("conversation_id", &cf::Room::conversationId)});
    return list;
}

} // namespace kith
