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

const FieldList &fieldsOf(Of<pf::User>);
const FieldList &fieldsOf(Of<pf::Reaction>);
const FieldList &fieldsOf(Of<pf::Message>);
const FieldList &fieldsOf(Of<pf::Connected>);
const FieldList &fieldsOf(Of<pf::Channel>);
const FieldList &fieldsOf(Of<pf::Pong>);
const FieldList &fieldsOf(Of<pf::OnlineUsers>);
const FieldList &fieldsOf(Of<pf::Failure>);
const FieldList &fieldsOf(Of<pf::MessageFrame>);
const FieldList &fieldsOf(Of<pf::MessageDeleted>);
const FieldList &fieldsOf(Of<pf::ReactionData>);
const FieldList &fieldsOf(Of<pf::MessageReaction>);
const FieldList &fieldsOf(Of<pf::Typing>);
const FieldList &fieldsOf(Of<pf::Person>);
const FieldList &fieldsOf(Of<pf::Mention>);
const FieldList &fieldsOf(Of<pf::MentionNotification>);
const FieldList &fieldsOf(Of<pf::EditedMention>);
const FieldList &fieldsOf(Of<pf::NewChannel>);
const FieldList &fieldsOf(Of<pf::ChannelCreated>);
const FieldList &fieldsOf(Of<pf::ForceDisconnect>);

} // namespace kith
