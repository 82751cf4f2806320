// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/chats.h"

#include "core/access.h"
#include "core/admin/chatlist.h"
#include "core/audit/audit.h"
#include "core/chats/chats.h"
#include "core/chats/chatsearch.h"
#include "core/chats/chatview.h"
#include "core/chats/members.h"
#include "core/streams/streams.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::ChatRow;
using store::SqlSession;

namespace {

Result<void> checkChange(const ChatRow &chat, const AdminChatChange &in)
{
    std::vector<FieldError> wrong;
    if (in.name && chat.kind == ChatKind::Direct)
        wrong.push_back({u"name"_s, u"may not be set: a direct chat has none"_s});
    if (in.name && in.name->trimmed().isEmpty())
        wrong.push_back({u"name"_s, u"must not be empty"_s});
    if (in.topic && chat.kind == ChatKind::Direct)
        wrong.push_back({u"topic"_s, u"may not be set: a direct chat has none"_s});
    if (in.isPublic && chat.kind != ChatKind::Channel)
        wrong.push_back({u"is_public"_s, u"may be set for channels only"_s});
    if (!wrong.empty())
        return invalidInput(std::move(wrong));
    const bool staysArchived = chat.isArchived && in.isArchived.value_or(true);
    if (staysArchived && (in.name || in.topic || in.isPublic))
        return conflict(u"The chat is archived: nothing can be changed in it."_s);
    return {};
}

QString yesOrNo(bool yes) { return yes ? u"yes"_s : u"no"_s; }

std::vector<AuditChange> chatChangesOf(const ChatRow &before, const ChatRow &after)
{
    std::vector<AuditChange> changes;
    noteChange(changes, u"is_archived"_s, yesOrNo(before.isArchived), yesOrNo(after.isArchived));
    noteChange(changes, u"name"_s, before.name, after.name);
    noteChange(changes, u"topic"_s, before.topic, after.topic);
    noteChange(changes, u"is_public"_s, yesOrNo(before.isPublic), yesOrNo(after.isPublic));
    return changes;
}

QString chatActionOf(const ChatRow &before, const ChatRow &after)
{
    if (before.isArchived != after.isArchived)
        return after.isArchived ? u"chat.archive"_s : u"chat.unarchive"_s;
    return u"chat.change"_s;
}

} // namespace

Result<QString> chatTitle(Tx &tx, const ChatRow &chat)
{
    QStringList names;
    for (const UserId id : directUsers(chat)) {
        TRY_ASSIGN(const store::UserRow *user, tx.unit.users.find(id));
        if (user)
            names += user->username;
    }
    return chat.kind == ChatKind::Direct ? names.join(u", "_s) : chat.name;
}

Result<AdminChat> changeChat(Tx &tx, ChatId id, const AdminChatChange &in)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const ChatRow before, access::chatForAdmin(tx, id));
    TRY(checkChange(before, in));
    ChatRow chat = before;
    chat.name = in.name.value_or(chat.name);
    chat.topic = in.topic.value_or(chat.topic);
    chat.isPublic = in.isPublic.value_or(chat.isPublic);
    chat.isArchived = in.isArchived.value_or(chat.isArchived);
    auto changes = chatChangesOf(before, chat);
    if (!changes.empty()) {
        appendToChat(tx, chat,
            {.kind = EventKind::ChatUpdated,
                .chatInfo = std::make_shared<const Chat>(toChat(chat))});
        tx.unit.chats.update(chat);
        TRY(keepChatSearch(tx, chat));
        TRY(announceChatToAdmins(tx, chat));
        TRY_ASSIGN(const QString title, chatTitle(tx, chat));
        TRY(appendAudit(tx,
            {.action = chatActionOf(before, chat),
                .targetKind = u"chat"_s,
                .targetId = id.value,
                .targetName = title,
                .changes = std::move(changes)}));
    }
    TRY_ASSIGN(SqlSession * sql, tx.unit.reading());
    return toAdminChat(*sql, chat);
}

Result<Page<Member>> adminMembers(ReadTx &tx, ChatId id, const ListQuery &query)
{
    TRY(access::chatForAdmin(tx, id));
    return membersOf(tx, id, query);
}

} // namespace kith::core
