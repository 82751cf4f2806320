// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "native/events.h"

namespace kith::api {

Routes chatRoutes()
{
    return {
        get("/api/v2/chats", Access::User, "My chats, latest activity first",
            [](core::ReadTx &tx, const Query<core::ListQuery> &query) {
                return core::myChats(tx, query);
            }),
        post("/api/v2/chats", Access::User, "Create a chat",
            [](core::Tx &tx, const NewChat &in) {
                return core::createChat(tx, in).map([](core::MadeChat made) {
                    return CreatedOrFound<Chat>{std::move(made.chat), made.created};
                });
            }),
        get("/api/v2/chats/public", Access::User, "Public channels",
            [](core::ReadTx &tx, const Query<core::PublicQuery> &query) {
                return core::publicChannels(tx, query);
            })
            .limitedBy(Limiter::Search),
        get("/api/v2/chats/{chat_id}", Access::User, "A chat",
            [](core::ReadTx &tx, ChatId chat) { return core::chatById(tx, chat); }),
        patch("/api/v2/chats/{chat_id}", Access::User, "Change a chat's name, topic or visibility",
            [](core::Tx &tx, ChatId chat, const ChatChange &in) {
                return core::updateChat(tx, chat, in);
            }),
        post("/api/v2/chats/{chat_id}/join", Access::User, "Join a public channel",
            [](core::Tx &tx, ChatId chat) { return core::joinChat(tx, chat); }),
        post("/api/v2/chats/{chat_id}/leave", Access::User, "Leave a chat",
            [](core::Tx &tx, ChatId chat) { return core::leaveChat(tx, chat); }),
        get("/api/v2/chats/{chat_id}/members", Access::User, "Members of a chat",
            [](core::ReadTx &tx, ChatId chat, const Query<core::ListQuery> &query) {
                return core::members(tx, chat, query);
            }),
        post("/api/v2/chats/{chat_id}/members", Access::User, "Add a person to a chat",
            [](core::Tx &tx, ChatId chat, const NewMember &in) {
                return core::addMember(tx, chat, in).map([](Member member) {
                    return Created<Member>{std::move(member)};
                });
            }),
        patch("/api/v2/chats/{chat_id}/members/{user_id}", Access::User,
            "Change a member's role, or pass ownership on",
            [](core::Tx &tx, ChatId chat, UserId user, const MemberChange &in) {
                return core::changeMember(tx, chat, user, in);
            }),
        del("/api/v2/chats/{chat_id}/members/{user_id}", Access::User, "Remove a member",
            [](core::Tx &tx, ChatId chat, UserId user) {
                return core::removeMember(tx, chat, user);
            }),
        post("/api/v2/chats/{chat_id}/read", Access::User, "Move my read cursor forward",
            [](core::Tx &tx, ChatId chat, const ReadMark &in) {
                return core::markRead(tx, chat, in);
            }),
        get("/api/v2/chats/{chat_id}/readers", Access::User, "How far each member has read",
            [](core::ReadTx &tx, ChatId chat, const Query<core::ListQuery> &query) {
                return core::readers(tx, chat, query);
            }),
        get("/api/v2/chats/{chat_id}/events", Access::User, "The chat's stream after a place",
            [](core::ReadTx &tx, ChatId chat, const Query<EventsQuery> &query) {
                return eventsAfter(tx, chat, query);
            }),
    };
}

} // namespace kith::api
