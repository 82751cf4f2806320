// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lists/listquery.h"
#include "core/tx.h"
#include "shared/model/chat.h"
#include "shared/model/page.h"

/// Chats: making, finding and changing them. Who belongs to them is in members.h.
namespace kith::core {

struct MadeChat
{
    Chat chat{};
    bool created = true; ///< false: the direct chat that these two people already had
};
/// Some dialects have groups without a name.
enum class ChatName { Required, Optional };
Result<MadeChat> createChat(Tx &tx, const NewChat &in, ChatName name = ChatName::Required);

Result<Chat> updateChat(Tx &tx, ChatId id, const ChatChange &in);

/// Puts chat_updated on the consoles' stream: a new chat, or one whose name, topic, visibility or
/// archiving changed. Messages and members are no news there.
Result<void> announceChatToAdmins(Tx &tx, const store::ChatRow &row);

Result<Chat> chatById(ReadTx &tx, ChatId id);
/// The actor's chats, latest activity first.
Result<Page<Chat>> myChats(ReadTx &tx, const ListQuery &query);

struct PublicQuery
{
    std::optional<QString> q{};
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;
};
/// Public channels by id, with those whose name or topic has `q` in it.
Result<Page<Chat>> publicChannels(ReadTx &tx, const PublicQuery &query);

/// The default channels, made at start if they are missing.
Result<void> ensureDefaultChannels(Tx &tx);

} // namespace kith::core

namespace kith {

const FieldList &fieldsOf(Of<core::PublicQuery>);

} // namespace kith
