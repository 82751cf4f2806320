// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/wire.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<cs::User>)
{
    static const FieldList list = fieldList<cs::User>("User",
        {field("username", &cs::User::username), field("email", &cs::User::email),
            field("full_name", &cs::User::fullName), field("id", &cs::User::id),
            field("is_active", &cs::User::isActive), field("created_at", &cs::User::createdAt),
            field("last_seen", &cs::User::lastSeen)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Token>)
{
    static const FieldList list = fieldList<cs::Token>("Token",
        {field("access_token", &cs::Token::accessToken),
            field("token_type", &cs::Token::tokenType)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Chat>)
{
    static const FieldList list = fieldList<cs::Chat>("Chat",
        {field("name", &cs::Chat::name), field("chat_type", &cs::Chat::chatType),
            field("id", &cs::Chat::id), field("created_at", &cs::Chat::createdAt),
            field("updated_at", &cs::Chat::updatedAt), field("is_active", &cs::Chat::isActive),
            field("participants", &cs::Chat::participants)});
    return list;
}

const FieldList &fieldsOf(Of<cs::ChatListItem>)
{
    static const FieldList list = fieldList<cs::ChatListItem>("ChatListItem",
        {field("id", &cs::ChatListItem::id), field("name", &cs::ChatListItem::name),
            field("chat_type", &cs::ChatListItem::chatType),
            field("created_at", &cs::ChatListItem::createdAt),
            field("updated_at", &cs::ChatListItem::updatedAt),
            field("participant_count", &cs::ChatListItem::participantCount),
            field("last_message", &cs::ChatListItem::lastMessage),
            field("last_message_time", &cs::ChatListItem::lastMessageTime)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Participant>)
{
    static const FieldList list = fieldList<cs::Participant>("Participant",
        {field("user_id", &cs::Participant::userId), field("username", &cs::Participant::username),
            field("full_name", &cs::Participant::fullName),
            field("joined_at", &cs::Participant::joinedAt),
            field("is_admin", &cs::Participant::isAdmin)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Message>)
{
    static const FieldList list = fieldList<cs::Message>("Message",
        {field("content", &cs::Message::content), field("id", &cs::Message::id),
            field("chat_id", &cs::Message::chatId), field("sender_id", &cs::Message::senderId),
            field("sender_username", &cs::Message::senderUsername),
            field("timestamp", &cs::Message::timestamp),
            field("message_type", &cs::Message::messageType),
            field("is_edited", &cs::Message::isEdited),
            field("is_deleted", &cs::Message::isDeleted)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Page<cs::ChatListItem>>)
{
    static const FieldList list = fieldList<cs::Page<cs::ChatListItem>>("ChatPage",
        {field("items", &cs::Page<cs::ChatListItem>::items),
            field("total", &cs::Page<cs::ChatListItem>::total),
            field("page", &cs::Page<cs::ChatListItem>::page),
            field("limit", &cs::Page<cs::ChatListItem>::limit),
            field("pages", &cs::Page<cs::ChatListItem>::pages)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Page<cs::Message>>)
{
    static const FieldList list = fieldList<cs::Page<cs::Message>>("MessagePage",
        {field("items", &cs::Page<cs::Message>::items),
            field("total", &cs::Page<cs::Message>::total),
            field("page", &cs::Page<cs::Message>::page),
            field("limit", &cs::Page<cs::Message>::limit),
            field("pages", &cs::Page<cs::Message>::pages)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Said>)
{
    static const FieldList list =
        fieldList<cs::Said>("Said", {field("message", &cs::Said::message)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Stats>)
{
    static const FieldList list = fieldList<cs::Stats>("Stats",
        {field("online_users", &cs::Stats::onlineUsers),
            field("total_connections", &cs::Stats::totalConnections)});
    return list;
}

const FieldList &fieldsOf(Of<cs::OnlineUser>)
{
    static const FieldList list = fieldList<cs::OnlineUser>("OnlineUser",
        {field("id", &cs::OnlineUser::id), field("username", &cs::OnlineUser::username),
            field("full_name", &cs::OnlineUser::fullName)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Online>)
{
    static const FieldList list = fieldList<cs::Online>("Online",
        {field("chat_id", &cs::Online::chatId), field("online_users", &cs::Online::onlineUsers),
            field("count", &cs::Online::count)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Features>)
{
    static const FieldList list = fieldList<cs::Features>("Features",
        {field("direct_chat", &cs::Features::directChat),
            field("group_chat", &cs::Features::groupChat),
            field("real_time_messaging", &cs::Features::realTimeMessaging),
            field("message_history", &cs::Features::messageHistory),
            field("typing_indicators", &cs::Features::typingIndicators),
            field("online_status", &cs::Features::onlineStatus)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Limits>)
{
    static const FieldList list = fieldList<cs::Limits>("Limits",
        {field("max_group_members", &cs::Limits::maxGroupMembers),
            field("max_message_length", &cs::Limits::maxMessageLength)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Info>)
{
    static const FieldList list = fieldList<cs::Info>("Info",
        {field("name", &cs::Info::name), field("version", &cs::Info::version),
            field("features", &cs::Info::features), field("limits", &cs::Info::limits)});
    return list;
}

const FieldList &fieldsOf(Of<cs::Registration>)
{
    static const FieldList list = fieldList<cs::Registration>("UserCreate",
        {field("username", &cs::Registration::username, required, length(3, 50)),
            field("email", &cs::Registration::email, required, length(0, 100)),
            field("full_name", &cs::Registration::fullName, length(0, 100)),
            field("password", &cs::Registration::password, required, length(6, 100))});
    return list;
}

const FieldList &fieldsOf(Of<cs::Login>)
{
    static const FieldList list = fieldList<cs::Login>("UserLogin",
        {field("username", &cs::Login::username, required),
            field("password", &cs::Login::password, required)});
    return list;
}

const FieldList &fieldsOf(Of<cs::UserChange>)
{
    static const FieldList list = fieldList<cs::UserChange>("UserUpdate",
        {field("full_name", &cs::UserChange::fullName, length(0, 100)),
            field("email", &cs::UserChange::email, length(0, 100))});
    return list;
}

const FieldList &fieldsOf(Of<cs::SearchQuery>)
{
    static const FieldList list = fieldList<cs::SearchQuery>("SearchQuery",
        {field("q", &cs::SearchQuery::q, required),
            field("limit", &cs::SearchQuery::limit, range(0, 1LL << 31))});
    return list;
}

const FieldList &fieldsOf(Of<cs::PageQuery>)
{
    static const FieldList list = fieldList<cs::PageQuery>("PageQuery",
        {field("page", &cs::PageQuery::page, range(1, 1LL << 31)),
            field("limit", &cs::PageQuery::limit, range(1, 100))});
    return list;
}

const FieldList &fieldsOf(Of<cs::NewChat>)
{
    static const FieldList list = fieldList<cs::NewChat>("ChatCreate",
        {field("chat_type", &cs::NewChat::chatType, required),
            field("participant_ids", &cs::NewChat::participantIds, required),
            field("name", &cs::NewChat::name, length(0, 100))});
    return list;
}

const FieldList &fieldsOf(Of<cs::ChatChange>)
{
    static const FieldList list = fieldList<cs::ChatChange>(
        "ChatUpdate", {field("name", &cs::ChatChange::name, length(0, 100))});
    return list;
}

const FieldList &fieldsOf(Of<cs::NewParticipants>)
{
    static const FieldList list = fieldList<cs::NewParticipants>("AddParticipants",
        {field("user_ids", &cs::NewParticipants::userIds, required, length(1, 1'000))});
    return list;
}

const FieldList &fieldsOf(Of<cs::GoneParticipant>)
{
    static const FieldList list = fieldList<cs::GoneParticipant>(
        "RemoveParticipant", {field("user_id", &cs::GoneParticipant::userId, required)});
    return list;
}

const FieldList &fieldsOf(Of<cs::NewMessage>)
{
    static const FieldList list = fieldList<cs::NewMessage>("MessageCreate",
        {field("chat_id", &cs::NewMessage::chatId, required),
            field("content", &cs::NewMessage::content, required, length(1, cs::kContentChars))});
    return list;
}

const FieldList &fieldsOf(Of<cs::MessageEdit>)
{
    static const FieldList list = fieldList<cs::MessageEdit>("MessageUpdate",
        {field("content", &cs::MessageEdit::content, required, length(1, cs::kContentChars))});
    return list;
}

const FieldList &fieldsOf(Of<cs::ClientFrame>)
{
    static const FieldList list = fieldList<cs::ClientFrame>("ClientFrame",
        {field("type", &cs::ClientFrame::type, required),
            field("chat_id", &cs::ClientFrame::chatId, required),
            field("content", &cs::ClientFrame::content)});
    return list;
}

const FieldList &fieldsOf(Of<cs::NewMessageFrame>)
{
    static const FieldList list = fieldList<cs::NewMessageFrame>("NewMessageFrame",
        {field("type", &cs::NewMessageFrame::type), field("chat_id", &cs::NewMessageFrame::chatId),
            field("message", &cs::NewMessageFrame::message),
            field("timestamp", &cs::NewMessageFrame::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<cs::PersonFrame>)
{
    static const FieldList list = fieldList<cs::PersonFrame>("PersonFrame",
        {field("type", &cs::PersonFrame::type), field("user_id", &cs::PersonFrame::userId),
            field("chat_id", &cs::PersonFrame::chatId),
            field("timestamp", &cs::PersonFrame::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<cs::PongFrame>)
{
    static const FieldList list = fieldList<cs::PongFrame>("PongFrame",
        {field("type", &cs::PongFrame::type), field("timestamp", &cs::PongFrame::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<cs::ErrorFrame>)
{
    static const FieldList list = fieldList<cs::ErrorFrame>("ErrorFrame",
        {field("type", &cs::ErrorFrame::type), field("message", &cs::ErrorFrame::message),
            field("timestamp", &cs::ErrorFrame::timestamp)});
    return list;
}

} // namespace kith
