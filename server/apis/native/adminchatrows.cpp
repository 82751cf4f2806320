// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/admin/chatlist.h"
#include "core/admin/chats.h"
#include "core/admin/reading.h"

namespace kith::api {

Routes adminChatRoutes()
{
    return {
        get("/api/v2/admin/chats", Access::Admin, "The table of chats",
            [](core::ReadTx &tx, const Query<AdminChatQuery> &query) {
                return core::adminChats(tx, query);
            })
            .limitedBy(Limiter::Admin),
        get("/api/v2/admin/chats/{chat_id}", Access::Admin, "A chat",
            [](core::ReadTx &tx, ChatId chat) { return core::adminChat(tx, chat); })
            .limitedBy(Limiter::Admin),
        patch("/api/v2/admin/chats/{chat_id}", Access::Admin,
            "Rename, show, hide, archive or unarchive a chat",
            [](core::Tx &tx, ChatId chat, const AdminChatChange &in) {
                return core::changeChat(tx, chat, in);
            })
            .limitedBy(Limiter::Admin),
        get("/api/v2/admin/chats/{chat_id}/members", Access::Admin, "Who belongs to a chat",
            [](core::ReadTx &tx, ChatId chat, const Query<core::ListQuery> &query) {
                return core::adminMembers(tx, chat, query);
            })
            .limitedBy(Limiter::Admin),
        get("/api/v2/admin/chats/{chat_id}/messages", Access::Admin,
            "A chat's messages, newest first; of all but public channels with a reading",
            [](core::ReadTx &tx, ChatId chat, const Query<AdminHistoryQuery> &query) {
                return core::adminHistory(tx, chat, query);
            })
            .limitedBy(Limiter::Admin),
        post("/api/v2/admin/chats/{chat_id}/readings", Access::Admin,
            "Say why, and read a chat for a while",
            [](core::Tx &tx, ChatId chat, const NewReading &in) {
                return core::openReading(tx, chat, in).map([](Reading reading) {
                    return Created<Reading>{reading};
                });
            })
            .limitedBy(Limiter::Admin),
    };
}

} // namespace kith::api
