// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access.h"
#include "core/chats/chatlists.h"
#include "core/chats/chats.h"
#include "core/chats/chatview.h"
#include "core/messages/messageview.h"
#include "telegramapp/rows.h"
#include "telegramapp/views.h"

#include <algorithm>

namespace kith::telegramapp {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

template <class ChatLike>
void fill(ChatLike &chat, const store::ChatRow &row, std::span<const store::MemberRow> members)
{
    chat.name = orNull(row.name);
    chat.type = row.kind == ChatKind::Direct ? wire::ChatType::Direct : wire::ChatType::Group;
    chat.photoUrl = row.photoUrl;
    chat.id = row.id;
    chat.createdBy = row.createdBy.value_or(UserId());
    chat.createdAt = row.createdAt;
    chat.updatedAt = row.updatedAt;
    for (const store::MemberRow &member : members) {
        if (member.chatId != row.id)
            continue;
        chat.memberIds.push_back(member.userId);
        const bool isAdmin = row.kind == ChatKind::Direct ? row.createdBy == member.userId
                                                          : member.role >= MemberRole::Admin;
        if (isAdmin)
            chat.adminIds.push_back(member.userId);
    }
}

Result<Created<wire::Chat>> asMade(core::Tx &tx, ChatId id)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    const std::array ids{id};
    TRY_ASSIGN(const auto members, core::memberRowsOf(*sql, ids));
    TRY_ASSIGN(const store::ChatRow *row, tx.unit.chats.find(id));
    Created<wire::Chat> made;
    fill(made.value, *row, members);
    return made;
}

const Error &noSuchPartner()
{
    static const Error error = refuse(404, u"User not found"_s);
    return error;
}

Result<Created<wire::Chat>> createDirect(core::Tx &tx, const wire::NewDirect &in)
{
    const UserId other = HexId<UserId>::read(in.otherUserId.toLatin1());
    if (other == tx.actor.user)
        return refuse(400, u"Cannot create a direct chat with yourself"_s);
    TRY_ASSIGN(const core::MadeChat made,
        said(core::createChat(tx, {.kind = ChatKind::Direct, .members = {other}}),
            ErrorCode::InvalidInput, noSuchPartner()));
    return asMade(tx, made.chat.id);
}

Result<Created<wire::Chat>> createGroup(core::Tx &tx, const wire::NewGroup &in)
{
    NewChat wanted{.kind = ChatKind::Group, .name = in.name.value_or(QString())};
    for (const UserId member : in.memberIds)
        wanted.members.push_back(member);
    TRY_ASSIGN(const core::MadeChat made,
        said(core::createChat(tx, wanted, core::ChatName::Optional), ErrorCode::InvalidInput,
            noSuchPartner()));
    if (in.photoUrl) {
        TRY_ASSIGN(const store::ChatRow *row, tx.unit.chats.find(made.chat.id));
        store::ChatRow changed = *row;
        changed.photoUrl = orNull(*in.photoUrl);
        tx.unit.chats.update(changed);
    }
    return asMade(tx, made.chat.id);
}

/// The newest message whole, null for a tombstone or none.
Result<void> addLast(core::ReadTx &tx, const store::ChatRow &row, wire::ChatSummary &chat)
{
    if (!row.lastMessageId)
        return {};
    TRY_ASSIGN(const auto last, core::loadMessage(tx.sql, *row.lastMessageId));
    if (!last)
        return {};
    const wire::Message message = toMessage(*last);
    chat.lastMessagePreview = message.content;
    chat.lastMessageAt = message.createdAt;
    return {};
}

Result<std::vector<wire::ChatSummary>> myChats(core::ReadTx &tx, const wire::LimitQuery &in)
{
    TRY_ASSIGN(const auto rows, core::chatsOf(tx, {.limit = in.limit}));
    std::vector<ChatId> ids;
    for (const store::ChatRow &row : rows)
        ids.push_back(row.id);
    TRY_ASSIGN(const auto members, core::memberRowsOf(tx.sql, ids));
    std::vector<wire::ChatSummary> chats;
    for (const store::ChatRow &row : rows) {
        wire::ChatSummary chat;
        fill(chat, row, members);
        TRY(addLast(tx, row, chat));
        const auto me = std::find_if(members.begin(), members.end(), [&](const auto &member) {
            return member.chatId == row.id && member.userId == tx.actor.user;
        });
        if (me != members.end()) {
            TRY_ASSIGN(const MyChat my, core::toMyChat(tx.sql, row, *me));
            chat.unreadCount = my.unreadCount;
        }
        chats.push_back(std::move(chat));
    }
    return chats;
}

} // namespace

api::Routes chatRows()
{
    return {
        row::post("/api/messaging/chats/direct", Access::User, "Create Direct Chat", createDirect),
        row::post("/api/messaging/chats/group", Access::User, "Create Group Chat", createGroup),
        row::get("/api/messaging/chats", Access::User, "List Chats",
            [](core::ReadTx &tx, const Query<wire::LimitQuery> &in) { return myChats(tx, in); }),
    };
}

} // namespace kith::telegramapp
