// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythia/frames.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<pf::User>)
{
    static const FieldList list = fieldList<pf::User>("UserFrame",
        {field("id", &pf::User::id), field("email", &pf::User::email),
            field("username", &pf::User::username), field("avatar", &pf::User::avatar),
            field("status", &pf::User::status), field("banned_until", &pf::User::bannedUntil),
            field("created_at", &pf::User::createdAt), field("updated_at", &pf::User::updatedAt)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Reaction>)
{
    static const FieldList list = fieldList<pf::Reaction>("ReactionFrame",
        {field("id", &pf::Reaction::id), field("emoji", &pf::Reaction::emoji),
            field("user_id", &pf::Reaction::userId),
            field("message_id", &pf::Reaction::messageId)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Message>)
{
    static const FieldList list = fieldList<pf::Message>("MessageDataFrame",
        {field("id", &pf::Message::id), field("content", &pf::Message::content),
            field("user_id", &pf::Message::userId), field("channel_id", &pf::Message::channelId),
            field("created_at", &pf::Message::createdAt),
            field("updated_at", &pf::Message::updatedAt),
            field("is_edited", &pf::Message::isEdited),
            field("formatting", &pf::Message::formatting),
            field("mentions", &pf::Message::mentions), field("reactions", &pf::Message::reactions),
            field("user", &pf::Message::user)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Connected>)
{
    static const FieldList list = fieldList<pf::Connected>("ConnectedFrame",
        {field("type", &pf::Connected::type), field("user_id", &pf::Connected::userId),
            field("username", &pf::Connected::username),
            field("timestamp", &pf::Connected::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Channel>)
{
    static const FieldList list = fieldList<pf::Channel>("ChannelFrame",
        {field("type", &pf::Channel::type), field("channel_id", &pf::Channel::channelId),
            field("timestamp", &pf::Channel::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Pong>)
{
    static const FieldList list = fieldList<pf::Pong>(
        "PongFrame", {field("type", &pf::Pong::type), field("timestamp", &pf::Pong::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::OnlineUsers>)
{
    static const FieldList list = fieldList<pf::OnlineUsers>("OnlineUsersFrame",
        {field("type", &pf::OnlineUsers::type), field("channel_id", &pf::OnlineUsers::channelId),
            field("users", &pf::OnlineUsers::users),
            field("timestamp", &pf::OnlineUsers::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Failure>)
{
    static const FieldList list = fieldList<pf::Failure>("ErrorFrame",
        {field("type", &pf::Failure::type), field("error_code", &pf::Failure::errorCode),
            field("message", &pf::Failure::message), field("details", &pf::Failure::details)});
    return list;
}

const FieldList &fieldsOf(Of<pf::MessageFrame>)
{
    static const FieldList list = fieldList<pf::MessageFrame>("MessageFrame",
        {field("type", &pf::MessageFrame::type), field("data", &pf::MessageFrame::data),
            field("timestamp", &pf::MessageFrame::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::MessageDeleted>)
{
    static const FieldList list = fieldList<pf::MessageDeleted>("MessageDeletedFrame",
        {field("type", &pf::MessageDeleted::type),
            field("message_id", &pf::MessageDeleted::messageId),
            field("deleted_by", &pf::MessageDeleted::deletedBy),
            field("channel_id", &pf::MessageDeleted::channelId),
            field("reason", &pf::MessageDeleted::reason)});
    return list;
}

const FieldList &fieldsOf(Of<pf::ReactionData>)
{
    static const FieldList list = fieldList<pf::ReactionData>("ReactionDataFrame",
        {field("emoji", &pf::ReactionData::emoji), field("user_id", &pf::ReactionData::userId),
            field("username", &pf::ReactionData::username),
            field("action", &pf::ReactionData::action)});
    return list;
}

const FieldList &fieldsOf(Of<pf::MessageReaction>)
{
    static const FieldList list = fieldList<pf::MessageReaction>("MessageReactionFrame",
        {field("type", &pf::MessageReaction::type),
            field("message_id", &pf::MessageReaction::messageId),
            field("data", &pf::MessageReaction::data),
            field("timestamp", &pf::MessageReaction::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Typing>)
{
    static const FieldList list = fieldList<pf::Typing>("TypingFrame",
        {field("type", &pf::Typing::type), field("user_id", &pf::Typing::userId),
            field("username", &pf::Typing::username), field("channel_id", &pf::Typing::channelId),
            field("is_typing", &pf::Typing::isTyping), field("timestamp", &pf::Typing::timestamp),
            field("exclude_user", &pf::Typing::excludeUser)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Person>)
{
    static const FieldList list = fieldList<pf::Person>("PersonFrame",
        {field("type", &pf::Person::type), field("user_id", &pf::Person::userId),
            field("username", &pf::Person::username), field("channel_id", &pf::Person::channelId),
            field("timestamp", &pf::Person::timestamp),
            field("exclude_user", &pf::Person::excludeUser)});
    return list;
}

const FieldList &fieldsOf(Of<pf::Mention>)
{
    static const FieldList list = fieldList<pf::Mention>("MentionData",
        {field("message_id", &pf::Mention::messageId), field("channel_id", &pf::Mention::channelId),
            field("content", &pf::Mention::content),
            field("from_user_id", &pf::Mention::fromUserId),
            field("from_username", &pf::Mention::fromUsername)});
    return list;
}

const FieldList &fieldsOf(Of<pf::MentionNotification>)
{
    static const FieldList list = fieldList<pf::MentionNotification>("MentionNotificationFrame",
        {field("type", &pf::MentionNotification::type),
            field("data", &pf::MentionNotification::data),
            field("timestamp", &pf::MentionNotification::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::EditedMention>)
{
    static const FieldList list = fieldList<pf::EditedMention>("EditedMentionFrame",
        {field("type", &pf::EditedMention::type), field("data", &pf::EditedMention::data),
            field("is_edit", &pf::EditedMention::isEdit),
            field("timestamp", &pf::EditedMention::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::NewChannel>)
{
    static const FieldList list = fieldList<pf::NewChannel>("NewChannelFrame",
        {field("name", &pf::NewChannel::name), field("description", &pf::NewChannel::description),
            field("id", &pf::NewChannel::id), field("created_at", &pf::NewChannel::createdAt),
            field("updated_at", &pf::NewChannel::updatedAt)});
    return list;
}

const FieldList &fieldsOf(Of<pf::ChannelCreated>)
{
    static const FieldList list = fieldList<pf::ChannelCreated>("ChannelCreatedFrame",
        {field("type", &pf::ChannelCreated::type), field("data", &pf::ChannelCreated::data),
            field("timestamp", &pf::ChannelCreated::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<pf::ForceDisconnect>)
{
    static const FieldList list = fieldList<pf::ForceDisconnect>("ForceDisconnectFrame",
        {field("type", &pf::ForceDisconnect::type), field("reason", &pf::ForceDisconnect::reason),
            field("timestamp", &pf::ForceDisconnect::timestamp)});
    return list;
}

} // namespace kith
