// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/rows.h"
#include "chatservice/views.h"
#include "core/access.h"
#include "core/live/rooms.h"
#include "core/messages/historyoffset.h"
#include "core/messages/messages.h"
#include "core/people/people.h"

namespace kith::chatservice {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

const Error &notIn()
{
    static const Error error = refuse(400, u"User is not a participant in this chat"_s);
    return error;
}

/// Absent, deleted and somebody else's look alike.
template <class T> Result<T> orNotMine(Result<T> result, const char *verb)
{
    const bool isTold = result.ok() || result.error().code == ErrorCode::InvalidInput
        || result.error().code == ErrorCode::Unavailable;
    if (isTold)
        return result;
    return refuse(400,
        u"Message not found or you don't have permission to %1 it"_s.arg(QLatin1StringView(verb)));
}

Result<wire::Page<wire::Message>> history(core::ReadTx &tx, ChatId chat, const wire::PageQuery &in)
{
    TRY_ASSIGN(const core::OffsetPage found,
        said(core::historyByOffset(tx, chat, {.skip = (in.page - 1) * in.limit, .limit = in.limit}),
            ErrorCode::NotFound, notIn()));
    wire::Page<wire::Message> page{.total = found.total,
        .page = in.page,
        .limit = in.limit,
        .pages = (found.total + in.limit - 1) / in.limit};
    for (const Message &message : found.items)
        page.items.push_back(toMessage(message));
    return page;
}

/// Only its sender: the admins of a chat delete here no more than others do.
Result<wire::Said> deleteMine(core::Tx &tx, MessageId id)
{
    TRY(orNotMine(core::access::messageForEditing(tx, id), "delete"));
    TRY(core::deleteMessage(tx, id));
    return wire::Said{u"Message deleted successfully"_s};
}

Result<wire::Online> online(core::ReadTx &tx, ChatId chat)
{
    TRY(said(core::access::chatForReading(tx, chat), ErrorCode::NotFound,
        refuse(404, u"Chat not found or access denied"_s)));
    const auto people = tx.env.rooms.people(chat);
    TRY_ASSIGN(const auto rows, core::usersByIds(tx.sql, people));
    wire::Online answer{.chatId = chat};
    for (const UserId person : people) {
        for (const store::UserRow &row : rows) {
            if (row.id == person)
                answer.onlineUsers.push_back({row.id, row.username, fullNameOf(row)});
        }
    }
    answer.count = static_cast<qint64>(answer.onlineUsers.size());
    return answer;
}

} // namespace

api::Routes messageRows()
{
    return {
        row::post("/api/v1/messages/", Access::User, "Send Message",
            [](core::Tx &tx, const wire::NewMessage &in) -> Result<Created<wire::Message>> {
                TRY_ASSIGN(const core::Posted posted,
                    said(core::postMessage(tx, in.chatId, {.content = in.content}),
                        ErrorCode::NotFound, notIn()));
                return Created<wire::Message>{toMessage(posted.message)};
            })
            .limitedBy(Limiter::Messages),
        row::get("/api/v1/messages/chat/{chat_id}", Access::User, "Get Chat Messages",
            [](core::ReadTx &tx, IntId<ChatId> chat, const Query<wire::PageQuery> &in) {
                return history(tx, chat, in);
            }),
        row::put("/api/v1/messages/{message_id}", Access::User, "Update Message",
            [](core::Tx &tx, IntId<MessageId> id,
                const wire::MessageEdit &in) -> Result<wire::Message> {
                TRY_ASSIGN(const Message edited,
                    orNotMine(core::editMessage(tx, id, {.content = in.content}), "edit"));
                return toMessage(edited);
            }),
        row::del("/api/v1/messages/{message_id}", Access::User, "Delete Message",
            [](core::Tx &tx, IntId<MessageId> id) { return deleteMine(tx, id); }),
        row::get("/api/v1/ws/stats", Access::Public, "Get Websocket Stats",
            [](const Inline &here) -> Result<wire::Stats> {
                const auto counts = here.env.rooms.counts();
                return wire::Stats{.onlineUsers = static_cast<qint64>(counts.people),
                    .totalConnections = static_cast<qint64>(counts.pairs)};
            }),
        row::get("/api/v1/ws/chat/{chat_id}/online", Access::User, "Get Online Users",
            [](core::ReadTx &tx, IntId<ChatId> chat) { return online(tx, chat); }),
        row::get("/api/v1/info", Access::Public, "Api Info",
            [](const Inline &) -> Result<wire::Info> { return wire::Info{}; }),
    };
}

} // namespace kith::chatservice
