// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The field lists of wire.h.

#include "telegramapp/wire.h"

namespace kith {

namespace ta = telegramapp::wire;

template <>
inline constexpr auto enumNames<ta::Status> = std::to_array<EnumName<ta::Status>>({
    {ta::Status::Offline, "offline"},
    {ta::Status::Online, "online"},
    {ta::Status::Away, "away"},
    {ta::Status::DoNotDisturb, "dnd"},
});
template <>
inline constexpr auto enumNames<ta::ChatType> = std::to_array<EnumName<ta::ChatType>>(
    {{ta::ChatType::Direct, "direct"}, {ta::ChatType::Group, "group"}});
template <>
inline constexpr auto enumNames<ta::Type> = std::to_array<EnumName<ta::Type>>({
    {ta::Type::Text, "text"},
    {ta::Type::Image, "image"},
    {ta::Type::File, "file"},
    {ta::Type::System, "system"},
});

template <>
inline constexpr auto fields<ta::User> = fieldList("UserPublic", field("email", &ta::User::email),
    field("username", &ta::User::username), field("full_name", &ta::User::fullName),
    field("department", &ta::User::department), field("role", &ta::User::role),
    field("bio", &ta::User::bio), field("avatar_url", &ta::User::avatarUrl),
    field("status", &ta::User::status), field("status_message", &ta::User::statusMessage),
    field("_id", &ta::User::id), field("created_at", &ta::User::createdAt),
    field("updated_at", &ta::User::updatedAt), field("last_seen_at", &ta::User::lastSeenAt),
    field("storage_used", &ta::User::storageUsed), field("is_active", &ta::User::isActive),
    field("is_admin", &ta::User::isAdmin));
template <>
inline constexpr auto fields<ta::UserList> = fieldList(
    "UserList", field("items", &ta::UserList::items), field("total", &ta::UserList::total));
template <>
inline constexpr auto fields<ta::Tokens> = fieldList("TokenPair",
    field("access_token", &ta::Tokens::accessToken),
    field("refresh_token", &ta::Tokens::refreshToken), field("token_type", &ta::Tokens::tokenType),
    field("expires_in", &ta::Tokens::expiresIn),
    field("refresh_expires_in", &ta::Tokens::refreshExpiresIn));
template <>
inline constexpr auto fields<ta::SignedIn> = fieldList(
    "AuthResponse", field("tokens", &ta::SignedIn::tokens), field("user", &ta::SignedIn::user));
template <>
inline constexpr auto fields<ta::Chat> = fieldList("Chat", field("name", &ta::Chat::name),
    field("type", &ta::Chat::type), field("photo_url", &ta::Chat::photoUrl),
    field("member_ids", &ta::Chat::memberIds), field("admin_ids", &ta::Chat::adminIds),
    field("_id", &ta::Chat::id), field("created_by", &ta::Chat::createdBy),
    field("created_at", &ta::Chat::createdAt), field("updated_at", &ta::Chat::updatedAt));
template <>
inline constexpr auto fields<ta::ChatSummary> = fieldList("ChatSummary",
    field("name", &ta::ChatSummary::name), field("type", &ta::ChatSummary::type),
    field("photo_url", &ta::ChatSummary::photoUrl),
    field("member_ids", &ta::ChatSummary::memberIds),
    field("admin_ids", &ta::ChatSummary::adminIds), field("_id", &ta::ChatSummary::id),
    field("created_by", &ta::ChatSummary::createdBy),
    field("created_at", &ta::ChatSummary::createdAt),
    field("updated_at", &ta::ChatSummary::updatedAt),
    field("last_message_preview", &ta::ChatSummary::lastMessagePreview),
    field("last_message_at", &ta::ChatSummary::lastMessageAt),
    field("unread_count", &ta::ChatSummary::unreadCount));
template <>
inline constexpr auto fields<ta::Sender> = fieldList("Sender", field("id", &ta::Sender::id),
    field("username", &ta::Sender::username), field("full_name", &ta::Sender::fullName),
    field("avatar_url", &ta::Sender::avatarUrl));
template <>
inline constexpr auto fields<ta::Message> = fieldList("Message",
    field("content", &ta::Message::content), field("type", &ta::Message::type),
    field("attachments", &ta::Message::attachments), field("reply_to_id", &ta::Message::replyToId),
    field("_id", &ta::Message::id), field("chat_id", &ta::Message::chatId),
    field("sender_id", &ta::Message::senderId), field("seen_by", &ta::Message::seenBy),
    field("created_at", &ta::Message::createdAt), field("updated_at", &ta::Message::updatedAt),
    field("edited", &ta::Message::edited), field("sender", &ta::Message::sender));
template <>
inline constexpr auto fields<ta::Health> = fieldList(
    "Health", field("status", &ta::Health::status), field("timestamp", &ta::Health::timestamp));
template <>
inline constexpr auto fields<ta::Metrics> = fieldList("Metrics",
    field("total_users", &ta::Metrics::totalUsers), field("posts_today", &ta::Metrics::postsToday),
    field("messages_today", &ta::Metrics::messagesToday),
    field("storage_used_mb", &ta::Metrics::storageUsedMb),
    field("uptime_seconds", &ta::Metrics::uptimeSeconds));

template <>
inline constexpr auto fields<ta::UserCreate> = fieldList("UserCreate",
    field("email", &ta::UserCreate::email, required),
    field("username", &ta::UserCreate::username, required, length(3, 32)),
    field("full_name", &ta::UserCreate::fullName, required, length(1, 128)),
    field("password", &ta::UserCreate::password, required, length(8, 128)),
    field("department", &ta::UserCreate::department, length(0, 64)),
    field("role", &ta::UserCreate::role, length(0, 64)),
    field("bio", &ta::UserCreate::bio, length(0, 512)),
    field("avatar_url", &ta::UserCreate::avatarUrl, length(0, 1'000)),
    field("status", &ta::UserCreate::status),
    field("status_message", &ta::UserCreate::statusMessage, length(0, 140)));
template <>
inline constexpr auto fields<ta::Login> = fieldList("LoginRequest",
    field("email", &ta::Login::email, required), field("password", &ta::Login::password, required));
template <>
inline constexpr auto fields<ta::RefreshToken> = fieldList(
    "RefreshRequest", field("refresh_token", &ta::RefreshToken::refreshToken, required));
template <>
inline constexpr auto fields<ta::UserUpdate> = fieldList("UserUpdate",
    field("full_name", &ta::UserUpdate::fullName, length(1, 128)),
    field("department", &ta::UserUpdate::department, length(0, 64)),
    field("role", &ta::UserUpdate::role, length(0, 64)),
    field("bio", &ta::UserUpdate::bio, length(0, 512)),
    field("avatar_url", &ta::UserUpdate::avatarUrl, length(0, 1'000)),
    field("status", &ta::UserUpdate::status),
    field("status_message", &ta::UserUpdate::statusMessage, length(0, 140)));
template <>
inline constexpr auto fields<ta::AdminUserUpdate> = fieldList("AdminUserUpdate",
    field("full_name", &ta::AdminUserUpdate::fullName, length(1, 128)),
    field("department", &ta::AdminUserUpdate::department, length(0, 64)),
    field("role", &ta::AdminUserUpdate::role, length(0, 64)),
    field("bio", &ta::AdminUserUpdate::bio, length(0, 512)),
    field("avatar_url", &ta::AdminUserUpdate::avatarUrl, length(0, 1'000)),
    field("status", &ta::AdminUserUpdate::status),
    field("status_message", &ta::AdminUserUpdate::statusMessage, length(0, 140)),
    field("is_active", &ta::AdminUserUpdate::isActive),
    field("is_admin", &ta::AdminUserUpdate::isAdmin));
template <>
inline constexpr auto fields<ta::PasswordChange> = fieldList("PasswordChange",
    field("old_password", &ta::PasswordChange::oldPassword, required),
    field("new_password", &ta::PasswordChange::newPassword, required, length(8, 128)));
template <>
inline constexpr auto fields<ta::UserQuery> = fieldList("UserQuery", field("q", &ta::UserQuery::q),
    field("department", &ta::UserQuery::department),
    field("limit", &ta::UserQuery::limit, range(1, 100)),
    field("offset", &ta::UserQuery::offset, range(0, 1LL << 31)));
template <>
inline constexpr auto fields<ta::AdminUserQuery> = fieldList("AdminUserQuery",
    field("limit", &ta::AdminUserQuery::limit, range(1, 1'000)),
    field("offset", &ta::AdminUserQuery::offset, range(0, 1LL << 31)));
template <>
inline constexpr auto fields<ta::NewDirect> = fieldList(
    "DirectChat", field("other_user_id", &ta::NewDirect::otherUserId, required));
template <>
inline constexpr auto fields<ta::NewGroup> = fieldList("GroupChat",
    field("member_ids", &ta::NewGroup::memberIds, required),
    field("name", &ta::NewGroup::name, length(0, 128)),
    field("photo_url", &ta::NewGroup::photoUrl, length(0, 1'000)));
template <>
inline constexpr auto fields<ta::LimitQuery> = fieldList(
    "LimitQuery", field("limit", &ta::LimitQuery::limit, range(1, 100)));
template <>
inline constexpr auto fields<ta::MessageQuery> = fieldList("MessageQuery",
    field("limit", &ta::MessageQuery::limit, range(1, 100)),
    field("before", &ta::MessageQuery::before));
template <>
inline constexpr auto fields<ta::NewMessage> = fieldList("MessageCreate",
    field("chat_id", &ta::NewMessage::chatId, required),
    field("content", &ta::NewMessage::content, length(0, 4'000)),
    field("type", &ta::NewMessage::type), field("attachments", &ta::NewMessage::attachments),
    field("reply_to_id", &ta::NewMessage::replyToId));
template <>
inline constexpr auto fields<ta::MessageUpdate> = fieldList(
    "MessageUpdate", field("content", &ta::MessageUpdate::content, length(0, 4'000)));
template <>
inline constexpr auto fields<ta::DeleteQuery> = fieldList(
    "DeleteQuery", field("for_everyone", &ta::DeleteQuery::forEveryone));

} // namespace kith
