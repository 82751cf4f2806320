// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access.h"
#include "core/chats/chatlists.h"
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/messages/historyoffset.h"
#include "core/people/people.h"
#include "core/people/users.h"
#include "messenger/rows.h"
#include "messenger/views.h"

#include <algorithm>
#include <map>

namespace kith::messenger {

using namespace Qt::StringLiterals;
using namespace dialects;
using core::access::Membership;

namespace {

/// The original's lists have no end; ours end here.
constexpr qint64 kLongest = 1'000;

const Error &membersOnly()
{
    static const Error error =
        refuseNamed(403, "AUTH_ERROR", u"Only chat members can see chat info"_s);
    return error;
}
const Error &ownerOnly()
{
    static const Error error =
        refuseNamed(403, "PROHIBITED_TO_DELETE", u"Prohibited to delete chat"_s);
    return error;
}

using People = std::map<UserId, UserBrief>;

Result<People> peopleOf(store::SqlSession &sql, const std::vector<UserId> &ids)
{
    TRY_ASSIGN(const auto rows, core::usersByIds(sql, ids));
    People people;
    for (const store::UserRow &row : rows)
        people.emplace(row.id, core::toBrief(row));
    return people;
}

std::optional<QString> descriptionOf(const store::ChatRow &row)
{
    return row.topic.isEmpty() ? std::nullopt : std::optional(row.topic);
}

/// Chats have a name there: a direct one is called like the other person.
QString chatNameOf(const store::ChatRow &row, UserId asker, const People &people)
{
    if (row.kind != ChatKind::Direct || !row.directKey)
        return row.name;
    for (const QString &id : row.directKey->split(u':')) {
        const auto it = people.find(UserId(id.toLongLong()));
        if (it != people.end() && it->first != asker)
            return it->second.fullName;
    }
    return row.name;
}

Result<wire::Success<std::vector<wire::Chat>>> myChats(core::ReadTx &tx)
{
    TRY_ASSIGN(const auto rows, core::chatsOf(tx, {.withArchived = false, .limit = kLongest}));
    std::vector<ChatId> ids;
    std::vector<UserId> wanted;
    for (const store::ChatRow &row : rows) {
        ids.push_back(row.id);
        if (row.createdBy)
            wanted.push_back(*row.createdBy);
        for (const QString &id : row.directKey.value_or(QString()).split(u':'))
            wanted.push_back(UserId(id.toLongLong()));
    }
    TRY_ASSIGN(const auto owners, core::ownerRowsOf(tx.sql, ids));
    std::map<ChatId, UserId> ownerOf;
    for (const store::MemberRow &owner : owners) {
        ownerOf.emplace(owner.chatId, owner.userId);
        wanted.push_back(owner.userId);
    }
    wanted.push_back(tx.actor.user);
    TRY_ASSIGN(const People people, peopleOf(tx.sql, wanted));
    std::vector<wire::Chat> chats;
    for (const store::ChatRow &row : rows) {
        const auto owner = ownerOf.find(row.id);
        const UserId who =
            owner != ownerOf.end() ? owner->second : row.createdBy.value_or(tx.actor.user);
        const auto person = people.find(who);
        chats.push_back({.id = row.id,
            .name = chatNameOf(row, tx.actor.user, people),
            .description = descriptionOf(row),
            .owner =
                toProfile(person != people.end() ? person->second : people.at(tx.actor.user))});
    }
    return success(std::move(chats));
}

Result<wire::ChatDetail> detail(store::SqlSession &sql, UserId asker, const store::ChatRow &row)
{
    const std::array ids{row.id};
    TRY_ASSIGN(const auto members, core::memberRowsOf(sql, ids));
    std::vector<UserId> wanted;
    UserId owner = row.createdBy.value_or(asker);
    for (const store::MemberRow &member : members) {
        wanted.push_back(member.userId);
        if (member.role == MemberRole::Owner)
            owner = member.userId;
    }
    wanted.push_back(owner);
    TRY_ASSIGN(const People people, peopleOf(sql, wanted));
    wire::ChatDetail chat{.id = row.id,
        .name = chatNameOf(row, asker, people),
        .description = descriptionOf(row),
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt};
    if (const auto it = people.find(owner); it != people.end())
        chat.owner = toProfile(it->second);
    for (const store::MemberRow &member : members) {
        if (const auto it = people.find(member.userId); it != people.end())
            chat.members.push_back(toProfile(it->second));
    }
    return chat;
}

wire::Chat brief(wire::ChatDetail &&whole)
{
    return {whole.id, std::move(whole.name), std::move(whole.description), std::move(whole.owner)};
}

Result<wire::Success<wire::Chat>> asAnswered(core::Tx &tx, ChatId id)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const store::ChatRow *row, tx.unit.chats.find(id));
    TRY_ASSIGN(wire::ChatDetail whole, detail(*sql, tx.actor.user, *row));
    return success(brief(std::move(whole)));
}

/// A count and a list as Python prints one of UUIDs.
Error notFoundMembers(const std::vector<UserId> &unknown)
{
    QStringList list;
    for (const UserId id : unknown)
        list << u"UUID('%1')"_s.arg(QString::fromLatin1(toUuid(IdKind::User, id.value)));
    return refuseNamed(400, "MEMBER_NOT_FOUND",
        u"%1 members not found: [%2]"_s.arg(unknown.size()).arg(list.join(u", "_s)));
}

Result<std::vector<UserId>> knownMembers(
    core::Tx &tx, const std::vector<wire::UuidId<UserId>> &members)
{
    std::vector<UserId> known;
    std::vector<UserId> unknown;
    for (const UserId id : members) {
        TRY_ASSIGN(const store::UserRow *person, tx.unit.users.find(id));
        (person && person->isActive ? known : unknown).push_back(id);
    }
    if (!unknown.empty())
        return notFoundMembers(unknown);
    return known;
}

Result<wire::Success<wire::Chat>> createChat(core::Tx &tx, const wire::NewChat &in)
{
    TRY_ASSIGN(const auto members, knownMembers(tx, in.members));
    TRY_ASSIGN(const core::MadeChat made,
        core::createChat(tx,
            {.kind = ChatKind::Group,
                .name = in.name.text,
                .topic = in.description.value_or(wire::Trimmed{}).text,
                .members = members}));
    return asAnswered(tx, made.chat.id);
}

Result<Membership> asOwner(core::Tx &tx, ChatId id)
{
    TRY_ASSIGN(const Membership found,
        said(core::access::chatForReading(tx, id), ErrorCode::NotFound, ownerOnly()));
    if (found.me.role != MemberRole::Owner)
        return ownerOnly();
    return found;
}

Result<wire::Success<wire::Chat>> changeChat(core::Tx &tx, ChatId id, const wire::ChatChange &in)
{
    TRY(asOwner(tx, id));
    TRY_ASSIGN(const auto members, knownMembers(tx, in.members));
    ChatChange change;
    if (in.name.isGiven)
        change.name = in.name.text;
    if (in.description.isGiven)
        change.topic = in.description.text.value_or(QString());
    TRY(core::updateChat(tx, id, change));
    for (const UserId user : members) {
        TRY_ASSIGN(const store::MemberRow *there,
            tx.unit.members.find(store::MemberKey{.chat = id, .user = user}));
        if (!there)
            TRY(core::addMember(tx, id, {.userId = user}));
    }
    return asAnswered(tx, id);
}

/// Nobody sees it any more; what was said in it stays for the archive (docs/dialects.md).
Result<wire::Nothing> deleteChat(core::Tx &tx, ChatId id)
{
    TRY(asOwner(tx, id));
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    const std::array ids{id};
    TRY_ASSIGN(const auto members, core::memberRowsOf(*sql, ids));
    for (const store::MemberRow &member : members) {
        if (member.userId != tx.actor.user)
            TRY(core::removeMember(tx, id, member.userId));
    }
    TRY(core::leaveChat(tx, id));
    return nothing();
}

/// `offset` is the number of a page, from 1; 0 is the first, too. Only with `limit` is it a page.
Result<wire::Success<wire::History>> history(core::ReadTx &tx, ChatId id, const wire::PageQuery &in)
{
    const bool isPaged = in.limit && in.offset;
    const qint64 limit = isPaged ? std::min(*in.limit, kLongest) : kLongest;
    const qint64 skip = isPaged ? std::max<qint64>(*in.offset - 1, 0) * *in.limit : 0;
    wire::History answer;
    while (static_cast<qint64>(answer.entities.size()) < limit) {
        const auto have = static_cast<qint64>(answer.entities.size());
        TRY_ASSIGN(const core::OffsetPage page,
            said(core::historyByOffset(tx, id, {.skip = skip + have, .limit = limit - have}),
                ErrorCode::NotFound, refuseNamed(404, "NOT_FOUND", u"Chat not found"_s)));
        answer.totalCount = page.total;
        for (const Message &message : page.items)
            answer.entities.push_back(toMessage(message));
        if (page.items.empty())
            break;
    }
    std::reverse(answer.entities.begin(), answer.entities.end());
    return success(std::move(answer));
}

} // namespace

api::Routes chatRows()
{
    return {
        row::get("/chats/", Access::User, "My chats", myChats),
        row::post("/chats/", Access::User, "Create a chat", createChat),
        row::get("/chats/{chat_id}/", Access::User, "One chat",
            [](core::ReadTx &tx, UuidId<ChatId> id) -> Result<wire::Success<wire::ChatDetail>> {
                TRY_ASSIGN(const Membership found,
                    said(core::access::chatForReading(tx, id), ErrorCode::NotFound, membersOnly()));
                TRY_ASSIGN(wire::ChatDetail whole, detail(tx.sql, tx.actor.user, found.chat));
                return success(std::move(whole));
            }),
        row::put("/chats/{chat_id}/", Access::User, "Change a chat",
            [](core::Tx &tx, UuidId<ChatId> id, const wire::ChatChange &in) {
                return changeChat(tx, id, in);
            }),
        row::del("/chats/{chat_id}/", Access::User, "Delete a chat",
            [](core::Tx &tx, UuidId<ChatId> id) { return deleteChat(tx, id); }),
        row::get("/chats/{chat_id}/history/", Access::User, "Messages of a chat",
            [](core::ReadTx &tx, UuidId<ChatId> id, const Query<wire::PageQuery> &in) {
                return history(tx, id, in);
            }),
    };
}

} // namespace kith::messenger
