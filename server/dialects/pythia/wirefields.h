// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The field lists of wire.h.

#include "pythia/wire.h"

namespace kith {

namespace py = pythia::wire;

template <>
inline constexpr auto enumNames<py::Status> = std::to_array<EnumName<py::Status>>({
    {py::Status::Active, "ACTIVE"},
    {py::Status::Suspended, "SUSPENDED"},
    {py::Status::Banned, "BANNED"},
});
template <>
inline constexpr auto enumNames<py::Role> = std::to_array<EnumName<py::Role>>({
    {py::Role::Member, "MEMBER"},
    {py::Role::Moderator, "MODERATOR"},
    {py::Role::Admin, "ADMIN"},
    {py::Role::SuperAdmin, "SUPER_ADMIN"},
});
template <>
inline constexpr auto enumNames<py::ActionType> = std::to_array<EnumName<py::ActionType>>({
    {py::ActionType::BanUser, "BAN_USER"},
    {py::ActionType::UnbanUser, "UNBAN_USER"},
    {py::ActionType::SuspendUser, "SUSPEND_USER"},
    {py::ActionType::UnsuspendUser, "UNSUSPEND_USER"},
    {py::ActionType::DeleteMessage, "DELETE_MESSAGE"},
    {py::ActionType::PinMessage, "PIN_MESSAGE"},
    {py::ActionType::UnpinMessage, "UNPIN_MESSAGE"},
    {py::ActionType::AssignRole, "ASSIGN_ROLE"},
    {py::ActionType::RemoveRole, "REMOVE_ROLE"},
    {py::ActionType::CreateChannel, "CREATE_CHANNEL"},
    {py::ActionType::DeleteChannel, "DELETE_CHANNEL"},
    {py::ActionType::ArchiveChannel, "ARCHIVE_CHANNEL"},
    {py::ActionType::KickUser, "KICK_USER"},
});
template <>
inline constexpr auto enumNames<py::TargetType> = std::to_array<EnumName<py::TargetType>>({
    {py::TargetType::User, "USER"},
    {py::TargetType::Message, "MESSAGE"},
    {py::TargetType::Channel, "CHANNEL"},
    {py::TargetType::Role, "ROLE"},
});

template <>
inline constexpr auto fields<py::User> = fieldList("UserResponse", field("email", &py::User::email),
    field("username", &py::User::username), field("avatar", &py::User::avatar),
    field("id", &py::User::id), field("status", &py::User::status),
    field("bannedUntil", &py::User::bannedUntil), field("createdAt", &py::User::createdAt),
    field("updatedAt", &py::User::updatedAt));
template <>
inline constexpr auto fields<py::SignedIn> = fieldList("AuthResponse",
    field("access_token", &py::SignedIn::accessToken),
    field("token_type", &py::SignedIn::tokenType), field("user", &py::SignedIn::user));
template <>
inline constexpr auto fields<py::Channel> = fieldList("ChannelResponse",
    field("name", &py::Channel::name), field("description", &py::Channel::description),
    field("id", &py::Channel::id), field("createdAt", &py::Channel::createdAt),
    field("updatedAt", &py::Channel::updatedAt));
template <>
inline constexpr auto fields<py::ChannelWithMembers> = fieldList("ChannelWithMembers",
    field("name", &py::ChannelWithMembers::name),
    field("description", &py::ChannelWithMembers::description),
    field("id", &py::ChannelWithMembers::id),
    field("createdAt", &py::ChannelWithMembers::createdAt),
    field("updatedAt", &py::ChannelWithMembers::updatedAt),
    field("members", &py::ChannelWithMembers::members),
    field("member_count", &py::ChannelWithMembers::memberCount));
template <>
inline constexpr auto fields<py::Formatting> = fieldList("MessageFormatting",
    field("has_bold", &py::Formatting::hasBold), field("has_italic", &py::Formatting::hasItalic),
    field("has_code", &py::Formatting::hasCode),
    field("has_code_block", &py::Formatting::hasCodeBlock),
    field("has_links", &py::Formatting::hasLinks),
    field("has_mentions", &py::Formatting::hasMentions),
    field("has_emojis", &py::Formatting::hasEmojis),
    field("link_count", &py::Formatting::linkCount),
    field("mention_count", &py::Formatting::mentionCount),
    field("emoji_count", &py::Formatting::emojiCount));
template <>
inline constexpr auto fields<py::Reaction> = fieldList("ReactionResponse",
    field("emoji", &py::Reaction::emoji), field("id", &py::Reaction::id),
    field("userId", &py::Reaction::userId), field("messageId", &py::Reaction::messageId),
    field("createdAt", &py::Reaction::createdAt), field("user", &py::Reaction::user),
    field("user_id", &py::Reaction::userId), field("message_id", &py::Reaction::messageId),
    field("created_at", &py::Reaction::createdAt));
template <>
inline constexpr auto fields<py::Message> = fieldList("MessageWithUser",
    field("content", &py::Message::content), field("id", &py::Message::id),
    field("userId", &py::Message::userId), field("channelId", &py::Message::channelId),
    field("createdAt", &py::Message::createdAt), field("updatedAt", &py::Message::updatedAt),
    field("isEdited", &py::Message::isEdited), field("formatting", &py::Message::formatting),
    field("user", &py::Message::user), field("user_id", &py::Message::userId),
    field("channel_id", &py::Message::channelId), field("created_at", &py::Message::createdAt),
    field("updated_at", &py::Message::updatedAt), field("is_edited", &py::Message::isEdited));
template <>
inline constexpr auto fields<py::MessageDetails> = fieldList("MessageWithDetails",
    field("content", &py::MessageDetails::content), field("id", &py::MessageDetails::id),
    field("userId", &py::MessageDetails::userId),
    field("channelId", &py::MessageDetails::channelId),
    field("createdAt", &py::MessageDetails::createdAt),
    field("updatedAt", &py::MessageDetails::updatedAt),
    field("isEdited", &py::MessageDetails::isEdited),
    field("formatting", &py::MessageDetails::formatting), field("user", &py::MessageDetails::user),
    field("reactions", &py::MessageDetails::reactions),
    field("mention_count", &py::MessageDetails::mentionCount),
    field("user_id", &py::MessageDetails::userId),
    field("channel_id", &py::MessageDetails::channelId),
    field("created_at", &py::MessageDetails::createdAt),
    field("updated_at", &py::MessageDetails::updatedAt),
    field("is_edited", &py::MessageDetails::isEdited));
template <>
inline constexpr auto fields<py::Ack> = fieldList("Ack", field("message", &py::Ack::message));
template <>
inline constexpr auto fields<py::ReactionAck> = fieldList("ReactionAck",
    field("message", &py::ReactionAck::message), field("action", &py::ReactionAck::action));
template <>
inline constexpr auto fields<py::FormatCheck> = fieldList("FormatRefused",
    field("valid", &py::FormatCheck::valid), field("error", &py::FormatCheck::error),
    field("formatting", &py::FormatCheck::formatting),
    field("sanitized_content", &py::FormatCheck::sanitizedContent));
template <>
inline constexpr auto fields<py::ValidFormat> = fieldList("FormatValidation",
    field("valid", &py::ValidFormat::valid), field("error", &py::ValidFormat::error),
    field("formatting", &py::ValidFormat::formatting),
    field("sanitized_content", &py::ValidFormat::sanitizedContent),
    field("mentions", &py::ValidFormat::mentions));

template <>
inline constexpr auto fields<py::RoleRow> = fieldList("UserRole", field("id", &py::RoleRow::id),
    field("role", &py::RoleRow::role), field("channelId", &py::RoleRow::channelId),
    field("assignedAt", &py::RoleRow::assignedAt), field("assignedBy", &py::RoleRow::assignedBy));
template <>
inline constexpr auto fields<py::UserWithRoles> = fieldList("UserWithRoles",
    field("email", &py::UserWithRoles::email), field("username", &py::UserWithRoles::username),
    field("avatar", &py::UserWithRoles::avatar), field("id", &py::UserWithRoles::id),
    field("status", &py::UserWithRoles::status),
    field("bannedUntil", &py::UserWithRoles::bannedUntil),
    field("createdAt", &py::UserWithRoles::createdAt),
    field("updatedAt", &py::UserWithRoles::updatedAt), field("roles", &py::UserWithRoles::roles));
template <>
inline constexpr auto fields<py::UserSummary> = fieldList("UserSummary",
    field("id", &py::UserSummary::id), field("username", &py::UserSummary::username),
    field("email", &py::UserSummary::email), field("status", &py::UserSummary::status),
    field("banned_until", &py::UserSummary::bannedUntil),
    field("message_count", &py::UserSummary::messageCount),
    field("channel_count", &py::UserSummary::channelCount),
    field("created_at", &py::UserSummary::createdAt),
    field("last_active", &py::UserSummary::lastActive));
template <>
inline constexpr auto fields<py::Metadata> = fieldList(
    "ActionMetadata", field("before", &py::Metadata::before), field("after", &py::Metadata::after));
template <>
inline constexpr auto fields<py::Action> = fieldList("AdminAction", field("id", &py::Action::id),
    field("action", &py::Action::action), field("target_type", &py::Action::targetType),
    field("target_id", &py::Action::targetId), field("reason", &py::Action::reason),
    field("metadata", &py::Action::metadata), field("created_at", &py::Action::createdAt),
    field("admin_id", &py::Action::adminId), field("admin", &py::Action::admin));
template <>
inline constexpr auto fields<py::Dashboard> = fieldList("AdminDashboard",
    field("total_users", &py::Dashboard::totalUsers),
    field("active_users", &py::Dashboard::activeUsers),
    field("suspended_users", &py::Dashboard::suspendedUsers),
    field("banned_users", &py::Dashboard::bannedUsers),
    field("total_channels", &py::Dashboard::totalChannels),
    field("public_channels", &py::Dashboard::publicChannels),
    field("private_channels", &py::Dashboard::privateChannels),
    field("total_messages", &py::Dashboard::totalMessages),
    field("messages_today", &py::Dashboard::messagesToday),
    field("recent_actions", &py::Dashboard::recentActions));
template <>
inline constexpr auto fields<py::BulkResult> = fieldList("BulkActionResult",
    field("successful", &py::BulkResult::successful), field("failed", &py::BulkResult::failed),
    field("total_processed", &py::BulkResult::totalProcessed));

template <>
inline constexpr auto fields<py::Register> = fieldList("UserCreate",
    field("email", &py::Register::email, required),
    field("username", &py::Register::username, required, length(1, 64)),
    field("password", &py::Register::password, required, length(0, 1'024)),
    field("avatar", &py::Register::avatar, length(0, 1'000)));
template <>
inline constexpr auto fields<py::Login> = fieldList("UserLogin",
    field("username", &py::Login::username, required, length(0, 254)),
    field("password", &py::Login::password, required, length(0, 1'024)));
template <>
inline constexpr auto fields<py::UserUpdate> = fieldList("UserUpdate",
    field("email", &py::UserUpdate::email), field("username", &py::UserUpdate::username),
    field("avatar", &py::UserUpdate::avatar));
template <>
inline constexpr auto fields<py::NewChannel> = fieldList("ChannelCreate",
    field("name", &py::NewChannel::name, required, length(1, 80)),
    field("description", &py::NewChannel::description, length(0, 500)));
template <>
inline constexpr auto fields<py::JoinChannel> = fieldList(
    "ChannelJoin", field("channel_id", &py::JoinChannel::channelId, required));
template <>
inline constexpr auto fields<py::AddUser> = fieldList(
    "AddUser", field("user_id", &py::AddUser::userId));
template <>
inline constexpr auto fields<py::PageQuery> = fieldList("PageQuery",
    field("limit", &py::PageQuery::limit, range(1, 100)),
    field("offset", &py::PageQuery::offset, range(0, 1LL << 31)));
template <>
inline constexpr auto fields<py::MentionQuery> = fieldList(
    "MentionQuery", field("limit", &py::MentionQuery::limit, range(1, 50)));
template <>
inline constexpr auto fields<py::NewMessage> = fieldList("MessageCreate",
    field("content", &py::NewMessage::content, required),
    field("channel_id", &py::NewMessage::channelId, required));
template <>
inline constexpr auto fields<py::MessageUpdate> = fieldList(
    "MessageUpdate", field("content", &py::MessageUpdate::content, required));
template <>
inline constexpr auto fields<py::ToggleReaction> = fieldList("ReactionCreate",
    field("message_id", &py::ToggleReaction::messageId, required),
    field("emoji", &py::ToggleReaction::emoji, required, length(1, 64)));
template <>
inline constexpr auto fields<py::ContentQuery> = fieldList(
    "ContentQuery", field("content", &py::ContentQuery::content, required, length(0, 10'000)));
template <>
inline constexpr auto fields<py::UserListQuery> = fieldList("AdminUserQuery",
    field("page", &py::UserListQuery::page, range(1, 1LL << 31)),
    field("limit", &py::UserListQuery::limit, range(1, 100)),
    field("status", &py::UserListQuery::status),
    field("search", &py::UserListQuery::search, length(0, 200)));
template <>
inline constexpr auto fields<py::Ban> = fieldList("BanUser",
    field("user_id", &py::Ban::userId, required), field("reason", &py::Ban::reason, length(0, 500)),
    field("duration_hours", &py::Ban::durationHours, range(0, 876'000)));
template <>
inline constexpr auto fields<py::Suspend> = fieldList("SuspendUser",
    field("user_id", &py::Suspend::userId, required),
    field("reason", &py::Suspend::reason, length(0, 500)),
    field("duration_hours", &py::Suspend::durationHours, range(1, 876'000)));
template <>
inline constexpr auto fields<py::ReasonQuery> = fieldList(
    "ReasonQuery", field("reason", &py::ReasonQuery::reason, length(0, 500)));
template <>
inline constexpr auto fields<py::RoleChange> = fieldList("RoleAssignment",
    field("user_id", &py::RoleChange::userId, required),
    field("role", &py::RoleChange::role, required),
    field("channel_id", &py::RoleChange::channelId));
template <>
inline constexpr auto fields<py::DeleteMessage> = fieldList("AdminDeleteMessage",
    field("message_id", &py::DeleteMessage::messageId, required),
    field("reason", &py::DeleteMessage::reason, length(0, 500)));
template <>
inline constexpr auto fields<py::ActionQuery> = fieldList("ActionQuery",
    field("page", &py::ActionQuery::page, range(1, 1'000)),
    field("limit", &py::ActionQuery::limit, range(1, 100)),
    field("action_type", &py::ActionQuery::actionType),
    field("target_type", &py::ActionQuery::targetType),
    field("admin_id", &py::ActionQuery::adminId));
template <>
inline constexpr auto fields<py::BulkAction> = fieldList("BulkAction",
    field("action", &py::BulkAction::action, required),
    field("target_ids", &py::BulkAction::targetIds, required),
    field("reason", &py::BulkAction::reason, length(0, 500)));

} // namespace kith
