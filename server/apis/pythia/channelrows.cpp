// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access.h"
#include "core/chats/chatlists.h"
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/people/people.h"
#include "pythia/rows.h"
#include "pythia/views.h"

#include <algorithm>
#include <unordered_map>

namespace kith::pythia {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr qint64 kChannels = 10'000; // in a list, which has no pages there
constexpr qint64 kPeople = 10'000;

const Error &noSuchChannel()
{
    static const Error error = refuse(404, u"Channel not found"_s);
    return error;
}

Result<std::vector<wire::Channel>> allChannels(core::ReadTx &tx)
{
    TRY_ASSIGN(const auto rows, core::publicChannelRows(tx.sql, kChannels));
    std::vector<wire::Channel> channels;
    for (const store::ChatRow &row : rows)
        channels.push_back(toChannel(row));
    return channels;
}

/// With everybody in them. A direct chat bears the other person's name: there are none of its kind
/// there, and nobody should miss what was written to them.
Result<std::vector<wire::ChannelWithMembers>> withMembers(
    core::ReadTx &tx, const std::vector<store::ChatRow> &rows)
{
    std::vector<ChatId> ids;
    for (const store::ChatRow &row : rows)
        ids.push_back(row.id);
    TRY_ASSIGN(const auto members, core::memberRowsOf(tx.sql, ids));
    std::vector<UserId> userIds;
    for (const store::MemberRow &member : members)
        userIds.push_back(member.userId);
    TRY_ASSIGN(const auto users, core::usersByIds(tx.sql, userIds));
    std::unordered_map<UserId, wire::User> people;
    for (const store::UserRow &user : users)
        people.emplace(user.id, toUser(user));
    std::unordered_map<ChatId, wire::ChannelWithMembers> byId;
    for (const store::ChatRow &row : rows)
        byId[row.id] = {toChannel(row)};
    for (const store::MemberRow &member : members)
        byId[member.chatId].members.push_back(people.at(member.userId));
    std::vector<wire::ChannelWithMembers> channels;
    for (const store::ChatRow &row : rows) {
        wire::ChannelWithMembers channel = std::move(byId[row.id]);
        channel.memberCount = static_cast<qint64>(channel.members.size());
        const auto other = std::find_if(channel.members.begin(), channel.members.end(),
            [&](const wire::User &user) { return UserId(user.id) != tx.actor.user; });
        if (row.kind == ChatKind::Direct && other != channel.members.end())
            channel.name = other->username;
        channels.push_back(std::move(channel));
    }
    return channels;
}

Result<std::vector<wire::ChannelWithMembers>> myChannels(core::ReadTx &tx)
{
    TRY_ASSIGN(const auto rows,
        core::chatsOf(
            tx, {.withArchived = false, .order = core::ChatsOrder::Joined, .limit = kChannels}));
    return withMembers(tx, rows);
}

Result<wire::ChannelWithMembers> oneChannel(core::ReadTx &tx, ChatId id)
{
    TRY(said(core::access::chatForSeeing(tx, id), ErrorCode::NotFound, noSuchChannel()));
    TRY_ASSIGN(const auto in,
        said(core::access::chatForReading(tx, id), ErrorCode::NotFound,
            refuse(403, u"Access denied to channel"_s)));
    TRY_ASSIGN(auto channels, withMembers(tx, {in.chat}));
    return std::move(channels.front());
}

Result<wire::Channel> createChannel(core::Tx &tx, const wire::NewChannel &in)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const auto existing, core::publicChannelNamed(*sql, in.name));
    if (existing)
        return refuse(400, u"Channel name already exists"_s);
    TRY_ASSIGN(const core::MadeChat made,
        core::createChat(tx,
            {.kind = ChatKind::Channel,
                .name = in.name,
                .topic = in.description.value_or(QString()),
                .isPublic = true}));
    TRY_ASSIGN(const store::ChatRow *row, tx.unit.chats.find(made.chat.id));
    return toChannel(*row);
}

Result<bool> isMember(core::Tx &tx, ChatId chat, UserId user)
{
    TRY_ASSIGN(const store::MemberRow *row,
        tx.unit.members.find(store::MemberKey{.chat = chat, .user = user}));
    return row != nullptr;
}

Result<wire::Ack> join(core::Tx &tx, const wire::JoinChannel &in)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const bool isIn, isMember(tx, in.channelId, tx.actor.user));
    if (isIn)
        return refuse(400, u"Already a member of this channel"_s);
    TRY(said(core::joinChat(tx, in.channelId), ErrorCode::NotFound, noSuchChannel()));
    return wire::Ack{u"Successfully joined channel"_s};
}

Result<wire::Ack> leave(core::Tx &tx, ChatId id)
{
    TRY(said(core::leaveChat(tx, id, core::Emptied::Stays), ErrorCode::NotFound,
        refuse(400, u"Not a member of this channel"_s)));
    return wire::Ack{u"Successfully left channel"_s};
}

Result<wire::Ack> addUser(core::Tx &tx, ChatId id, const wire::AddUser &in)
{
    if (in.userId.text.isEmpty())
        return refuse(422, u"user_id is required"_s);
    TRY_ASSIGN(const auto found,
        said(core::access::chatForInviting(tx, id), ErrorCode::NotFound, noSuchChannel()));
    const UserId user = CuidId<UserId>::read(in.userId.text.toLatin1());
    TRY_ASSIGN(const store::UserRow *row, tx.unit.users.find(user));
    if (!row)
        return refuse(404, u"User not found"_s);
    const QString name = row->username;
    TRY(said(said(core::addMember(tx, id, {.userId = user}), ErrorCode::Conflict,
                 refuse(400, u"User is already a member of this channel"_s)),
        ErrorCode::InvalidInput, refuse(404, u"User not found"_s)));
    return wire::Ack{u"Successfully added %1 to channel"_s.arg(name)};
}

} // namespace

api::Routes channelRows()
{
    return {
        row::get("/api/v1/channels/", Access::User, "Get Channels", allChannels),
        row::get("/api/v1/channels/my", Access::User, "Get My Channels", myChannels),
        row::get("/api/v1/channels/users/available", Access::User, "Get Available Users",
            [](core::ReadTx &tx) -> Result<std::vector<wire::User>> {
                TRY_ASSIGN(const auto rows,
                    core::searchPeople(tx.sql,
                        {.except = tx.actor.user,
                            .order = core::PeopleOrder::Username,
                            .limit = kPeople}));
                return toUsers(rows);
            }),
        row::post("/api/v1/channels/", Access::User, "Create Channel", createChannel),
        row::get("/api/v1/channels/{channel_id}", Access::User, "Get Channel",
            [](core::ReadTx &tx, CuidId<ChatId> id) { return oneChannel(tx, id); }),
        row::post("/api/v1/channels/join", Access::User, "Join Channel", join),
        row::del("/api/v1/channels/{channel_id}/leave", Access::User, "Leave Channel",
            [](core::Tx &tx, CuidId<ChatId> id) { return leave(tx, id); }),
        row::post("/api/v1/channels/{channel_id}/add-user", Access::User, "Add User To Channel",
            [](core::Tx &tx, CuidId<ChatId> id, const wire::AddUser &in) {
                return addUser(tx, id, in);
            }),
    };
}

} // namespace kith::pythia
