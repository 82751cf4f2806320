// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/user.h"

#include <vector>

namespace kith {

enum class MessageType { Text, Image, File, System };

template <>
inline constexpr auto enumNames<MessageType> = std::to_array<EnumName<MessageType>>({
    {MessageType::Text, "text"},
    {MessageType::Image, "image"},
    {MessageType::File, "file"},
    {MessageType::System, "system"},
});

/// All reactions with one emoji on one message.
struct Reaction
{
    QString emoji{};
    int count = 0;
    std::vector<UserId> userIds{}; ///< the first limits::kReactionUsersShown

    bool operator==(const Reaction &) const = default;
};

template <>
inline constexpr auto fields<Reaction> = fieldList("Reaction", field("emoji", &Reaction::emoji),
    field("count", &Reaction::count),
    field("user_ids", &Reaction::userIds, doc("The first 20 people")));

struct Message
{
    MessageId id{};
    ChatId chatId{};
    qint64 seq = 0; ///< place in the chat's event stream: the one order that everybody sees
    UserBrief sender{};
    QString content{}; ///< as it was sent, never changed; empty once deleted
    MessageType type = MessageType::Text;
    std::optional<MessageId> replyTo{};
    std::optional<QString> clientId{};
    Timestamp createdAt{};
    std::optional<Timestamp> editedAt{};
    bool isDeleted = false;
    std::vector<Reaction> reactions{};
    std::vector<UserId> mentions{};
    std::vector<QString> attachments{};
    // Not in the field list, hence never in native JSON: for dialects.
    qint64 ordinal = 0; ///< counts the chat's messages densely, from 1
    bool isTombstone = false; ///< deleted, and keeps its place for everybody to see

    bool operator==(const Message &) const = default;
};

template <>
inline constexpr auto fields<Message> = fieldList("Message", field("id", &Message::id),
    field("chat_id", &Message::chatId),
    field("seq", &Message::seq, doc("Place in the chat's stream; orders everything")),
    field("sender", &Message::sender), field("content", &Message::content),
    field("type", &Message::type), field("reply_to", &Message::replyTo),
    field("client_id", &Message::clientId), field("created_at", &Message::createdAt),
    field("edited_at", &Message::editedAt), field("is_deleted", &Message::isDeleted),
    field("reactions", &Message::reactions), field("mentions", &Message::mentions),
    field("attachments", &Message::attachments));

/// POST chats/{id}/messages.
struct NewMessage
{
    QString content{};
    MessageType type = MessageType::Text;
    std::optional<MessageId> replyTo{};
    std::optional<QString> clientId{};

    bool operator==(const NewMessage &) const = default;
};

template <>
inline constexpr auto fields<NewMessage> = fieldList("NewMessage",
    field("content", &NewMessage::content, required, length(1, limits::kContentChars)),
    field("type", &NewMessage::type, doc("text is what people send; system is refused")),
    field("reply_to", &NewMessage::replyTo, doc("A message of the same chat")),
    field("client_id", &NewMessage::clientId, length(1, limits::kIdempotencyKeyBytes),
        doc("Makes sending exactly-once: the same id again answers the first message")));

/// PATCH messages/{id}.
struct MessageEdit
{
    QString content{};

    bool operator==(const MessageEdit &) const = default;
};

template <>
inline constexpr auto fields<MessageEdit> = fieldList("MessageEdit",
    field("content", &MessageEdit::content, required, length(1, limits::kContentChars)));

/// One earlier text of a message.
struct MessageVersion
{
    QString content{};
    Timestamp writtenAt{};

    bool operator==(const MessageVersion &) const = default;
};

template <>
inline constexpr auto fields<MessageVersion> = fieldList("MessageVersion",
    field("content", &MessageVersion::content), field("written_at", &MessageVersion::writtenAt));

} // namespace kith
