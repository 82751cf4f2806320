// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chats/chats.h"

#include "shared/type.h"

#include "core/access.h"
#include "core/chats/chatsearch.h"
#include "core/chats/chatview.h"
#include "core/chats/members.h"
#include "core/people/users.h"
#include "core/streams/streams.h"

#include <algorithm>

namespace kith {

const FieldList &fieldsOf(Of<core::PublicQuery>)
{
    static const FieldList list = fieldList<core::PublicQuery>("PublicQuery",
        {field("q", &core::PublicQuery::q, length(1, limits::kNameChars)),
            field("cursor", &core::PublicQuery::cursor, length(1, 100)),
            field("limit", &core::PublicQuery::limit)});
    return list;
}

} // namespace kith

namespace kith::core {

using namespace Qt::StringLiterals;
using store::ChatRow;
using store::MemberRow;
using store::Sql;
using store::SqlRow;

namespace {

Result<void> checkNewChat(Tx &tx, const NewChat &in, ChatName name)
{
    std::vector<FieldError> wrong;
    const bool direct = in.kind == ChatKind::Direct;
    if (direct && in.members.size() != 1)
        wrong.push_back({u"members"_s, u"must name exactly one other person for a direct chat"_s});
    if (direct && in.members.size() == 1 && in.members.front() == tx.actor.user)
        wrong.push_back({u"members"_s, u"must name somebody else"_s});
    if (direct && !in.name.isEmpty())
        wrong.push_back({u"name"_s, u"must be empty for a direct chat"_s});
    if (!direct && name == ChatName::Required && in.name.trimmed().isEmpty())
        wrong.push_back({u"name"_s, u"must not be empty"_s});
    if (in.isPublic && in.kind != ChatKind::Channel)
        wrong.push_back({u"is_public"_s, u"may be true for channels only"_s});
    if (!wrong.empty())
        return invalidInput(std::move(wrong));
    return {};
}

QString directKey(UserId a, UserId b)
{
    return QString::number(std::min(a, b).value) + u':' + QString::number(std::max(a, b).value);
}

/// A whole chat as the actor sees it, inside the writer's transaction.
Result<Chat> asSeenByActor(Tx &tx, ChatId id)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const access::Membership in, access::chatForReading(tx, id));
    return wholeChat(*sql, in.chat, in.me);
}

Result<std::optional<ChatId>> findDirect(Tx &tx, const QString &key)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    constexpr Sql kDirect("SELECT id FROM chats WHERE direct_key = :key");
    TRY_ASSIGN(const auto id, store::integerOf(*sql, kDirect, {{":key", key}}));
    return id ? std::optional(ChatId(*id)) : std::nullopt;
}

/// The people to add besides the creator, each once. Unknown or inactive ones are named.
Result<std::vector<UserId>> checkedPeople(Tx &tx, const NewChat &in)
{
    std::vector<UserId> people;
    std::vector<FieldError> wrong;
    for (size_t i = 0; i < in.members.size(); ++i) {
        const UserId id = in.members[i];
        TRY_ASSIGN(const store::UserRow *user, tx.unit.users.find(id));
        if (!user || !user->isActive)
            wrong.push_back({u"members[%1]"_s.arg(i), u"is not a person here"_s});
        else if (id != tx.actor.user && std::find(people.begin(), people.end(), id) == people.end())
            people.push_back(id);
    }
    if (!wrong.empty())
        return invalidInput(std::move(wrong));
    return people;
}

} // namespace

Result<MadeChat> createChat(Tx &tx, const NewChat &in, ChatName name)
{
    TRY(checkNewChat(tx, in, name));
    TRY(tx.unit.writing());
    TRY_ASSIGN(const auto people, checkedPeople(tx, in));
    ChatRow chat{.id = ChatId(tx.unit.newId()),
        .kind = in.kind,
        .name = in.name,
        .topic = in.topic,
        .isPublic = in.isPublic,
        .createdBy = tx.actor.user,
        .createdAt = tx.now,
        .updatedAt = tx.now};
    if (in.kind == ChatKind::Direct) {
        chat.directKey = directKey(tx.actor.user, in.members.front());
        TRY_ASSIGN(const auto existing, findDirect(tx, *chat.directKey));
        if (existing) {
            TRY_ASSIGN(Chat seen, asSeenByActor(tx, *existing));
            return MadeChat{.chat = std::move(seen), .created = false};
        }
    }
    tx.unit.chats.insert(chat);
    const bool direct = in.kind == ChatKind::Direct;
    TRY(enter(tx, chat, tx.actor.user, direct ? MemberRole::Member : MemberRole::Owner));
    for (const UserId user : people)
        TRY(enter(tx, chat, user, MemberRole::Member));
    tx.unit.chats.update(chat);
    TRY(keepChatSearch(tx, chat));
    TRY(announceChatToAdmins(tx, chat));
    if (chat.isPublic)
        publishState(tx,
            {.kind = EventKind::ChannelCreated,
                .stream = StreamId::directory(),
                .chat = chat.id,
                .chatInfo = std::make_shared<const Chat>(toChat(chat))});
    TRY_ASSIGN(Chat seen, asSeenByActor(tx, chat.id));
    return MadeChat{.chat = std::move(seen)};
}

Result<Chat> updateChat(Tx &tx, ChatId id, const ChatChange &in)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(access::Membership found, access::chatForManaging(tx, id));
    ChatRow &chat = found.chat;
    if (in.isPublic && chat.kind != ChatKind::Channel)
        return invalidInput(u"is_public"_s, u"may be set for channels only"_s);
    if (in.name && in.name->trimmed().isEmpty())
        return invalidInput(u"name"_s, u"must not be empty"_s);
    const ChatRow before = chat;
    chat.name = in.name.value_or(chat.name);
    chat.topic = in.topic.value_or(chat.topic);
    chat.isPublic = in.isPublic.value_or(chat.isPublic);
    if (chat.name != before.name || chat.topic != before.topic
        || chat.isPublic != before.isPublic) {
        appendToChat(tx, chat,
            {.kind = EventKind::ChatUpdated,
                .chatInfo = std::make_shared<const Chat>(toChat(chat))});
        tx.unit.chats.update(chat);
        TRY(keepChatSearch(tx, chat));
        TRY(announceChatToAdmins(tx, chat));
    }
    return asSeenByActor(tx, id);
}

Result<void> announceChatToAdmins(Tx &tx, const ChatRow &row)
{
    Chat chat = toChat(row);
    for (const UserId id : directUsers(row)) {
        TRY_ASSIGN(const store::UserRow *person, tx.unit.users.find(id));
        if (person)
            chat.members.push_back(toBrief(*person));
    }
    return appendToAdmins(tx,
        {.kind = EventKind::ChatUpdated,
            .chat = row.id,
            .chatInfo = std::make_shared<const Chat>(std::move(chat))});
}

Result<Chat> chatById(ReadTx &tx, ChatId id)
{
    TRY_ASSIGN(const ChatRow chat, access::chatForSeeing(tx, id));
    TRY_ASSIGN(const auto me,
        store::loadRow<MemberRow>(tx.sql, store::MemberKey{.chat = id, .user = tx.actor.user}));
    if (!me)
        return toChat(chat);
    return wholeChat(tx.sql, chat, *me);
}

Result<Page<Chat>> myChats(ReadTx &tx, const ListQuery &query)
{
    TRY_ASSIGN(const TimeCursor from, timeCursor(query));
    static const QByteArray text =
        "SELECT " + store::columns<ChatRow>("c") + ", " + store::columns<MemberRow>("m") + R"(
        FROM members m
        JOIN chats c ON c.id = m.chat_id
        WHERE m.user_id = :user
            AND (c.updated_at < :at OR (c.updated_at = :at AND c.id < :id))
        ORDER BY c.updated_at DESC, c.id DESC
        LIMIT :limit)";
    const qint64 limit = clampLimit(query.limit);
    std::vector<std::pair<ChatRow, MemberRow>> rows;
    TRY(tx.sql.query(Sql(text.constData()),
        {{":user", tx.actor.user.value}, {":at", from.at}, {":id", from.id}, {":limit", limit + 1}},
        [&](const SqlRow &row) {
            rows.emplace_back(store::rowFrom<ChatRow>(row),
                store::rowFrom<MemberRow>(row, store::columnCount<ChatRow>()));
        }));
    Page<Chat> page;
    if (static_cast<qint64>(rows.size()) > limit) {
        rows.pop_back();
        page.next =
            textOf({.at = toMillis(rows.back().first.updatedAt), .id = rows.back().first.id.value});
    }
    for (const auto &[chat, me] : rows) {
        TRY_ASSIGN(Chat whole, wholeChat(tx.sql, chat, me));
        page.items.push_back(std::move(whole));
    }
    return page;
}

Result<Page<Chat>> publicChannels(ReadTx &tx, const PublicQuery &query)
{
    TRY_ASSIGN(const qint64 after, idAfter({.cursor = query.cursor, .limit = query.limit}));
    static const QByteArray text = "SELECT " + store::columns<ChatRow>("c") + R"(
        FROM chats c
        WHERE c.is_public = 1 AND c.is_archived = 0 AND c.id > :after
            AND (:like = '' OR c.name LIKE :like ESCAPE '!' OR c.topic LIKE :like ESCAPE '!')
        ORDER BY c.id
        LIMIT :limit)";
    QString like;
    if (query.q) {
        like = *query.q;
        like.replace(u'!', u"!!"_s).replace(u'%', u"!%"_s).replace(u'_', u"!_"_s);
        like = u'%' + like + u'%';
    }
    const qint64 limit = clampLimit(query.limit);
    TRY_ASSIGN(auto rows,
        store::rowsOf<ChatRow>(tx.sql, Sql(text.constData()),
            {{":after", after}, {":like", like}, {":limit", limit + 1}}));
    Page<Chat> page;
    if (static_cast<qint64>(rows.size()) > limit) {
        rows.pop_back();
        page.next = QString::number(rows.back().id.value);
    }
    for (const ChatRow &row : rows) {
        TRY_ASSIGN(const auto me,
            store::loadRow<MemberRow>(
                tx.sql, store::MemberKey{.chat = row.id, .user = tx.actor.user}));
        Chat chat = toChat(row);
        if (me) {
            TRY_ASSIGN(chat.my, toMyChat(tx.sql, row, *me));
        }
        page.items.push_back(std::move(chat));
    }
    return page;
}

Result<void> ensureDefaultChannels(Tx &tx)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    constexpr Sql kByName("SELECT id FROM chats WHERE is_default = 1 AND name = :name");
    for (const QString &name : tx.env.policy.defaultChannels) {
        TRY_ASSIGN(const auto existing, store::integerOf(*sql, kByName, {{":name", name}}));
        if (existing)
            continue;
        tx.unit.chats.insert(ChatRow{.id = ChatId(tx.unit.newId()),
            .kind = ChatKind::Channel,
            .name = name,
            .isPublic = true,
            .isDefault = true,
            .createdAt = tx.now,
            .updatedAt = tx.now});
    }
    return {};
}

} // namespace kith::core
