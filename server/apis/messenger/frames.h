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

const FieldList &fieldsOf(Of<mf::Profile>);
const FieldList &fieldsOf(Of<mf::Message>);
const FieldList &fieldsOf(Of<mf::AuthSuccess>);
const FieldList &fieldsOf(Of<mf::Failure>);
const FieldList &fieldsOf(Of<mf::History>);
const FieldList &fieldsOf(Of<mf::NewMessage>);
const FieldList &fieldsOf(Of<mf::MessagesRead>);
const FieldList &fieldsOf(Of<mf::YourMessagesRead>);
const FieldList &fieldsOf(Of<mf::MessageRead>);
const FieldList &fieldsOf(Of<mf::Person>);
const FieldList &fieldsOf(Of<mf::Typing>);
const FieldList &fieldsOf(Of<mf::UnreadCount>);

} // namespace kith
