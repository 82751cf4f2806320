// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

namespace kith::core {

/// Whom a text mentions.
struct Mentions
{
    std::vector<UserId> people{}; ///< members of the chat, each once, at most limits::kMentions
    bool everybody = false; ///< @channel or @here
};

/// The names behind '@' in a text, lower case, each once: "@anna, see @Bob." has anna and bob.
/// An '@' inside a word, as in an e-mail address, is none.
std::vector<QString> mentionedNames(QStringView text);

/// Resolves names to members of the chat; other names are plain text.
Result<Mentions> findMentions(Tx &tx, ChatId chat, QStringView text);

/// Stores mention rows for the message, so that unread mentions can be counted and listed.
void insertMentions(Tx &tx, const Mentions &mentions, const Message &message);

} // namespace kith::core
