// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/adminchat.h"

#include "shared/model/page.h"
#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<AdminChatQuery>)
{
    static const FieldList list = fieldList<AdminChatQuery>("AdminChatQuery",
        {field("search", &AdminChatQuery::search, length(1, limits::kNameChars),
             doc("Part of a name or topic, without regard to case")),
            field("kind", &AdminChatQuery::kind), field("is_public", &AdminChatQuery::isPublic),
            field("is_archived", &AdminChatQuery::isArchived),
            field("member", &AdminChatQuery::member, doc("Only chats of this person")),
            field("sort", &AdminChatQuery::sort), field("order", &AdminChatQuery::order),
            field("cursor", &AdminChatQuery::cursor, length(1, limits::kCursorChars)),
            field("limit", &AdminChatQuery::limit, doc(kPageLimitDoc)),
            field("total", &AdminChatQuery::total, doc("Whether to say how many match"))});
    return list;
}

const FieldList &fieldsOf(Of<AdminChat>)
{
    static const FieldList list = fieldList<AdminChat>("AdminChat",
        {field("id", &AdminChat::id), field("kind", &AdminChat::kind),
            field("name", &AdminChat::name), field("topic", &AdminChat::topic),
            field("is_public", &AdminChat::isPublic), field("is_archived", &AdminChat::isArchived),
            field("created_by", &AdminChat::createdBy), field("created_at", &AdminChat::createdAt),
            field("updated_at", &AdminChat::updatedAt),
            field("member_count", &AdminChat::memberCount),
            field("message_count", &AdminChat::messageCount),
            field("last_seq", &AdminChat::lastSeq),
            field("people", &AdminChat::people,
                doc("The two people of a direct chat; empty for others"))});
    return list;
}

const FieldList &fieldsOf(Of<AdminChatChange>)
{
    static const FieldList list = fieldList<AdminChatChange>("AdminChatChange",
        {field("name", &AdminChatChange::name, length(1, limits::kNameChars), format("oneline")),
            field("topic", &AdminChatChange::topic, length(0, limits::kTopicChars)),
            field("is_public", &AdminChatChange::isPublic, doc("Channels only")),
            field("is_archived", &AdminChatChange::isArchived,
                doc("An archived chat can be read, and nothing can be changed in it"))});
    return list;
}

const FieldList &fieldsOf(Of<NewReading>)
{
    static const FieldList list = fieldList<NewReading>("NewReading",
        {field("reason", &NewReading::reason, required,
            length(limits::kReasonMin, limits::kReasonChars), format("oneline"),
            doc("Kept in the audit log"))});
    return list;
}

const FieldList &fieldsOf(Of<Reading>)
{
    static const FieldList list = fieldList<Reading>("Reading",
        {field("id", &Reading::id), field("chat_id", &Reading::chatId),
            field("expires_at", &Reading::expiresAt)});
    return list;
}

const FieldList &fieldsOf(Of<AdminHistoryQuery>)
{
    static const FieldList list = fieldList<AdminHistoryQuery>("AdminHistoryQuery",
        {field("reading", &AdminHistoryQuery::reading,
             doc("From POST admin/chats/{id}/readings; needed unless the chat is a public "
                 "channel")),
            field("before", &AdminHistoryQuery::before), field("after", &AdminHistoryQuery::after),
            field("around", &AdminHistoryQuery::around),
            field("at", &AdminHistoryQuery::at,
                doc("Around the first message at or after this time")),
            field("limit", &AdminHistoryQuery::limit, doc(kPageLimitDoc))});
    return list;
}

} // namespace kith
