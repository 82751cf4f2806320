// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/views.h"

#include "shared/model/message.h"

namespace kith::chatservice {

using namespace Qt::StringLiterals;

std::optional<QString> fullNameOf(const store::UserRow &row)
{
    return row.fullName == row.username ? std::nullopt : orNull(row.fullName);
}

QString chatTypeOf(ChatKind kind) { return kind == ChatKind::Direct ? u"direct"_s : u"group"_s; }

wire::User toUser(const store::UserRow &row)
{
    return {.username = row.username,
        .email = row.email,
        .fullName = fullNameOf(row),
        .id = row.id,
        .isActive = row.isActive,
        .createdAt = row.createdAt,
        .lastSeen = row.lastSeenAt.value_or(row.createdAt)};
}

wire::Message toMessage(const Message &message)
{
    return {.content = message.content,
        .id = message.id,
        .chatId = message.chatId,
        .senderId = message.sender.id,
        .senderUsername = message.sender.username,
        .timestamp = message.createdAt,
        .isEdited = message.editedAt.has_value()};
}

wire::ChatListItem toListItem(const store::ChatRow &row)
{
    return {.id = row.id,
        .name = orNull(row.name),
        .chatType = chatTypeOf(row.kind),
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt,
        .participantCount = row.memberCount};
}

} // namespace kith::chatservice
