// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/chat.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<MyChat>)
{
    static const FieldList list = fieldList<MyChat>("MyChat",
        {field("role", &MyChat::role), field("last_read_seq", &MyChat::lastReadSeq),
            field("unread_count", &MyChat::unreadCount,
                doc("Others' messages after my cursor, exact")),
            field("mention_count", &MyChat::mentionCount), field("muted", &MyChat::muted)});
    return list;
}

const FieldList &fieldsOf(Of<Chat>)
{
    static const FieldList list = fieldList<Chat>("Chat",
        {field("id", &Chat::id), field("kind", &Chat::kind), field("name", &Chat::name),
            field("topic", &Chat::topic), field("is_public", &Chat::isPublic),
            field("is_archived", &Chat::isArchived), field("created_by", &Chat::createdBy),
            field("created_at", &Chat::createdAt), field("updated_at", &Chat::updatedAt),
            field("last_seq", &Chat::lastSeq), field("member_count", &Chat::memberCount),
            field("members", &Chat::members,
                doc("The two people of a direct chat; empty for others")),
            field("my", &Chat::my, doc("Null in events and where the asker is not a member")),
            field("last_message", &Chat::lastMessage, doc("Null in events and in an empty chat"))});
    return list;
}

const FieldList &fieldsOf(Of<NewChat>)
{
    static const FieldList list = fieldList<NewChat>("NewChat",
        {field("kind", &NewChat::kind, required),
            field("name", &NewChat::name, length(0, limits::kNameChars), format("oneline"),
                doc("Required for groups and channels; a direct chat has none")),
            field("topic", &NewChat::topic, length(0, limits::kTopicChars)),
            field(
                "is_public", &NewChat::isPublic, doc("Channels only: anyone may find and join it")),
            field("members", &NewChat::members, length(0, limits::kMembersPerRequest),
                doc("People to add besides the creator; exactly one for a direct chat"))});
    return list;
}

const FieldList &fieldsOf(Of<ChatChange>)
{
    static const FieldList list = fieldList<ChatChange>("ChatChange",
        {field("name", &ChatChange::name, length(1, limits::kNameChars), format("oneline")),
            field("topic", &ChatChange::topic, length(0, limits::kTopicChars)),
            field("is_public", &ChatChange::isPublic)});
    return list;
}

const FieldList &fieldsOf(Of<Member>)
{
    static const FieldList list = fieldList<Member>("Member",
        {field("user", &Member::user), field("role", &Member::role),
            field("joined_at", &Member::joinedAt), field("last_read_seq", &Member::lastReadSeq)});
    return list;
}

const FieldList &fieldsOf(Of<NewMember>)
{
    static const FieldList list = fieldList<NewMember>("NewMember",
        {field("user_id", &NewMember::userId, required), field("role", &NewMember::role)});
    return list;
}

const FieldList &fieldsOf(Of<MemberChange>)
{
    static const FieldList list = fieldList<MemberChange>("MemberChange",
        {field("role", &MemberChange::role, required,
            doc("owner passes ownership on: the caller becomes an admin"))});
    return list;
}

const FieldList &fieldsOf(Of<ReadMark>)
{
    static const FieldList list = fieldList<ReadMark>(
        "ReadMark", {field("seq", &ReadMark::seq, required, range(0, 1LL << 53))});
    return list;
}

const FieldList &fieldsOf(Of<ReadState>)
{
    static const FieldList list = fieldList<ReadState>("ReadState",
        {field("chat_id", &ReadState::chatId), field("last_read_seq", &ReadState::lastReadSeq),
            field("unread_count", &ReadState::unreadCount),
            field("mention_count", &ReadState::mentionCount)});
    return list;
}

const FieldList &fieldsOf(Of<Reader>)
{
    static const FieldList list = fieldList<Reader>("Reader",
        {field("user_id", &Reader::userId), field("last_read_seq", &Reader::lastReadSeq)});
    return list;
}

} // namespace kith
