// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chats/chatsearch.h"

#include "core/lists/folding.h"
#include "store/adminrows.h"

namespace kith::core {

using store::ChatRow;
using store::ChatSearchRow;
using store::Sql;
using store::SqlSession;

namespace {

ChatSearchRow searchRow(const ChatRow &chat)
{
    return {.chatId = chat.id, .searchKey = folded(chat.name + u'\n' + chat.topic)};
}

} // namespace

Result<void> keepChatSearch(Tx &tx, const ChatRow &chat)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    return store::upsertRow(*sql, searchRow(chat));
}

Result<void> fillChatSearch(Tx &tx)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    static const QByteArray text = "SELECT " + store::columns<ChatRow>("c") + R"(
        FROM chats c
        WHERE NOT EXISTS (SELECT 1 FROM chat_search s WHERE s.chat_id = c.id))";
    TRY_ASSIGN(const auto missing, store::rowsOf<ChatRow>(*sql, Sql(text.constData()), {}));
    for (const ChatRow &chat : missing)
        tx.unit.insert(searchRow(chat));
    return {};
}

} // namespace kith::core
