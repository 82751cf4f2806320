// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telegramapp/wire.h"

/// From core's objects to what telegramapp's clients read. Any thread.
namespace kith::telegramapp {

wire::User toUser(const store::UserRow &row);
/// `members`: of the message's chat, to tell who has seen it; none in events, which say no more
/// than that it was sent or changed.
wire::Message toMessage(const Message &message, std::span<const store::MemberRow> members = {});
std::optional<QString> orNull(const QString &text);
wire::Status statusOf(Availability availability);
Availability availabilityOf(wire::Status status);

} // namespace kith::telegramapp
