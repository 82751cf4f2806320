// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/messagetype.h"
#include "shared/model/user.h"

#include <vector>

namespace kith {

/// All reactions with one emoji on one message.
struct Reaction
{
    QString emoji{};
    int count = 0;
    std::vector<UserId> userIds{}; ///< the first limits::kReactionUsersShown

    bool operator==(const Reaction &) const = default;
};

const FieldList &fieldsOf(Of<Reaction>);

struct Message
{
    MessageId id{};
    ChatId chatId{};
    qint64 seq = 0; ///< place in the chat's event stream: the one order that everybody sees
    UserBrief sender{};
    QString content{}; ///< as it was sent, never changed; empty once deleted
    MessageType type = MessageType::Text;
    std::optional<MessageId> replyTo{};
    std::optional<QString> clientId{};
    Timestamp createdAt{};
    std::optional<Timestamp> editedAt{};
    bool isDeleted = false;
    std::vector<Reaction> reactions{};
    std::vector<UserId> mentions{};
    std::vector<QString> attachments{};
    // Not in the field list, hence never in native JSON: for dialects.
    qint64 ordinal = 0; ///< counts the chat's messages densely, from 1
    bool isTombstone = false; ///< deleted, and keeps its place for everybody to see

    bool operator==(const Message &) const = default;
};

const FieldList &fieldsOf(Of<Message>);

/// POST chats/{id}/messages.
struct NewMessage
{
    QString content{};
    MessageType type = MessageType::Text;
    std::optional<MessageId> replyTo{};
    std::optional<QString> clientId{};

    bool operator==(const NewMessage &) const = default;
};

const FieldList &fieldsOf(Of<NewMessage>);

/// PATCH messages/{id}.
struct MessageEdit
{
    QString content{};

    bool operator==(const MessageEdit &) const = default;
};

const FieldList &fieldsOf(Of<MessageEdit>);

/// One earlier text of a message.
struct MessageVersion
{
    QString content{};
    Timestamp writtenAt{};

    bool operator==(const MessageVersion &) const = default;
};

const FieldList &fieldsOf(Of<MessageVersion>);

} // namespace kith
