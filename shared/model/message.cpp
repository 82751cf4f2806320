// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/message.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<Reaction>)
{
    static const FieldList list = fieldList<Reaction>("Reaction",
        {field("emoji", &Reaction::emoji), field("count", &Reaction::count),
            field("user_ids", &Reaction::userIds, doc("The first 20 people"))});
    return list;
}

const FieldList &fieldsOf(Of<Message>)
{
    static const FieldList list = fieldList<Message>("Message",
        {field("id", &Message::id), field("chat_id", &Message::chatId),
            field("seq", &Message::seq, doc("Place in the chat's stream; orders everything")),
            field("sender", &Message::sender), field("content", &Message::content),
            field("type", &Message::type), field("reply_to", &Message::replyTo),
            field("client_id", &Message::clientId), field("created_at", &Message::createdAt),
            field("edited_at", &Message::editedAt), field("is_deleted", &Message::isDeleted),
            field("reactions", &Message::reactions), field("mentions", &Message::mentions),
            field("attachments", &Message::attachments)});
    return list;
}

const FieldList &fieldsOf(Of<NewMessage>)
{
    static const FieldList list = fieldList<NewMessage>("NewMessage",
        {field("content", &NewMessage::content, required, length(1, limits::kContentChars)),
            field("type", &NewMessage::type, doc("text is what people send; system is refused")),
            field("reply_to", &NewMessage::replyTo, doc("A message of the same chat")),
            field("client_id", &NewMessage::clientId, length(1, limits::kIdempotencyKeyBytes),
                doc("Makes sending exactly-once: the same id again answers the first message"))});
    return list;
}

const FieldList &fieldsOf(Of<MessageEdit>)
{
    static const FieldList list = fieldList<MessageEdit>("MessageEdit",
        {field("content", &MessageEdit::content, required, length(1, limits::kContentChars))});
    return list;
}

const FieldList &fieldsOf(Of<MessageVersion>)
{
    static const FieldList list = fieldList<MessageVersion>("MessageVersion",
        {field("content", &MessageVersion::content),
            field("written_at", &MessageVersion::writtenAt)});
    return list;
}

} // namespace kith
