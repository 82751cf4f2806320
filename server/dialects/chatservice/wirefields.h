// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The field lists of wire.h.

#include "chatservice/wire.h"

namespace kith {

namespace cs = chatservice::wire;

template <>
inline constexpr auto fields<cs::User> = fieldList("User", field("username", &cs::User::username),
    field("email", &cs::User::email), field("full_name", &cs::User::fullName),
    field("id", &cs::User::id), field("is_active", &cs::User::isActive),
    field("created_at", &cs::User::createdAt), field("last_seen", &cs::User::lastSeen));
template <>
inline constexpr auto fields<cs::Token> = fieldList("Token",
    field("access_token", &cs::Token::accessToken), field("token_type", &cs::Token::tokenType));
template <>
inline constexpr auto fields<cs::Chat> = fieldList("Chat", field("name", &cs::Chat::name),
    field("chat_type", &cs::Chat::chatType), field("id", &cs::Chat::id),
    field("created_at", &cs::Chat::createdAt), field("updated_at", &cs::Chat::updatedAt),
    field("is_active", &cs::Chat::isActive), field("participants", &cs::Chat::participants));
template <>
inline constexpr auto fields<cs::ChatListItem> = fieldList("ChatListItem",
    field("id", &cs::ChatListItem::id), field("name", &cs::ChatListItem::name),
    field("chat_type", &cs::ChatListItem::chatType),
    field("created_at", &cs::ChatListItem::createdAt),
    field("updated_at", &cs::ChatListItem::updatedAt),
    field("participant_count", &cs::ChatListItem::participantCount),
    field("last_message", &cs::ChatListItem::lastMessage),
    field("last_message_time", &cs::ChatListItem::lastMessageTime));
template <>
inline constexpr auto fields<cs::Participant> = fieldList("Participant",
    field("user_id", &cs::Participant::userId), field("username", &cs::Participant::username),
    field("full_name", &cs::Participant::fullName), field("joined_at", &cs::Participant::joinedAt),
    field("is_admin", &cs::Participant::isAdmin));
template <>
inline constexpr auto fields<cs::Message> = fieldList("Message",
    field("content", &cs::Message::content), field("id", &cs::Message::id),
    field("chat_id", &cs::Message::chatId), field("sender_id", &cs::Message::senderId),
    field("sender_username", &cs::Message::senderUsername),
    field("timestamp", &cs::Message::timestamp), field("message_type", &cs::Message::messageType),
    field("is_edited", &cs::Message::isEdited), field("is_deleted", &cs::Message::isDeleted));
template <>
inline constexpr auto fields<cs::Page<cs::ChatListItem>> = fieldList("ChatPage",
    field("items", &cs::Page<cs::ChatListItem>::items),
    field("total", &cs::Page<cs::ChatListItem>::total),
    field("page", &cs::Page<cs::ChatListItem>::page),
    field("limit", &cs::Page<cs::ChatListItem>::limit),
    field("pages", &cs::Page<cs::ChatListItem>::pages));
template <>
inline constexpr auto fields<cs::Page<cs::Message>> = fieldList("MessagePage",
    field("items", &cs::Page<cs::Message>::items), field("total", &cs::Page<cs::Message>::total),
    field("page", &cs::Page<cs::Message>::page), field("limit", &cs::Page<cs::Message>::limit),
    field("pages", &cs::Page<cs::Message>::pages));
template <>
inline constexpr auto fields<cs::Said> = fieldList("Said", field("message", &cs::Said::message));
template <>
inline constexpr auto fields<cs::Stats> = fieldList("Stats",
    field("online_users", &cs::Stats::onlineUsers),
    field("total_connections", &cs::Stats::totalConnections));
template <>
inline constexpr auto fields<cs::OnlineUser> = fieldList("OnlineUser",
    field("id", &cs::OnlineUser::id), field("username", &cs::OnlineUser::username),
    field("full_name", &cs::OnlineUser::fullName));
template <>
inline constexpr auto fields<cs::Online> = fieldList("Online",
    field("chat_id", &cs::Online::chatId), field("online_users", &cs::Online::onlineUsers),
    field("count", &cs::Online::count));
template <>
inline constexpr auto fields<cs::Features> = fieldList("Features",
    field("direct_chat", &cs::Features::directChat), field("group_chat", &cs::Features::groupChat),
    field("real_time_messaging", &cs::Features::realTimeMessaging),
    field("message_history", &cs::Features::messageHistory),
    field("typing_indicators", &cs::Features::typingIndicators),
    field("online_status", &cs::Features::onlineStatus));
template <>
inline constexpr auto fields<cs::Limits> = fieldList("Limits",
    field("max_group_members", &cs::Limits::maxGroupMembers),
    field("max_message_length", &cs::Limits::maxMessageLength));
template <>
inline constexpr auto fields<cs::Info> = fieldList("Info", field("name", &cs::Info::name),
    field("version", &cs::Info::version), field("features", &cs::Info::features),
    field("limits", &cs::Info::limits));

template <>
inline constexpr auto fields<cs::Registration> = fieldList("UserCreate",
    field("username", &cs::Registration::username, required, length(3, 50)),
    field("email", &cs::Registration::email, required, length(0, 100)),
    field("full_name", &cs::Registration::fullName, length(0, 100)),
    field("password", &cs::Registration::password, required, length(6, 100)));
template <>
inline constexpr auto fields<cs::Login> = fieldList("UserLogin",
    field("username", &cs::Login::username, required),
    field("password", &cs::Login::password, required));
template <>
inline constexpr auto fields<cs::UserChange> = fieldList("UserUpdate",
    field("full_name", &cs::UserChange::fullName, length(0, 100)),
    field("email", &cs::UserChange::email, length(0, 100)));
template <>
inline constexpr auto fields<cs::SearchQuery> = fieldList("SearchQuery",
    field("q", &cs::SearchQuery::q, required),
    field("limit", &cs::SearchQuery::limit, range(0, 1LL << 31)));
template <>
inline constexpr auto fields<cs::PageQuery> = fieldList("PageQuery",
    field("page", &cs::PageQuery::page, range(1, 1LL << 31)),
    field("limit", &cs::PageQuery::limit, range(1, 100)));
template <>
inline constexpr auto fields<cs::NewChat> = fieldList("ChatCreate",
    field("chat_type", &cs::NewChat::chatType, required),
    field("participant_ids", &cs::NewChat::participantIds, required),
    field("name", &cs::NewChat::name, length(0, 100)));
template <>
inline constexpr auto fields<cs::ChatChange> = fieldList(
    "ChatUpdate", field("name", &cs::ChatChange::name, length(0, 100)));
template <>
inline constexpr auto fields<cs::NewParticipants> = fieldList("AddParticipants",
    field("user_ids", &cs::NewParticipants::userIds, required, length(1, 1'000)));
template <>
inline constexpr auto fields<cs::GoneParticipant> = fieldList(
    "RemoveParticipant", field("user_id", &cs::GoneParticipant::userId, required));
template <>
inline constexpr auto fields<cs::NewMessage> = fieldList("MessageCreate",
    field("chat_id", &cs::NewMessage::chatId, required),
    field("content", &cs::NewMessage::content, required, length(1, limits::kContentChars)));
template <>
inline constexpr auto fields<cs::MessageEdit> = fieldList("MessageUpdate",
    field("content", &cs::MessageEdit::content, required, length(1, limits::kContentChars)));

template <>
inline constexpr auto fields<cs::ClientFrame> = fieldList("ClientFrame",
    field("type", &cs::ClientFrame::type, required),
    field("chat_id", &cs::ClientFrame::chatId, required),
    field("content", &cs::ClientFrame::content));
template <>
inline constexpr auto fields<cs::NewMessageFrame> = fieldList("NewMessageFrame",
    field("type", &cs::NewMessageFrame::type), field("chat_id", &cs::NewMessageFrame::chatId),
    field("message", &cs::NewMessageFrame::message),
    field("timestamp", &cs::NewMessageFrame::timestamp));
template <>
inline constexpr auto fields<cs::PersonFrame> = fieldList("PersonFrame",
    field("type", &cs::PersonFrame::type), field("user_id", &cs::PersonFrame::userId),
    field("chat_id", &cs::PersonFrame::chatId), field("timestamp", &cs::PersonFrame::timestamp));
template <>
inline constexpr auto fields<cs::PongFrame> = fieldList("PongFrame",
    field("type", &cs::PongFrame::type), field("timestamp", &cs::PongFrame::timestamp));
template <>
inline constexpr auto fields<cs::ErrorFrame> = fieldList("ErrorFrame",
    field("type", &cs::ErrorFrame::type), field("message", &cs::ErrorFrame::message),
    field("timestamp", &cs::ErrorFrame::timestamp));

} // namespace kith
