// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/messages/mentions.h"

#include "core/lists/folding.h"
#include "shared/model/message.h"
#include "shared/textformat.h"

#include <algorithm>

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;

std::vector<QString> mentionedNames(QStringView text)
{
    std::vector<QString> names;
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        if (at > 0 && (text[at - 1].isLetterOrNumber() || text[at - 1] == u'@'))
            continue;
        qsizetype end = at + 1;
        while (end < text.size() && isUsernameCharacter(text[end]))
            ++end;
        QStringView name = text.mid(at + 1, end - at - 1);
        // A sentence's full stop is not part of the name.
        while (!name.isEmpty() && (name.back() == u'.' || name.back() == u'-'))
            name.chop(1);
        const QString key = folded(name.toString());
        if (name.isEmpty() || name.size() > limits::kUsernameMax
            || std::find(names.begin(), names.end(), key) != names.end())
            continue;
        names.push_back(key);
        if (names.size() == static_cast<size_t>(limits::kMentions))
            break;
    }
    return names;
}

Result<Mentions> findMentions(Tx &tx, ChatId chat, QStringView text)
{
    Mentions found;
    const std::vector<QString> names = mentionedNames(text);
    if (names.empty())
        return found;
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    constexpr Sql kMember(R"(
        SELECT u.id
        FROM users u
        JOIN members m ON m.user_id = u.id AND m.chat_id = :chat
        WHERE u.username_key = :name)");
    for (const QString &name : names) {
        if (name == "channel"_L1 || name == "here"_L1) {
            found.everybody = true;
            continue;
        }
        TRY_ASSIGN(const auto id,
            store::integerOf(*sql, kMember, {{":chat", chat.value}, {":name", name}}));
        if (id)
            found.people.push_back(UserId(*id));
    }
    return found;
}

void insertMentions(Tx &tx, const Mentions &mentions, const Message &message)
{
    const auto insert = [&](UserId user) {
        tx.unit.insert(store::MentionRow{.chatId = message.chatId,
            .userId = user,
            .messageSeq = message.seq,
            .messageId = message.id,
            .at = message.createdAt});
    };
    if (mentions.everybody)
        insert(UserId(0));
    for (const UserId user : mentions.people) {
        if (user != message.sender.id)
            insert(user);
    }
}

} // namespace kith::core
