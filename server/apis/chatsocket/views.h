// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chatsocket/wire.h"
#include "store/rows.h"

/// From core's objects to what chatsocket's clients read. Any thread.
namespace kith::chatsocket {

/// Whoever gave no name is called like their user name.
QString nameOf(const UserBrief &person);
wire::Account toAccount(const store::UserRow &row);
wire::SentMessage toSent(const Message &message);
wire::StoredMessage toStored(const Message &message);

} // namespace kith::chatsocket
