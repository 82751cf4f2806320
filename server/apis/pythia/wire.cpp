// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythia/wire.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<py::User>)
{
    static const FieldList list = fieldList<py::User>("UserResponse",
        {field("email", &py::User::email), field("username", &py::User::username),
            field("avatar", &py::User::avatar), field("id", &py::User::id),
            field("status", &py::User::status), field("bannedUntil", &py::User::bannedUntil),
            field("createdAt", &py::User::createdAt), field("updatedAt", &py::User::updatedAt)});
    return list;
}

const FieldList &fieldsOf(Of<py::SignedIn>)
{
    static const FieldList list = fieldList<py::SignedIn>("AuthResponse",
        {field("access_token", &py::SignedIn::accessToken),
            field("token_type", &py::SignedIn::tokenType), field("user", &py::SignedIn::user)});
    return list;
}

const FieldList &fieldsOf(Of<py::Channel>)
{
    static const FieldList list = fieldList<py::Channel>("ChannelResponse",
        {field("name", &py::Channel::name), field("description", &py::Channel::description),
            field("id", &py::Channel::id), field("createdAt", &py::Channel::createdAt),
            field("updatedAt", &py::Channel::updatedAt)});
    return list;
}

const FieldList &fieldsOf(Of<py::ChannelWithMembers>)
{
    static const FieldList list = fieldList<py::ChannelWithMembers>("ChannelWithMembers",
        {field("name", &py::ChannelWithMembers::name),
            field("description", &py::ChannelWithMembers::description),
            field("id", &py::ChannelWithMembers::id),
            field("createdAt", &py::ChannelWithMembers::createdAt),
            field("updatedAt", &py::ChannelWithMembers::updatedAt),
            field("members", &py::ChannelWithMembers::members),
            field("member_count", &py::ChannelWithMembers::memberCount)});
    return list;
}

const FieldList &fieldsOf(Of<py::Formatting>)
{
    static const FieldList list = fieldList<py::Formatting>("MessageFormatting",
        {field("has_bold", &py::Formatting::hasBold),
            field("has_italic", &py::Formatting::hasItalic),
            field("has_code", &py::Formatting::hasCode),
            field("has_code_block", &py::Formatting::hasCodeBlock),
            field("has_links", &py::Formatting::hasLinks),
            field("has_mentions", &py::Formatting::hasMentions),
            field("has_emojis", &py::Formatting::hasEmojis),
            field("link_count", &py::Formatting::linkCount),
            field("mention_count", &py::Formatting::mentionCount),
            field("emoji_count", &py::Formatting::emojiCount)});
    return list;
}

const FieldList &fieldsOf(Of<py::Reaction>)
{
    static const FieldList list = fieldList<py::Reaction>("ReactionResponse",
        {field("emoji", &py::Reaction::emoji), field("id", &py::Reaction::id),
            field("userId", &py::Reaction::userId), field("messageId", &py::Reaction::messageId),
            field("createdAt", &py::Reaction::createdAt), field("user", &py::Reaction::user),
            field("user_id", &py::Reaction::userId), field("message_id", &py::Reaction::messageId),
            field("created_at", &py::Reaction::createdAt)});
    return list;
}

const FieldList &fieldsOf(Of<py::Message>)
{
    static const FieldList list = fieldList<py::Message>("MessageWithUser",
        {field("content", &py::Message::content), field("id", &py::Message::id),
            field("userId", &py::Message::userId), field("channelId", &py::Message::channelId),
            field("createdAt", &py::Message::createdAt),
            field("updatedAt", &py::Message::updatedAt), field("isEdited", &py::Message::isEdited),
            field("formatting", &py::Message::formatting), field("user", &py::Message::user),
            field("user_id", &py::Message::userId), field("channel_id", &py::Message::channelId),
            field("created_at", &py::Message::createdAt),
            field("updated_at", &py::Message::updatedAt),
            field("is_edited", &py::Message::isEdited)});
    return list;
}

const FieldList &fieldsOf(Of<py::MessageDetails>)
{
    static const FieldList list = fieldList<py::MessageDetails>("MessageWithDetails",
        {field("content", &py::MessageDetails::content), field("id", &py::MessageDetails::id),
            field("userId", &py::MessageDetails::userId),
            field("channelId", &py::MessageDetails::channelId),
            field("createdAt", &py::MessageDetails::createdAt),
            field("updatedAt", &py::MessageDetails::updatedAt),
            field("isEdited", &py::MessageDetails::isEdited),
            field("formatting", &py::MessageDetails::formatting),
            field("user", &py::MessageDetails::user),
            field("reactions", &py::MessageDetails::reactions),
            field("mention_count", &py::MessageDetails::mentionCount),
            field("user_id", &py::MessageDetails::userId),
            field("channel_id", &py::MessageDetails::channelId),
            field("created_at", &py::MessageDetails::createdAt),
            field("updated_at", &py::MessageDetails::updatedAt),
            field("is_edited", &py::MessageDetails::isEdited)});
    return list;
}

const FieldList &fieldsOf(Of<py::Ack>)
{
    static const FieldList list = fieldList<py::Ack>("Ack", {field("message", &py::Ack::message)});
    return list;
}

const FieldList &fieldsOf(Of<py::ReactionAck>)
{
    static const FieldList list = fieldList<py::ReactionAck>("ReactionAck",
        {field("message", &py::ReactionAck::message), field("action", &py::ReactionAck::action)});
    return list;
}

const FieldList &fieldsOf(Of<py::FormatCheck>)
{
    static const FieldList list = fieldList<py::FormatCheck>("FormatRefused",
        {field("valid", &py::FormatCheck::valid), field("error", &py::FormatCheck::error),
            field("formatting", &py::FormatCheck::formatting),
            field("sanitized_content", &py::FormatCheck::sanitizedContent)});
    return list;
}

const FieldList &fieldsOf(Of<py::ValidFormat>)
{
    static const FieldList list = fieldList<py::ValidFormat>("FormatValidation",
        {field("valid", &py::ValidFormat::valid), field("error", &py::ValidFormat::error),
            field("formatting", &py::ValidFormat::formatting),
            field("sanitized_content", &py::ValidFormat::sanitizedContent),
            field("mentions", &py::ValidFormat::mentions)});
    return list;
}

const FieldList &fieldsOf(Of<py::RoleRow>)
{
    static const FieldList list = fieldList<py::RoleRow>("UserRole",
        {field("id", &py::RoleRow::id), field("role", &py::RoleRow::role),
            field("channelId", &py::RoleRow::channelId),
            field("assignedAt", &py::RoleRow::assignedAt),
            field("assignedBy", &py::RoleRow::assignedBy)});
    return list;
}

const FieldList &fieldsOf(Of<py::UserWithRoles>)
{
    static const FieldList list = fieldList<py::UserWithRoles>("UserWithRoles",
        {field("email", &py::UserWithRoles::email), field("username", &py::UserWithRoles::username),
            field("avatar", &py::UserWithRoles::avatar), field("id", &py::UserWithRoles::id),
            field("status", &py::UserWithRoles::status),
            field("bannedUntil", &py::UserWithRoles::bannedUntil),
            field("createdAt", &py::UserWithRoles::createdAt),
            field("updatedAt", &py::UserWithRoles::updatedAt),
            field("roles", &py::UserWithRoles::roles)});
    return list;
}

const FieldList &fieldsOf(Of<py::UserSummary>)
{
    static const FieldList list = fieldList<py::UserSummary>("UserSummary",
        {field("id", &py::UserSummary::id), field("username", &py::UserSummary::username),
            field("email", &py::UserSummary::email), field("status", &py::UserSummary::status),
            field("banned_until", &py::UserSummary::bannedUntil),
            field("message_count", &py::UserSummary::messageCount),
            field("channel_count", &py::UserSummary::channelCount),
            field("created_at", &py::UserSummary::createdAt),
            field("last_active", &py::UserSummary::lastActive)});
    return list;
}

const FieldList &fieldsOf(Of<py::Metadata>)
{
    static const FieldList list = fieldList<py::Metadata>("ActionMetadata",
        {field("before", &py::Metadata::before), field("after", &py::Metadata::after)});
    return list;
}

const FieldList &fieldsOf(Of<py::Action>)
{
    static const FieldList list = fieldList<py::Action>("AdminAction",
        {field("id", &py::Action::id), field("action", &py::Action::action),
            field("target_type", &py::Action::targetType),
            field("target_id", &py::Action::targetId), field("reason", &py::Action::reason),
            field("metadata", &py::Action::metadata), field("created_at", &py::Action::createdAt),
            field("admin_id", &py::Action::adminId), field("admin", &py::Action::admin)});
    return list;
}

const FieldList &fieldsOf(Of<py::Dashboard>)
{
    static const FieldList list = fieldList<py::Dashboard>("AdminDashboard",
        {field("total_users", &py::Dashboard::totalUsers),
            field("active_users", &py::Dashboard::activeUsers),
            field("suspended_users", &py::Dashboard::suspendedUsers),
            field("banned_users", &py::Dashboard::bannedUsers),
            field("total_channels", &py::Dashboard::totalChannels),
            field("public_channels", &py::Dashboard::publicChannels),
            field("private_channels", &py::Dashboard::privateChannels),
            field("total_messages", &py::Dashboard::totalMessages),
            field("messages_today", &py::Dashboard::messagesToday),
            field("recent_actions", &py::Dashboard::recentActions)});
    return list;
}

const FieldList &fieldsOf(Of<py::BulkResult>)
{
    static const FieldList list = fieldList<py::BulkResult>("BulkActionResult",
        {field("successful", &py::BulkResult::successful), field("failed", &py::BulkResult::failed),
            field("total_processed", &py::BulkResult::totalProcessed)});
    return list;
}

const FieldList &fieldsOf(Of<py::Register>)
{
    static const FieldList list = fieldList<py::Register>("UserCreate",
        {field("email", &py::Register::email, required),
            field("username", &py::Register::username, required, length(1, 64)),
            field("password", &py::Register::password, required, length(0, 1'024)),
            field("avatar", &py::Register::avatar, length(0, 1'000))});
    return list;
}

const FieldList &fieldsOf(Of<py::Login>)
{
    static const FieldList list = fieldList<py::Login>("UserLogin",
        {field("username", &py::Login::username, required, length(0, 254)),
            field("password", &py::Login::password, required, length(0, 1'024))});
    return list;
}

const FieldList &fieldsOf(Of<py::UserUpdate>)
{
    static const FieldList list = fieldList<py::UserUpdate>("UserUpdate",
        {field("email", &py::UserUpdate::email), field("username", &py::UserUpdate::username),
            field("avatar", &py::UserUpdate::avatar)});
    return list;
}

const FieldList &fieldsOf(Of<py::NewChannel>)
{
    static const FieldList list = fieldList<py::NewChannel>("ChannelCreate",
        {field("name", &py::NewChannel::name, required, length(1, 80)),
            field("description", &py::NewChannel::description, length(0, 500))});
    return list;
}

const FieldList &fieldsOf(Of<py::JoinChannel>)
{
    static const FieldList list = fieldList<py::JoinChannel>(
        "ChannelJoin", {field("channel_id", &py::JoinChannel::channelId, required)});
    return list;
}

const FieldList &fieldsOf(Of<py::AddUser>)
{
    static const FieldList list =
        fieldList<py::AddUser>("AddUser", {field("user_id", &py::AddUser::userId)});
    return list;
}

const FieldList &fieldsOf(Of<py::PageQuery>)
{
    static const FieldList list = fieldList<py::PageQuery>("PageQuery",
        {field("limit", &py::PageQuery::limit, range(1, 100)),
            field("offset", &py::PageQuery::offset, range(0, 1LL << 31))});
    return list;
}

const FieldList &fieldsOf(Of<py::MentionQuery>)
{
    static const FieldList list = fieldList<py::MentionQuery>(
        "MentionQuery", {field("limit", &py::MentionQuery::limit, range(1, 50))});
    return list;
}

const FieldList &fieldsOf(Of<py::NewMessage>)
{
    static const FieldList list = fieldList<py::NewMessage>("MessageCreate",
        {field("content", &py::NewMessage::content, required),
            field("channel_id", &py::NewMessage::channelId, required)});
    return list;
}

const FieldList &fieldsOf(Of<py::MessageUpdate>)
{
    static const FieldList list = fieldList<py::MessageUpdate>(
        "MessageUpdate", {field("content", &py::MessageUpdate::content, required)});
    return list;
}

const FieldList &fieldsOf(Of<py::ToggleReaction>)
{
    static const FieldList list = fieldList<py::ToggleReaction>("ReactionCreate",
        {field("message_id", &py::ToggleReaction::messageId, required),
            field("emoji", &py::ToggleReaction::emoji, required, length(1, 64))});
    return list;
}

const FieldList &fieldsOf(Of<py::ContentQuery>)
{
    static const FieldList list = fieldList<py::ContentQuery>("ContentQuery",
        {field("content", &py::ContentQuery::content, required, length(0, 10'000))});
    return list;
}

const FieldList &fieldsOf(Of<py::UserListQuery>)
{
    static const FieldList list = fieldList<py::UserListQuery>("AdminUserQuery",
        {field("page", &py::UserListQuery::page, range(1, 1LL << 31)),
            field("limit", &py::UserListQuery::limit, range(1, 100)),
            field("status", &py::UserListQuery::status),
            field("search", &py::UserListQuery::search, length(0, 200))});
    return list;
}

const FieldList &fieldsOf(Of<py::Ban>)
{
    static const FieldList list = fieldList<py::Ban>("BanUser",
        {field("user_id", &py::Ban::userId, required),
            field("reason", &py::Ban::reason, length(0, 500)),
            field("duration_hours", &py::Ban::durationHours, range(0, 876'000))});
    return list;
}

const FieldList &fieldsOf(Of<py::Suspend>)
{
    static const FieldList list = fieldList<py::Suspend>("SuspendUser",
        {field("user_id", &py::Suspend::userId, required),
            field("reason", &py::Suspend::reason, length(0, 500)),
            field("duration_hours", &py::Suspend::durationHours, range(1, 876'000))});
    return list;
}

const FieldList &fieldsOf(Of<py::ReasonQuery>)
{
    static const FieldList list = fieldList<py::ReasonQuery>(
        "ReasonQuery", {field("reason", &py::ReasonQuery::reason, length(0, 500))});
    return list;
}

const FieldList &fieldsOf(Of<py::RoleChange>)
{
    static const FieldList list = fieldList<py::RoleChange>("RoleAssignment",
        {field("user_id", &py::RoleChange::userId, required),
            field("role", &py::RoleChange::role, required),
            field("channel_id", &py::RoleChange::channelId)});
    return list;
}

const FieldList &fieldsOf(Of<py::DeleteMessage>)
{
    static const FieldList list = fieldList<py::DeleteMessage>("AdminDeleteMessage",
        {field("message_id", &py::DeleteMessage::messageId, required),
            field("reason", &py::DeleteMessage::reason, length(0, 500))});
    return list;
}

const FieldList &fieldsOf(Of<py::ActionQuery>)
{
    static const FieldList list = fieldList<py::ActionQuery>("ActionQuery",
        {field("page", &py::ActionQuery::page, range(1, 1'000)),
            field("limit", &py::ActionQuery::limit, range(1, 100)),
            field("action_type", &py::ActionQuery::actionType),
            field("target_type", &py::ActionQuery::targetType),
            field("admin_id", &py::ActionQuery::adminId)});
    return list;
}

const FieldList &fieldsOf(Of<py::BulkAction>)
{
    static const FieldList list = fieldList<py::BulkAction>("BulkAction",
        {field("action", &py::BulkAction::action, required),
            field("target_ids", &py::BulkAction::targetIds, required),
            field("reason", &py::BulkAction::reason, length(0, 500))});
    return list;
}

} // namespace kith
