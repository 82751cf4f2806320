// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The frames of messenger's socket: snake_case, where HTTP has camelCase.

#include "messenger/wire.h"

namespace kith::messenger::frames {

using dialects::NaiveTime;
using dialects::UuidId;

struct Profile
{
    std::optional<QString> firstName{};
    std::optional<QString> lastName{};
    std::optional<QString> middleName{};
    std::optional<QString> username{};
    UuidId<UserId> id{};
};
struct Message
{
    UuidId<MessageId> id{};
    NaiveTime createdAt{};
    NaiveTime updatedAt{};
    QString text{};
    Profile sender{};
    std::optional<NaiveTime> readAt{}; ///< always null
    NaiveTime sentAt{};
    UuidId<ChatId> chatId{};
    UuidId<UserId> senderId{};
};

struct AuthSuccess
{
    QString type = QStringLiteral("auth_success");
    UuidId<UserId> userId{};
    UuidId<ChatId> chatId{};
};
/// auth_error and error.
struct Failure
{
    QString type{};
    QString message{};
};
struct History
{
    QString type = QStringLiteral("chat_history");
    std::vector<Message> messages{};
    qint64 totalCount = 0;
    qint64 unreadCount = 0; ///< constant there
};
struct NewMessage
{
    QString type = QStringLiteral("new_message");
    Message message{};
};
struct MessagesRead
{
    QString type = QStringLiteral("messages_read");
    UuidId<ChatId> chatId{};
    UuidId<UserId> readBy{};
    std::vector<UuidId<MessageId>> messageIds{};
    qint64 readCount = 0;
    NaiveTime timestamp{};
};
struct YourMessagesRead
{
    QString type = QStringLiteral("your_messages_read");
    UuidId<ChatId> chatId{};
    UuidId<UserId> readBy{};
    qint64 readCount = 0;
    NaiveTime timestamp{};
};
struct MessageRead
{
    QString type = QStringLiteral("message_read");
    UuidId<MessageId> messageId{};
    UuidId<UserId> readBy{};
    NaiveTime timestamp{};
};
/// user_joined, user_left, user_disconnected.
struct Person
{
    QString type{};
    UuidId<ChatId> chatId{};
    UuidId<UserId> userId{};
    NaiveTime timestamp{};
};
struct Typing
{
    QString type = QStringLiteral("typing");
    UuidId<ChatId> chatId{};
    UuidId<UserId> userId{};
    bool isTyping = false;
    NaiveTime timestamp{};
};
struct UnreadCount
{
    QString type = QStringLiteral("unread_count");
    UuidId<ChatId> chatId{};
    qint64 count = 0;
};

} // namespace kith::messenger::frames

namespace kith {

namespace mf = messenger::frames;

template <>
inline constexpr auto fields<mf::Profile> = fieldList("ProfileFrame",
    field("first_name", &mf::Profile::firstName), field("last_name", &mf::Profile::lastName),
    field("middle_name", &mf::Profile::middleName), field("username", &mf::Profile::username),
    field("id", &mf::Profile::id));
template <>
inline constexpr auto fields<mf::Message> = fieldList("MessageFrame", field("id", &mf::Message::id),
    field("created_at", &mf::Message::createdAt), field("updated_at", &mf::Message::updatedAt),
    field("text", &mf::Message::text), field("sender", &mf::Message::sender),
    field("read_at", &mf::Message::readAt), field("sent_at", &mf::Message::sentAt),
    field("chat_id", &mf::Message::chatId), field("sender_id", &mf::Message::senderId));
template <>
inline constexpr auto fields<mf::AuthSuccess> = fieldList("AuthSuccessFrame",
    field("type", &mf::AuthSuccess::type), field("user_id", &mf::AuthSuccess::userId),
    field("chat_id", &mf::AuthSuccess::chatId));
template <>
inline constexpr auto fields<mf::Failure> = fieldList(
    "FailureFrame", field("type", &mf::Failure::type), field("message", &mf::Failure::message));
template <>
inline constexpr auto fields<mf::History> = fieldList("ChatHistoryFrame",
    field("type", &mf::History::type), field("messages", &mf::History::messages),
    field("total_count", &mf::History::totalCount),
    field("unread_count", &mf::History::unreadCount));
template <>
inline constexpr auto fields<mf::NewMessage> = fieldList("NewMessageFrame",
    field("type", &mf::NewMessage::type), field("message", &mf::NewMessage::message));
template <>
inline constexpr auto fields<mf::MessagesRead> = fieldList("MessagesReadFrame",
    field("type", &mf::MessagesRead::type), field("chat_id", &mf::MessagesRead::chatId),
    field("read_by", &mf::MessagesRead::readBy),
    field("message_ids", &mf::MessagesRead::messageIds),
    field("read_count", &mf::MessagesRead::readCount),
    field("timestamp", &mf::MessagesRead::timestamp));
template <>
inline constexpr auto fields<mf::YourMessagesRead> = fieldList("YourMessagesReadFrame",
    field("type", &mf::YourMessagesRead::type), field("chat_id", &mf::YourMessagesRead::chatId),
    field("read_by", &mf::YourMessagesRead::readBy),
    field("read_count", &mf::YourMessagesRead::readCount),
    field("timestamp", &mf::YourMessagesRead::timestamp));
template <>
inline constexpr auto fields<mf::MessageRead> = fieldList("MessageReadFrame",
    field("type", &mf::MessageRead::type), field("message_id", &mf::MessageRead::messageId),
    field("read_by", &mf::MessageRead::readBy), field("timestamp", &mf::MessageRead::timestamp));
template <>
inline constexpr auto fields<mf::Person> = fieldList("PersonFrame",
    field("type", &mf::Person::type), field("chat_id", &mf::Person::chatId),
    field("user_id", &mf::Person::userId), field("timestamp", &mf::Person::timestamp));
template <>
inline constexpr auto fields<mf::Typing> = fieldList("TypingFrame",
    field("type", &mf::Typing::type), field("chat_id", &mf::Typing::chatId),
    field("user_id", &mf::Typing::userId), field("is_typing", &mf::Typing::isTyping),
    field("timestamp", &mf::Typing::timestamp));
template <>
inline constexpr auto fields<mf::UnreadCount> = fieldList("UnreadCountFrame",
    field("type", &mf::UnreadCount::type), field("chat_id", &mf::UnreadCount::chatId),
    field("count", &mf::UnreadCount::count));

} // namespace kith
