// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chatservice/wire.h"

/// From core's objects to what chatservice's clients read. Any thread.
namespace kith::chatservice {

wire::User toUser(const store::UserRow &row);
wire::Message toMessage(const Message &message);
wire::ChatListItem toListItem(const store::ChatRow &row);
/// "direct" or "group"; channels of others are groups here.
QString chatTypeOf(ChatKind kind);
std::optional<QString> orNull(const QString &text);
/// A name that is only the username again was never given.
std::optional<QString> fullNameOf(const store::UserRow &row);

} // namespace kith::chatservice
