// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythia/events.h"

#include "pythia/formatting.h"
#include "pythia/frames.h"
#include "pythia/views.h"
#include "shared/model/chat.h"

#include <algorithm>

namespace kith::pythia {

using namespace Qt::StringLiterals;

static std::vector<QString> namesIn(const Message &message)
{
    if (message.mentions.empty())
        return {};
    std::vector<QString> names;
    for (const QString &name : mentionTexts(message.content)) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    return names;
}

static frames::Message toFrame(const Message &message)
{
    frames::Message made{.id = message.id,
        .content = message.content,
        .userId = message.sender.id,
        .channelId = message.chatId,
        .createdAt = message.createdAt,
        .updatedAt = message.editedAt.value_or(message.createdAt),
        .isEdited = message.editedAt.has_value(),
        .formatting = formattingOf(message.content),
        .mentions = namesIn(message),
        .user = {.id = message.sender.id,
            .email = message.sender.email,
            .username = message.sender.username,
            .avatar = message.sender.avatarUrl,
            .createdAt = message.sender.createdAt,
            .updatedAt = message.sender.updatedAt}};
    for (const Reaction &reaction : message.reactions) {
        for (const UserId user : reaction.userIds)
            made.reactions.push_back({.id = {reactionId(message.id, user, reaction.emoji)},
                .emoji = reaction.emoji,
                .userId = user,
                .messageId = message.id});
    }
    return made;
}

static QByteArray messageFrame(const Event &event, const QString &type)
{
    const Message *message = event.message();
    if (!message || message->isDeleted)
        return {};
    return toJson(
        frames::MessageFrame{.type = type, .data = toFrame(*message), .timestamp = event.at});
}
QByteArray newMessage(const Event &event) { return messageFrame(event, u"new_message"_s); }
QByteArray messageEdited(const Event &event) { return messageFrame(event, u"message_edited"_s); }

QByteArray messageDeleted(const Event &event)
{
    const auto &deleted = event.as<events::MessageDeleted>();
    if (!deleted.message)
        return {};
    return toJson(frames::MessageDeleted{.messageId = deleted.message->id,
        .deletedBy = deleted.person ? deleted.person->username : deleted.message->sender.username,
        .channelId = event.chat,
        .reason = orNull(deleted.reason)});
}

template <class Reaction> static QByteArray reactionFrame(const Event &event, const QString &action)
{
    const auto &reaction = event.as<Reaction>();
    if (!reaction.message)
        return {};
    return toJson(frames::MessageReaction{.messageId = reaction.message->id,
        .data = {.emoji = reaction.emoji,
            .userId = event.user,
            .username = reaction.person ? reaction.person->username : QString(),
            .action = action},
        .timestamp = event.at});
}
QByteArray reactionAdded(const Event &event)
{
    return reactionFrame<events::ReactionAdded>(event, u"add"_s);
}
QByteArray reactionRemoved(const Event &event)
{
    return reactionFrame<events::ReactionRemoved>(event, u"remove"_s);
}

static frames::Mention mentionOf(const Message &message)
{
    return {.messageId = message.id,
        .channelId = message.chatId,
        .content = message.content,
        .fromUserId = message.sender.id,
        .fromUsername = message.sender.username};
}
QByteArray mentionNotification(const Event &event)
{
    return toJson(
        frames::MentionNotification{.data = mentionOf(*event.message()), .timestamp = event.at});
}
QByteArray editedMention(const Event &event)
{
    return toJson(
        frames::EditedMention{.data = mentionOf(*event.message()), .timestamp = event.at});
}

/// Nobody can be shown without a name.
QByteArray typing(const Event &event)
{
    const auto &typing = event.as<events::Typing>();
    if (!typing.person)
        return {};
    return toJson(frames::Typing{.userId = event.user,
        .username = typing.person->username,
        .channelId = event.chat,
        .isTyping = typing.on,
        .timestamp = event.at,
        .excludeUser = event.user});
}

static QByteArray person(const Event &event, const QString &type)
{
    QString name = event.person() ? event.person()->username : QString();
    const auto *added = std::get_if<events::MemberAdded>(&event.body);
    if (added && added->member)
        name = added->member->user.username;
    if (name.isEmpty())
        return {};
    return toJson(frames::Person{.type = type,
        .userId = event.user,
        .username = name,
        .channelId = event.chat,
        .timestamp = event.at,
        .excludeUser = event.user});
}
QByteArray joined(const Event &event) { return person(event, u"user_joined"_s); }
QByteArray left(const Event &event) { return person(event, u"user_left"_s); }

QByteArray channelCreated(const Event &event)
{
    const Chat &chat = *event.as<events::ChannelCreated>().chat;
    return toJson(frames::ChannelCreated{.data = {.name = chat.name,
                                             .description = orNull(chat.topic),
                                             .id = chat.id,
                                             .createdAt = chat.createdAt,
                                             .updatedAt = chat.updatedAt},
        .timestamp = event.at});
}

} // namespace kith::pythia
