// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pythia/wire.h"

#include <span>

namespace kith::core {
struct ReadTx;
}
namespace kith::store {
class SqlSession;
}

/// From core's objects to what pythia's clients read. Any thread.
namespace kith::pythia {

wire::User toUser(const store::UserRow &row);
std::vector<wire::User> toUsers(const std::vector<store::UserRow> &rows);
std::optional<QString> orNull(const QString &text);
wire::Role roleOf(UserRole role);
UserRole roleOf(wire::Role role);
wire::Channel toChannel(const store::ChatRow &row);

/// With its author. `Details`: the reactions too, with everybody who reacted.
Result<wire::Message> toMessage(store::SqlSession &sql, const Message &message);
Result<std::vector<wire::MessageDetails>> toDetails(
    store::SqlSession &sql, std::span<const Message> messages);

/// An id of somebody's reaction, and back: which message and whose; `matches()` tells the emoji.
QByteArray reactionId(MessageId message, UserId user, const QString &emoji);
struct ReactionRef
{
    MessageId message{};
    UserId user{};
    QByteArray id{};
    bool matches(const QString &emoji) const { return reactionId(message, user, emoji) == id; }
};
ReactionRef readReactionId(const QString &id);

} // namespace kith::pythia
