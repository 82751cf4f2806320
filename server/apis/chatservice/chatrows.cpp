// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/rows.h"
#include "chatservice/views.h"
#include "core/access.h"
#include "core/chats/chatlists.h"
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/people/people.h"

#include <algorithm>

namespace kith::chatservice {

using namespace Qt::StringLiterals;
using namespace dialects;
using core::access::Membership;

namespace {

const Error &noSuchChat()
{
    static const Error error = refuse(404, u"Chat not found or you don't have access"_s);
    return error;
}
const Error &onlyAdminsAdd()
{
    static const Error error = refuse(400, u"Only admins can add participants"_s);
    return error;
}
const Error &onlyAdminsRemove()
{
    static const Error error = refuse(400, u"Only admins can remove other participants"_s);
    return error;
}

/// In a direct chat whoever began it counts as its admin, as there.
bool isAdmin(const store::ChatRow &chat, UserId user, MemberRole role)
{
    return chat.kind == ChatKind::Direct ? chat.createdBy == user : role >= MemberRole::Admin;
}

/// The people of a chat, as they joined.
Result<std::vector<std::pair<store::MemberRow, store::UserRow>>> peopleOf(
    store::SqlSession &sql, ChatId chat)
{
    const std::array ids{chat};
    TRY_ASSIGN(const auto members, core::memberRowsOf(sql, ids));
    std::vector<UserId> users;
    for (const store::MemberRow &member : members)
        users.push_back(member.userId);
    TRY_ASSIGN(const auto rows, core::usersByIds(sql, users));
    std::vector<std::pair<store::MemberRow, store::UserRow>> people;
    for (const store::MemberRow &member : members) {
        const auto it = std::find_if(rows.begin(), rows.end(),
            [&](const store::UserRow &row) { return row.id == member.userId; });
        if (it != rows.end())
            people.emplace_back(member, *it);
    }
    return people;
}

Result<wire::Chat> wholeChat(store::SqlSession &sql, const store::ChatRow &row)
{
    wire::Chat chat{.name = orNull(row.name),
        .chatType = chatTypeOf(row.kind),
        .id = row.id,
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt};
    TRY_ASSIGN(const auto people, peopleOf(sql, row.id));
    for (const auto &[member, user] : people)
        chat.participants.push_back(toUser(user));
    return chat;
}

/// The same inside the writer's transaction.
Result<wire::Chat> wholeChat(core::Tx &tx, ChatId id)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const store::ChatRow *row, tx.unit.chats.find(id));
    return wholeChat(*sql, *row);
}

Result<Created<wire::Chat>> createChat(core::Tx &tx, const wire::NewChat &in)
{
    const bool isDirect = in.chatType == "direct"_L1;
    std::vector<UserId> once = in.participantIds;
    std::sort(once.begin(), once.end());
    const bool repeats = std::adjacent_find(once.begin(), once.end()) != once.end();
    const Error unknown = refuse(400, u"One or more participants not found"_s);
    if (repeats || std::binary_search(once.begin(), once.end(), tx.actor.user))
        return unknown;
    auto made = core::createChat(tx,
        {.kind = isDirect ? ChatKind::Direct : ChatKind::Group,
            .name = isDirect ? QString() : in.name.value_or(QString()),
            .members = in.participantIds},
        core::ChatName::Optional);
    if (!made && made.error().code == ErrorCode::Conflict)
        return refuse(400, u"Cannot exceed 100 members in group chat"_s);
    TRY_ASSIGN(const core::MadeChat chat, said(std::move(made), ErrorCode::InvalidInput, unknown));
    TRY_ASSIGN(wire::Chat whole, wholeChat(tx, chat.chat.id));
    return Created<wire::Chat>{std::move(whole)};
}

Result<wire::Page<wire::ChatListItem>> myChats(core::ReadTx &tx, const wire::PageQuery &in)
{
    core::ChatsQuery query{.skip = (in.page - 1) * in.limit, .limit = in.limit};
    TRY_ASSIGN(const auto rows, core::chatsOf(tx, query));
    TRY_ASSIGN(const qint64 total, core::countChatsOf(tx, query));
    wire::Page<wire::ChatListItem> page{.total = total,
        .page = in.page,
        .limit = in.limit,
        .pages = (total + in.limit - 1) / in.limit};
    for (const store::ChatRow &row : rows)
        page.items.push_back(toListItem(row));
    return page;
}

Result<wire::Chat> changeChat(core::Tx &tx, ChatId id, const wire::ChatChange &in)
{
    TRY_ASSIGN(const Membership found,
        said(core::access::chatForReading(tx, id), ErrorCode::NotFound, noSuchChat()));
    if (found.chat.kind == ChatKind::Direct)
        return refuse(400, u"Can only update group chats"_s);
    if (found.me.role < MemberRole::Admin)
        return refuse(403, u"Only admins can update chat details"_s);
    if (in.name)
        TRY(core::updateChat(tx, id, {.name = in.name}));
    return wholeChat(tx, id);
}

Result<wire::Said> addParticipants(core::Tx &tx, ChatId id, const wire::NewParticipants &in)
{
    TRY_ASSIGN(const Membership found,
        said(core::access::chatForReading(tx, id), ErrorCode::NotFound, onlyAdminsAdd()));
    if (!isAdmin(found.chat, tx.actor.user, found.me.role))
        return onlyAdminsAdd();
    if (found.chat.kind == ChatKind::Direct)
        return refuse(400, u"Can only add participants to group chats"_s);
    if (found.chat.memberCount + static_cast<int>(in.userIds.size()) > tx.env.policy.groupMembers)
        return refuse(400, u"Cannot exceed 100 members in group chat"_s);
    for (const UserId user : in.userIds) {
        TRY_ASSIGN(const store::UserRow *person, tx.unit.users.find(user));
        TRY_ASSIGN(const store::MemberRow *member,
            tx.unit.members.find(store::MemberKey{.chat = id, .user = user}));
        if (person && person->isActive && !member)
            TRY(core::addMember(tx, id, {.userId = user}));
    }
    return wire::Said{u"Participants added successfully"_s};
}

Result<wire::Said> leave(core::Tx &tx, ChatId id, const QString &done)
{
    auto left = core::leaveChat(tx, id);
    // As there: whoever is not in it has left it.
    if (!left && left.error().code == ErrorCode::Conflict)
        return refuse(400, u"Direct chats cannot be left"_s);
    if (!left && left.error().code != ErrorCode::NotFound)
        return std::move(left.error());
    return wire::Said{done};
}

Result<wire::Said> removeParticipant(core::Tx &tx, ChatId id, const wire::GoneParticipant &in)
{
    const QString done = u"Participant removed successfully"_s;
    if (in.userId == tx.actor.user)
        return leave(tx, id, done);
    TRY_ASSIGN(const Membership found,
        said(core::access::chatForReading(tx, id), ErrorCode::NotFound, onlyAdminsRemove()));
    if (found.chat.kind == ChatKind::Direct || found.me.role < MemberRole::Admin)
        return onlyAdminsRemove();
    auto removed = core::removeMember(tx, id, in.userId);
    if (!removed && removed.error().code == ErrorCode::Forbidden)
        return onlyAdminsRemove();
    if (!removed && removed.error().code != ErrorCode::NotFound)
        return std::move(removed.error());
    return wire::Said{done};
}

Result<std::vector<wire::Participant>> participants(core::ReadTx &tx, ChatId id)
{
    TRY_ASSIGN(const Membership found,
        said(core::access::chatForReading(tx, id), ErrorCode::NotFound, noSuchChat()));
    TRY_ASSIGN(const auto people, peopleOf(tx.sql, id));
    std::vector<wire::Participant> all;
    for (const auto &[member, user] : people)
        all.push_back({.userId = user.id,
            .username = user.username,
            .fullName = fullNameOf(user),
            .joinedAt = member.joinedAt,
            .isAdmin = isAdmin(found.chat, user.id, member.role)});
    return all;
}

} // namespace

void wire::check(Checker &checker, const NewChat &in)
{
    QByteArray type;
    json::appendString(type, QStringView(in.chatType));
    if (in.chatType != "direct"_L1 && in.chatType != "group"_L1)
        return checker.addAt("chat_type", "string_pattern_mismatch",
            u"String should match pattern '^(direct|group)$'"_s, type,
            R"({"pattern":"^(direct|group)$"})");
    QByteArray ids;
    json::append(ids, in.participantIds);
    if (in.chatType == "direct"_L1 && in.participantIds.empty())
        checker.addAt("participant_ids", "too_short",
            u"List should have at least 1 item after validation, not 0"_s, ids,
            R"({"field_type":"List","min_length":1,"actual_length":0})");
    else if (in.chatType == "direct"_L1 && in.participantIds.size() != 1)
        checker.valueError(
            "participant_ids", u"Direct chat must have exactly 1 other participant"_s, ids);
    else if (in.participantIds.size() > 100)
        checker.valueError(
            "participant_ids", u"Group chat cannot have more than 100 members"_s, ids);
}

api::Routes chatRows()
{
    return {
        row::post("/api/v1/chats/", Access::User, "Create Chat", createChat),
        row::get("/api/v1/chats/", Access::User, "Get User Chats",
            [](core::ReadTx &tx, const Query<wire::PageQuery> &in) { return myChats(tx, in); }),
        row::get("/api/v1/chats/{chat_id}", Access::User, "Get Chat",
            [](core::ReadTx &tx, IntId<ChatId> id) -> Result<wire::Chat> {
                TRY_ASSIGN(const Membership found,
                    said(core::access::chatForReading(tx, id), ErrorCode::NotFound, noSuchChat()));
                return wholeChat(tx.sql, found.chat);
            }),
        row::put("/api/v1/chats/{chat_id}", Access::User, "Update Chat",
            [](core::Tx &tx, IntId<ChatId> id, const wire::ChatChange &in) {
                return changeChat(tx, id, in);
            }),
        row::del("/api/v1/chats/{chat_id}", Access::User, "Leave Chat",
            [](core::Tx &tx, IntId<ChatId> id) {
                return leave(tx, id, u"Left chat successfully"_s);
            }),
        row::post("/api/v1/chats/{chat_id}/participants", Access::User, "Add Participants",
            [](core::Tx &tx, IntId<ChatId> id, const wire::NewParticipants &in) {
                return addParticipants(tx, id, in);
            }),
        row::del("/api/v1/chats/{chat_id}/participants", Access::User, "Remove Participant",
            [](core::Tx &tx, IntId<ChatId> id, const wire::GoneParticipant &in) {
                return removeParticipant(tx, id, in);
            }),
        row::get("/api/v1/chats/{chat_id}/participants", Access::User, "Get Chat Participants",
            [](core::ReadTx &tx, IntId<ChatId> id) { return participants(tx, id); }),
    };
}

} // namespace kith::chatservice
