// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The frames of pythia's socket: snake_case throughout, where HTTP mixes.

#include "pythia/wire.h"

namespace kith::pythia::frames {

using dialects::CuidId;
using dialects::NaiveTime;
using dialects::OffsetTime;
using dialects::ZuluTime;

struct User
{
    CuidId<UserId> id{};
    QString email{};
    QString username{};
    std::optional<QString> avatar{};
    wire::Status status = wire::Status::Active; ///< whoever writes is
    std::optional<OffsetTime> bannedUntil{};
    OffsetTime createdAt{};
    OffsetTime updatedAt{};
};
struct Reaction
{
    wire::ReactionId id{};
    QString emoji{};
    CuidId<UserId> userId{};
    CuidId<MessageId> messageId{};
};
struct Message
{
    CuidId<MessageId> id{};
    QString content{};
    CuidId<UserId> userId{};
    CuidId<ChatId> channelId{};
    OffsetTime createdAt{};
    OffsetTime updatedAt{};
    bool isEdited = false;
    wire::Formatting formatting{};
    std::vector<QString> mentions{}; ///< names, each once
    std::vector<Reaction> reactions{};
    User user{};
};

struct Connected
{
    QString type = QStringLiteral("connection_established");
    CuidId<UserId> userId{};
    QString username{};
    NaiveTime timestamp{};
};
/// channel_joined, channel_left.
struct Channel
{
    QString type{};
    CuidId<ChatId> channelId{};
    NaiveTime timestamp{};
};
struct Pong
{
    QString type = QStringLiteral("pong");
    NaiveTime timestamp{};
};
struct OnlineUsers
{
    QString type = QStringLiteral("online_users");
    CuidId<ChatId> channelId{};
    std::vector<CuidId<UserId>> users{};
    NaiveTime timestamp{};
};
struct Failure
{
    QString type = QStringLiteral("error");
    QString errorCode{};
    QString message{};
    std::optional<QString> details{};
};
/// new_message, message_edited.
struct MessageFrame
{
    QString type{};
    Message data{};
    NaiveTime timestamp{};
};
struct MessageDeleted
{
    QString type = QStringLiteral("message_deleted");
    CuidId<MessageId> messageId{};
    QString deletedBy{};
    CuidId<ChatId> channelId{};
    std::optional<QString> reason{};
};
struct ReactionData
{
    QString emoji{};
    CuidId<UserId> userId{};
    QString username{};
    QString action{};
};
struct MessageReaction
{
    QString type = QStringLiteral("message_reaction");
    CuidId<MessageId> messageId{};
    ReactionData data{};
    NaiveTime timestamp{};
};
struct Typing
{
    QString type = QStringLiteral("typing_indicator");
    CuidId<UserId> userId{};
    QString username{};
    CuidId<ChatId> channelId{};
    bool isTyping = false;
    NaiveTime timestamp{};
    CuidId<UserId> excludeUser{};
};
/// user_joined, user_left.
struct Person
{
    QString type{};
    CuidId<UserId> userId{};
    QString username{};
    CuidId<ChatId> channelId{};
    NaiveTime timestamp{};
    CuidId<UserId> excludeUser{};
};
struct Mention
{
    CuidId<MessageId> messageId{};
    CuidId<ChatId> channelId{};
    QString content{};
    CuidId<UserId> fromUserId{};
    QString fromUsername{};
};
struct MentionNotification
{
    QString type = QStringLiteral("mention_notification");
    Mention data{};
    NaiveTime timestamp{};
};
struct EditedMention
{
    QString type = QStringLiteral("mention_notification");
    Mention data{};
    bool isEdit = true;
    NaiveTime timestamp{};
};
struct NewChannel
{
    QString name{};
    std::optional<QString> description{};
    CuidId<ChatId> id{};
    ZuluTime createdAt{};
    ZuluTime updatedAt{};
};
struct ChannelCreated
{
    QString type = QStringLiteral("channel_created");
    NewChannel data{};
    NaiveTime timestamp{};
};
struct ForceDisconnect
{
    QString type = QStringLiteral("force_disconnect");
    QString reason = QStringLiteral("Account suspended or banned");
    NaiveTime timestamp{};
};

} // namespace kith::pythia::frames

namespace kith {

namespace pf = pythia::frames;

template <>
inline constexpr auto fields<pf::User> = fieldList("UserFrame", field("id", &pf::User::id),
    field("email", &pf::User::email), field("username", &pf::User::username),
    field("avatar", &pf::User::avatar), field("status", &pf::User::status),
    field("banned_until", &pf::User::bannedUntil), field("created_at", &pf::User::createdAt),
    field("updated_at", &pf::User::updatedAt));
template <>
inline constexpr auto fields<pf::Reaction> = fieldList("ReactionFrame",
    field("id", &pf::Reaction::id), field("emoji", &pf::Reaction::emoji),
    field("user_id", &pf::Reaction::userId), field("message_id", &pf::Reaction::messageId));
template <>
inline constexpr auto fields<pf::Message> = fieldList("MessageDataFrame",
    field("id", &pf::Message::id), field("content", &pf::Message::content),
    field("user_id", &pf::Message::userId), field("channel_id", &pf::Message::channelId),
    field("created_at", &pf::Message::createdAt), field("updated_at", &pf::Message::updatedAt),
    field("is_edited", &pf::Message::isEdited), field("formatting", &pf::Message::formatting),
    field("mentions", &pf::Message::mentions), field("reactions", &pf::Message::reactions),
    field("user", &pf::Message::user));
template <>
inline constexpr auto fields<pf::Connected> = fieldList("ConnectedFrame",
    field("type", &pf::Connected::type), field("user_id", &pf::Connected::userId),
    field("username", &pf::Connected::username), field("timestamp", &pf::Connected::timestamp));
template <>
inline constexpr auto fields<pf::Channel> = fieldList("ChannelFrame",
    field("type", &pf::Channel::type), field("channel_id", &pf::Channel::channelId),
    field("timestamp", &pf::Channel::timestamp));
template <>
inline constexpr auto fields<pf::Pong> = fieldList(
    "PongFrame", field("type", &pf::Pong::type), field("timestamp", &pf::Pong::timestamp));
template <>
inline constexpr auto fields<pf::OnlineUsers> = fieldList("OnlineUsersFrame",
    field("type", &pf::OnlineUsers::type), field("channel_id", &pf::OnlineUsers::channelId),
    field("users", &pf::OnlineUsers::users), field("timestamp", &pf::OnlineUsers::timestamp));
template <>
inline constexpr auto fields<pf::Failure> = fieldList("ErrorFrame",
    field("type", &pf::Failure::type), field("error_code", &pf::Failure::errorCode),
    field("message", &pf::Failure::message), field("details", &pf::Failure::details));
template <>
inline constexpr auto fields<pf::MessageFrame> = fieldList("MessageFrame",
    field("type", &pf::MessageFrame::type), field("data", &pf::MessageFrame::data),
    field("timestamp", &pf::MessageFrame::timestamp));
template <>
inline constexpr auto fields<pf::MessageDeleted> = fieldList("MessageDeletedFrame",
    field("type", &pf::MessageDeleted::type), field("message_id", &pf::MessageDeleted::messageId),
    field("deleted_by", &pf::MessageDeleted::deletedBy),
    field("channel_id", &pf::MessageDeleted::channelId),
    field("reason", &pf::MessageDeleted::reason));
template <>
inline constexpr auto fields<pf::ReactionData> = fieldList("ReactionDataFrame",
    field("emoji", &pf::ReactionData::emoji), field("user_id", &pf::ReactionData::userId),
    field("username", &pf::ReactionData::username), field("action", &pf::ReactionData::action));
template <>
inline constexpr auto fields<pf::MessageReaction> = fieldList("MessageReactionFrame",
    field("type", &pf::MessageReaction::type), field("message_id", &pf::MessageReaction::messageId),
    field("data", &pf::MessageReaction::data), field("timestamp", &pf::MessageReaction::timestamp));
template <>
inline constexpr auto fields<pf::Typing> = fieldList("TypingFrame",
    field("type", &pf::Typing::type), field("user_id", &pf::Typing::userId),
    field("username", &pf::Typing::username), field("channel_id", &pf::Typing::channelId),
    field("is_typing", &pf::Typing::isTyping), field("timestamp", &pf::Typing::timestamp),
    field("exclude_user", &pf::Typing::excludeUser));
template <>
inline constexpr auto fields<pf::Person> = fieldList("PersonFrame",
    field("type", &pf::Person::type), field("user_id", &pf::Person::userId),
    field("username", &pf::Person::username), field("channel_id", &pf::Person::channelId),
    field("timestamp", &pf::Person::timestamp), field("exclude_user", &pf::Person::excludeUser));
template <>
inline constexpr auto fields<pf::Mention> = fieldList("MentionData",
    field("message_id", &pf::Mention::messageId), field("channel_id", &pf::Mention::channelId),
    field("content", &pf::Mention::content), field("from_user_id", &pf::Mention::fromUserId),
    field("from_username", &pf::Mention::fromUsername));
template <>
inline constexpr auto fields<pf::MentionNotification> = fieldList("MentionNotificationFrame",
    field("type", &pf::MentionNotification::type), field("data", &pf::MentionNotification::data),
    field("timestamp", &pf::MentionNotification::timestamp));
template <>
inline constexpr auto fields<pf::EditedMention> = fieldList("EditedMentionFrame",
    field("type", &pf::EditedMention::type), field("data", &pf::EditedMention::data),
    field("is_edit", &pf::EditedMention::isEdit),
    field("timestamp", &pf::EditedMention::timestamp));
template <>
inline constexpr auto fields<pf::NewChannel> = fieldList("NewChannelFrame",
    field("name", &pf::NewChannel::name), field("description", &pf::NewChannel::description),
    field("id", &pf::NewChannel::id), field("created_at", &pf::NewChannel::createdAt),
    field("updated_at", &pf::NewChannel::updatedAt));
template <>
inline constexpr auto fields<pf::ChannelCreated> = fieldList("ChannelCreatedFrame",
    field("type", &pf::ChannelCreated::type), field("data", &pf::ChannelCreated::data),
    field("timestamp", &pf::ChannelCreated::timestamp));
template <>
inline constexpr auto fields<pf::ForceDisconnect> = fieldList("ForceDisconnectFrame",
    field("type", &pf::ForceDisconnect::type), field("reason", &pf::ForceDisconnect::reason),
    field("timestamp", &pf::ForceDisconnect::timestamp));

} // namespace kith
