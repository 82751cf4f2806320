// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/messages/history.h"
#include "core/messages/messages.h"

namespace kith::api {

using core::ReactionChange;

Routes messageRoutes()
{
    return {
        get("/api/v2/chats/{chat_id}/messages", Access::User, "History of a chat, newest first",
            [](core::ReadTx &tx, ChatId chat, const Query<core::HistoryQuery> &query) {
                return core::history(tx, chat, query);
            }),
        post("/api/v2/chats/{chat_id}/messages", Access::User, "Send a message, exactly once",
            [](core::Tx &tx, ChatId chat, const NewMessage &in) {
                NewMessage message = in;
                if (!message.clientId)
                    message.clientId = tx.requestKey;
                return core::postMessage(tx, chat, message).map([](core::Posted posted) {
                    return Created<Message>{std::move(posted.message)};
                });
            })
            .limitedBy(Limiter::Messages)
            .keepsItsOwnKeys(),
        get("/api/v2/messages/{message_id}", Access::User, "A message",
            [](core::ReadTx &tx, MessageId id) { return core::messageById(tx, id); }),
        patch("/api/v2/messages/{message_id}", Access::User, "Edit one's own message",
            [](core::Tx &tx, MessageId id, const MessageEdit &in) {
                return core::editMessage(tx, id, in);
            })
            .limitedBy(Limiter::Messages),
        del("/api/v2/messages/{message_id}", Access::User, "Delete a message for everybody",
            [](core::Tx &tx, MessageId id) { return core::deleteMessage(tx, id); }),
        get("/api/v2/messages/{message_id}/history", Access::User,
            "Earlier texts of a message, oldest first",
            [](core::ReadTx &tx, MessageId id) { return core::versions(tx, id); }),
        put("/api/v2/messages/{message_id}/reactions/{emoji}", Access::User, "Add a reaction",
            [](core::Tx &tx, MessageId id, const QString &emoji) {
                return core::react(tx, id, emoji, ReactionChange::Add);
            })
            .limitedBy(Limiter::Messages),
        del("/api/v2/messages/{message_id}/reactions/{emoji}", Access::User,
            "Take one's reaction back",
            [](core::Tx &tx, MessageId id, const QString &emoji) {
                return core::react(tx, id, emoji, ReactionChange::Remove);
            })
            .limitedBy(Limiter::Messages),
        get("/api/v2/messages/{message_id}/readers", Access::User, "Who has read a message",
            [](core::ReadTx &tx, MessageId id, const Query<core::ListQuery> &query) {
                return core::messageReaders(tx, id, query);
            }),
        get("/api/v2/messages/{message_id}/replies", Access::User, "Replies to a message",
            [](core::ReadTx &tx, MessageId id, const Query<core::HistoryQuery> &query) {
                return core::replies(tx, id, query);
            }),
        get("/api/v2/mentions", Access::User, "Messages that mention me, newest first",
            [](core::ReadTx &tx, const Query<core::ListQuery> &query) {
                return core::mentionsOfMe(tx, query);
            }),
    };
}

} // namespace kith::api
