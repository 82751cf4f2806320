// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What chatsocket's events carry.

#include "chatsocket/wire.h"

namespace kith::chatsocket::frames {

using dialects::HexId;

struct Notification
{
    HexId<ChatId> conversationId{};
    QString senderEmail{};
    QString senderName{};
    QString message{};
};
/// user_online, user_offline.
struct Person
{
    QString email{};
};
struct Typing
{
    HexId<ChatId> conversationId{};
    QString userEmail{};
    bool typing = false;
};
struct OnlineUsers
{
    std::vector<QString> users{};
};
struct MarkedAsRead
{
    HexId<ChatId> conversationId{};
    QString userEmail{};
};
struct Failure
{
    QString message{};
};
/// joined_conversation, left_conversation.
struct Room
{
    QString conversationId{}; ///< as the client wrote it
};

} // namespace kith::chatsocket::frames

namespace kith {

namespace cf = chatsocket::frames;

template <>
inline constexpr auto fields<cf::Notification> = fieldList("MessageNotification",
    field("conversation_id", &cf::Notification::conversationId),
    field("sender_email", &cf::Notification::senderEmail),
    field("sender_name", &cf::Notification::senderName),
    field("message", &cf::Notification::message));
template <>
inline constexpr auto fields<cf::Person> = fieldList("Person", field("email", &cf::Person::email));
template <>
inline constexpr auto fields<cf::Typing> = fieldList("UserTyping",
    field("conversation_id", &cf::Typing::conversationId),
    field("user_email", &cf::Typing::userEmail), field("typing", &cf::Typing::typing));
template <>
inline constexpr auto fields<cf::OnlineUsers> = fieldList(
    "OnlineUsers", field("users", &cf::OnlineUsers::users));
template <>
inline constexpr auto fields<cf::MarkedAsRead> = fieldList("MarkedAsRead",
    field("conversation_id", &cf::MarkedAsRead::conversationId),
    field("user_email", &cf::MarkedAsRead::userEmail));
template <>
inline constexpr auto fields<cf::Failure> = fieldList(
    "Failure", field("message", &cf::Failure::message));
template <>
inline constexpr auto fields<cf::Room> = fieldList(
    "Room", field("conversation_id", &cf::Room::conversationId));

} // namespace kith
