// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chatsocket/wire.h"
#include "core/chats/chats.h"
#include "core/messages/messages.h"

/// What both HTTP and the socket do with a conversation.
namespace kith::chatsocket {

/// The conversation with a person, found or made. Errors: `unknown` where nobody has the address;
/// InvalidInput for oneself.
struct Partner
{
    store::UserRow row{};
    core::MadeChat made{};
};
Result<Partner> conversationWith(core::Tx &tx, const QString &email, const Error &unknown);

/// Stores a message; the conversation comes into being with the first. Errors: 404 "Recipient not
/// found".
Result<core::Posted> send(core::Tx &tx, const wire::NewMessage &in);

/// Everything in it is read. What is not there or not one's own changes nothing and is no error.
Result<ReadState> markAsRead(core::Tx &tx, ChatId chat);

} // namespace kith::chatsocket
