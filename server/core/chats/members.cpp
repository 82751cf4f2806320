// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chats/members.h"

#include "core/access.h"
#include "core/chats/chatview.h"
#include "core/people/users.h"
#include "core/streams/streams.h"
#include "ops/seeded.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::ChatRow;
using store::MemberRow;
using store::Sql;
using store::SqlRow;

namespace {

/// As events and answers show it: nothing that differs by viewer.
Member toMember(
    const MemberRow &row, const store::UserRow &user, const Environment &env, Timestamp now)
{
    return {.user = toUser(user, Actor{}, env, now),
        .role = row.role,
        .joinedAt = row.joinedAt,
        .lastReadSeq = row.lastReadSeq};
}

Result<Member> loadMember(Tx &tx, const MemberRow &row)
{
    TRY_ASSIGN(const store::UserRow *user, tx.unit.users.find(row.userId));
    if (!user)
        return notFound(u"There is no such person."_s);
    return toMember(row, *user, tx.env, tx.now);
}

Result<MemberRow> memberRow(Tx &tx, ChatId chat, UserId user)
{
    TRY_ASSIGN(
        const MemberRow *row, tx.unit.members.find(store::MemberKey{.chat = chat, .user = user}));
    if (!row)
        return notFound(u"This person does not belong to the chat."_s);
    return *row;
}

Result<void> checkRoom(const Environment &env, const ChatRow &chat)
{
    if (chat.kind == ChatKind::Direct)
        return {};
    const int most =
        chat.kind == ChatKind::Group ? env.policy.groupMembers : env.policy.channelMembers;
    if (chat.memberCount >= most)
        return conflict(u"The chat is full: it may have at most %1 members."_s.arg(most));
    return {};
}

/// A chat as events show it; a direct one with its two people, since it has no name.
Result<std::shared_ptr<const Chat>> chatInfo(Tx &tx, const ChatRow &row)
{
    auto chat = std::make_shared<Chat>(toChat(row));
    for (const UserId id : directUsers(row)) {
        TRY_ASSIGN(const store::UserRow *user, tx.unit.users.find(id));
        if (user)
            chat->members.push_back(toBrief(*user));
    }
    return std::shared_ptr<const Chat>(std::move(chat));
}

/// Events on both streams that somebody's role changed.
Result<Member> announceRole(Tx &tx, ChatRow &chat, const MemberRow &row)
{
    TRY_ASSIGN(const Member member, loadMember(tx, row));
    appendToChat(tx, chat,
        {.user = row.userId,
            .body = events::MemberUpdated{std::make_shared<const Member>(member)}});
    return member;
}

/// Removes a member, with events on both streams. The caller writes the chat back.
Result<void> depart(Tx &tx, ChatRow &chat, const MemberRow &row)
{
    tx.unit.members.erase(row);
    --chat.memberCount;
    TRY_ASSIGN(const store::UserRow *user, tx.unit.users.find(row.userId));
    appendToChat(tx, chat,
        {.user = row.userId,
            .body = events::MemberRemoved{
                user ? std::make_shared<const UserBrief>(toBrief(*user)) : nullptr}});
    return appendToUser(
        tx, row.userId, {.chat = chat.id, .user = row.userId, .body = events::MemberRemoved{}});
}

/// Who inherits a chat, of those who are active: the oldest admin, then the oldest member.
Result<std::optional<MemberRow>> heirOf(Tx &tx, ChatId chat, UserId leaving)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    constexpr Sql kHeir(R"(
        SELECT m.user_id
        FROM members m
        JOIN users u ON u.id = m.user_id
        WHERE m.chat_id = :chat AND m.user_id <> :leaving AND u.is_active = 1
        ORDER BY m.role DESC, m.joined_at, m.user_id
        LIMIT 1)");
    TRY_ASSIGN(const auto heir,
        store::integerOf(*sql, kHeir, {{":chat", chat.value}, {":leaving", leaving.value}}));
    if (!heir)
        return std::optional<MemberRow>();
    TRY_ASSIGN(MemberRow row, memberRow(tx, chat, UserId(*heir)));
    return std::optional(std::move(row));
}

/// How many messages the chat had at that place of its stream.
Result<qint64> ordinalAt(store::SqlSession &sql, ChatId chat, qint64 seq)
{
    constexpr Sql kOrdinal(R"(
        SELECT ordinal FROM messages
        WHERE chat_id = :chat AND seq <= :seq
        ORDER BY seq DESC
        LIMIT 1)");
    TRY_ASSIGN(const auto ordinal,
        store::integerOf(sql, kOrdinal, {{":chat", chat.value}, {":seq", seq}}));
    return ordinal.value_or(0);
}

} // namespace

Result<MemberRow> enter(Tx &tx, ChatRow &chat, UserId user, MemberRole role)
{
    TRY(checkRoom(tx.env, chat));
    // New members see the whole history; what was said before they came is not unread to them.
    const MemberRow row{.chatId = chat.id,
        .userId = user,
        .role = role,
        .joinedAt = tx.now,
        .lastReadSeq = chat.lastSeq,
        .lastReadOrdinal = chat.messageCount};
    tx.unit.members.insert(row);
    ++chat.memberCount;
    TRY_ASSIGN(const Member member, loadMember(tx, row));
    const auto shared = std::make_shared<const Member>(member);
    TRY_ASSIGN(const auto info, chatInfo(tx, chat));
    appendToChat(tx, chat, {.user = user, .body = events::MemberAdded{.member = shared}});
    TRY(appendToUser(tx, user,
        {.chat = chat.id,
            .user = user,
            .body = events::MemberAdded{.member = shared, .chat = info}}));
    return row;
}

Result<Page<Member>> members(ReadTx &tx, ChatId chat, const ListQuery &query)
{
    TRY(access::chatForReading(tx, chat));
    return membersOf(tx, chat, query);
}

Result<Page<Member>> membersOf(ReadTx &tx, ChatId chat, const ListQuery &query)
{
    TRY_ASSIGN(const qint64 after, idAfter(query));
    static const QByteArray text = "SELECT " + store::columns<MemberRow>("m") + ", "
        + store::columns<store::UserRow>("u") + R"(
        FROM members m
        JOIN users u ON u.id = m.user_id
        WHERE m.chat_id = :chat AND m.user_id > :after
        ORDER BY m.user_id
        LIMIT :limit)";
    const qint64 limit = clampLimit(query.limit);
    Page<Member> page;
    TRY(tx.sql.query(Sql(text.constData()),
        {{":chat", chat.value}, {":after", after}, {":limit", limit + 1}}, [&](const SqlRow &row) {
            const auto user = store::rowFrom<store::UserRow>(row, store::columnCount<MemberRow>());
            page.items.push_back(toMember(store::rowFrom<MemberRow>(row), user, tx.env, tx.now));
        }));
    if (static_cast<qint64>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = QString::number(page.items.back().user.id.value);
    }
    return page;
}

Result<Member> addMember(Tx &tx, ChatId id, const NewMember &in)
{
    TRY_ASSIGN(access::Membership found, access::chatForInviting(tx, id));
    TRY_ASSIGN(const store::UserRow *user, tx.unit.users.find(in.userId));
    if (!user || !user->isActive)
        return invalidInput(u"user_id"_s, u"is not a person here"_s);
    if (in.role != MemberRole::Member && in.role >= found.me.role)
        return forbidden(u"Nobody gives a role that is not below their own."_s);
    TRY_ASSIGN(const MemberRow *existing,
        tx.unit.members.find(store::MemberKey{.chat = id, .user = in.userId}));
    if (existing)
        return conflict(u"This person already belongs to the chat."_s);
    TRY_ASSIGN(const MemberRow row, enter(tx, found.chat, in.userId, in.role));
    tx.unit.chats.update(found.chat);
    return loadMember(tx, row);
}

Result<Member> changeMember(Tx &tx, ChatId id, UserId user, const MemberChange &in)
{
    TRY_ASSIGN(access::Membership found, access::chatForManaging(tx, id));
    TRY_ASSIGN(MemberRow row, memberRow(tx, id, user));
    const bool owner = found.me.role == MemberRole::Owner;
    if (!owner && (row.role >= found.me.role || in.role >= found.me.role))
        return forbidden(u"Only the chat's owner may do that."_s);
    if (owner && user == tx.actor.user && in.role != MemberRole::Owner)
        return conflict(u"Pass ownership on first: give another member the role owner."_s);
    if (row.role == in.role)
        return loadMember(tx, row);
    if (in.role == MemberRole::Owner) {
        found.me.role = MemberRole::Admin;
        tx.unit.members.update(found.me);
        TRY(announceRole(tx, found.chat, found.me));
    }
    row.role = in.role;
    tx.unit.members.update(row);
    TRY_ASSIGN(Member member, announceRole(tx, found.chat, row));
    tx.unit.chats.update(found.chat);
    return member;
}

Result<void> removeMember(Tx &tx, ChatId id, UserId user)
{
    if (user == tx.actor.user)
        return leaveChat(tx, id);
    TRY_ASSIGN(access::Membership found, access::chatForManaging(tx, id));
    TRY_ASSIGN(const MemberRow row, memberRow(tx, id, user));
    if (row.role >= found.me.role)
        return forbidden(u"Only somebody above this member may remove them."_s);
    TRY(depart(tx, found.chat, row));
    tx.unit.chats.update(found.chat);
    return {};
}

Result<Chat> joinChat(Tx &tx, ChatId id)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const MemberRow *existing,
        tx.unit.members.find(store::MemberKey{.chat = id, .user = tx.actor.user}));
    if (!existing) {
        TRY_ASSIGN(ChatRow chat, access::chatForJoining(tx, id));
        TRY(enter(tx, chat, tx.actor.user, MemberRole::Member));
        tx.unit.chats.update(chat);
    }
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const access::Membership in, access::chatForReading(tx, id));
    return wholeChat(*sql, in.chat, in.me);
}

Result<void> leaveChat(Tx &tx, ChatId id, Emptied emptied)
{
    TRY_ASSIGN(access::Membership found, access::chatForReading(tx, id));
    ChatRow &chat = found.chat;
    if (chat.kind == ChatKind::Direct)
        return conflict(u"A direct chat cannot be left."_s);
    TRY_ASSIGN(auto heir, heirOf(tx, id, tx.actor.user));
    if (found.me.role == MemberRole::Owner && heir) {
        heir->role = MemberRole::Owner;
        tx.unit.members.update(*heir);
        TRY(announceRole(tx, chat, *heir));
    }
    TRY(depart(tx, chat, found.me));
    if (chat.memberCount == 0 && !chat.isDefault && emptied == Emptied::IsArchived)
        chat.isArchived = true;
    tx.unit.chats.update(chat);
    return {};
}

Result<void> joinDefaultChannels(Tx &tx, UserId user)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    constexpr Sql kDefaults("SELECT id FROM chats WHERE is_default = 1 AND is_archived = 0");
    std::vector<ChatId> ids;
    TRY(sql->query(
        kDefaults, {}, [&](const SqlRow &row) { ids.push_back(ChatId(row.integer(0))); }));
    for (const ChatId id : ids) {
        TRY_ASSIGN(const ChatRow *found, tx.unit.chats.find(id));
        ChatRow chat = *found;
        // A full default channel must not keep a new person out of everything else.
        if (!checkRoom(tx.env, chat))
            continue;
        TRY(enter(tx, chat, user, MemberRole::Member));
        tx.unit.chats.update(chat);
    }
    return {};
}

Result<ReadState> markReadTo(Tx &tx, ChatId chat, MessageId message)
{
    TRY(access::chatForReading(tx, chat));
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const auto row, store::loadRow<store::MessageRow>(*sql, message));
    if (!row || row->chatId != chat)
        return notFound(u"There is no such message."_s);
    return markRead(tx, chat, {.seq = row->seq}, message);
}

Result<ReadState> markRead(Tx &tx, ChatId id, const ReadMark &in, std::optional<MessageId> message)
{
    TRY_ASSIGN(access::Membership found, access::chatForReading(tx, id));
    MemberRow &me = found.me;
    const qint64 seq = std::min(in.seq, found.chat.lastSeq);
    const bool moves = seq > me.lastReadSeq || ops::seeded(ops::Bug::CursorGoesBack);
    // Reading to the end, the usual case, asks the database nothing.
    const bool toTheEnd = std::max(seq, me.lastReadSeq) >= found.chat.lastMessageSeq;
    MyChat my;
    const qint64 fromSeq = me.lastReadSeq;
    const qint64 fromOrdinal = me.lastReadOrdinal;
    if (moves) {
        me.lastReadSeq = seq;
        me.lastReadOrdinal = found.chat.messageCount;
    }
    if (!toTheEnd) {
        TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
        if (moves) {
            TRY_ASSIGN(me.lastReadOrdinal, ordinalAt(*sql, id, seq));
        }
        TRY_ASSIGN(my, toMyChat(*sql, found.chat, me));
    }
    if (moves) {
        tx.unit.members.update(me);
        publishState(tx,
            {.stream = StreamId::of(id),
                .chat = id,
                .user = tx.actor.user,
                .body = events::Read{.seq = seq,
                    .from = fromSeq,
                    .count = me.lastReadOrdinal - fromOrdinal,
                    .upTo = message}});
    }
    return ReadState{.chatId = id,
        .lastReadSeq = me.lastReadSeq,
        .unreadCount = my.unreadCount,
        .mentionCount = my.mentionCount};
}

Result<Page<Reader>> readers(ReadTx &tx, ChatId chat, const ListQuery &query)
{
    TRY(access::chatForReading(tx, chat));
    TRY_ASSIGN(const qint64 after, idAfter(query));
    constexpr Sql kReaders(R"(
        SELECT user_id, last_read_seq FROM members
        WHERE chat_id = :chat AND user_id > :after
        ORDER BY user_id
        LIMIT :limit)");
    const qint64 limit = clampLimit(query.limit);
    Page<Reader> page;
    TRY(tx.sql.query(kReaders, {{":chat", chat.value}, {":after", after}, {":limit", limit + 1}},
        [&](const SqlRow &row) {
            page.items.push_back({.userId = UserId(row.integer(0)), .lastReadSeq = row.integer(1)});
        }));
    if (static_cast<qint64>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = QString::number(page.items.back().userId.value);
    }
    return page;
}

} // namespace kith::core
