// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/frames.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<cf::Client>)
{
    static const FieldList list = fieldList<cf::Client>("ClientFrame",
        {field("type", &cf::Client::type, required),
            field("chat_id", &cf::Client::chatId, required),
            field("content", &cf::Client::content)});
    return list;
}

const FieldList &fieldsOf(Of<cf::NewMessage>)
{
    static const FieldList list = fieldList<cf::NewMessage>("NewMessageFrame",
        {field("type", &cf::NewMessage::type), field("chat_id", &cf::NewMessage::chatId),
            field("message", &cf::NewMessage::message),
            field("timestamp", &cf::NewMessage::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<cf::Person>)
{
    static const FieldList list = fieldList<cf::Person>("PersonFrame",
        {field("type", &cf::Person::type), field("user_id", &cf::Person::userId),
            field("chat_id", &cf::Person::chatId), field("timestamp", &cf::Person::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<cf::Pong>)
{
    static const FieldList list = fieldList<cf::Pong>(
        "PongFrame", {field("type", &cf::Pong::type), field("timestamp", &cf::Pong::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<cf::Failure>)
{
    static const FieldList list = fieldList<cf::Failure>("ErrorFrame",
        {field("type", &cf::Failure::type), field("message", &cf::Failure::message),
            field("timestamp", &cf::Failure::timestamp)});
    return list;
}

} // namespace kith
