// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/message.h"

namespace kith {

enum class ChatKind { Direct, Group, Channel };

template <>
inline constexpr auto enumNames<ChatKind> = std::to_array<EnumName<ChatKind>>({
    {ChatKind::Direct, "direct"},
    {ChatKind::Group, "group"},
    {ChatKind::Channel, "channel"},
});

/// What a member may do in one chat. Ordered: a later role may do all an earlier one may.
enum class MemberRole { Member, Admin, Owner };

template <>
inline constexpr auto enumNames<MemberRole> = std::to_array<EnumName<MemberRole>>({
    {MemberRole::Member, "member"},
    {MemberRole::Admin, "admin"},
    {MemberRole::Owner, "owner"},
});

/// The asking person's own side of a chat.
struct MyChat
{
    MemberRole role = MemberRole::Member;
    qint64 lastReadSeq = 0;
    qint64 unreadCount = 0;
    qint64 mentionCount = 0;
    bool muted = false;

    bool operator==(const MyChat &) const = default;
};

template <>
inline constexpr auto fields<MyChat> = fieldList("MyChat", field("role", &MyChat::role),
    field("last_read_seq", &MyChat::lastReadSeq),
    field("unread_count", &MyChat::unreadCount, doc("Others' messages after my cursor, exact")),
    field("mention_count", &MyChat::mentionCount), field("muted", &MyChat::muted));

struct Chat
{
    ChatId id{};
    ChatKind kind = ChatKind::Group;
    QString name{}; ///< empty for a direct chat: a client shows the other person
    QString topic{};
    bool isPublic = false;
    bool isArchived = false;
    std::optional<UserId> createdBy{};
    Timestamp createdAt{};
    Timestamp updatedAt{};
    qint64 lastSeq = 0;
    int memberCount = 0;
    std::vector<UserBrief> members{}; ///< of a direct chat: the two people; otherwise empty
    std::optional<MyChat> my{}; ///< null in events and for a public channel one has not joined
    std::optional<Message> lastMessage{}; ///< null in events

    bool operator==(const Chat &) const = default;
};

template <>
inline constexpr auto fields<Chat> = fieldList("Chat", field("id", &Chat::id),
    field("kind", &Chat::kind), field("name", &Chat::name), field("topic", &Chat::topic),
    field("is_public", &Chat::isPublic), field("is_archived", &Chat::isArchived),
    field("created_by", &Chat::createdBy), field("created_at", &Chat::createdAt),
    field("updated_at", &Chat::updatedAt), field("last_seq", &Chat::lastSeq),
    field("member_count", &Chat::memberCount),
    field("members", &Chat::members, doc("The two people of a direct chat; empty for others")),
    field("my", &Chat::my, doc("Null in events and where the asker is not a member")),
    field("last_message", &Chat::lastMessage, doc("Null in events and in an empty chat")));

/// POST chats.
struct NewChat
{
    ChatKind kind = ChatKind::Group;
    QString name{};
    QString topic{};
    bool isPublic = false;
    std::vector<UserId> members{};

    bool operator==(const NewChat &) const = default;
};

template <>
inline constexpr auto fields<NewChat> = fieldList("NewChat",
    field("kind", &NewChat::kind, required),
    field("name", &NewChat::name, length(0, limits::kNameChars), format("oneline"),
        doc("Required for groups and channels; a direct chat has none")),
    field("topic", &NewChat::topic, length(0, limits::kTopicChars)),
    field("is_public", &NewChat::isPublic, doc("Channels only: anyone may find and join it")),
    field("members", &NewChat::members, length(0, limits::kMembersPerRequest),
        doc("People to add besides the creator; exactly one for a direct chat")));

/// PATCH chats/{id}. An absent field stays as it is.
struct ChatChange
{
    std::optional<QString> name{};
    std::optional<QString> topic{};
    std::optional<bool> isPublic{};

    bool operator==(const ChatChange &) const = default;
};

template <>
inline constexpr auto fields<ChatChange> = fieldList("ChatChange",
    field("name", &ChatChange::name, length(1, limits::kNameChars), format("oneline")),
    field("topic", &ChatChange::topic, length(0, limits::kTopicChars)),
    field("is_public", &ChatChange::isPublic));

struct Member
{
    User user{};
    MemberRole role = MemberRole::Member;
    Timestamp joinedAt{};
    qint64 lastReadSeq = 0;

    bool operator==(const Member &) const = default;
};

template <>
inline constexpr auto fields<Member> = fieldList("Member", field("user", &Member::user),
    field("role", &Member::role), field("joined_at", &Member::joinedAt),
    field("last_read_seq", &Member::lastReadSeq));

/// POST chats/{id}/members.
struct NewMember
{
    UserId userId{};
    MemberRole role = MemberRole::Member;
};

template <>
inline constexpr auto fields<NewMember> = fieldList(
    "NewMember", field("user_id", &NewMember::userId, required), field("role", &NewMember::role));

/// PATCH chats/{id}/members/{user}.
struct MemberChange
{
    MemberRole role = MemberRole::Member;
};

template <>
inline constexpr auto fields<MemberChange> = fieldList("MemberChange",
    field("role", &MemberChange::role, required,
        doc("owner passes ownership on: the caller becomes an admin")));

/// POST chats/{id}/read. A cursor never goes back.
struct ReadMark
{
    qint64 seq = 0;
};

template <>
inline constexpr auto fields<ReadMark> = fieldList(
    "ReadMark", field("seq", &ReadMark::seq, required, range(0, 1LL << 53)));

struct ReadState
{
    ChatId chatId{};
    qint64 lastReadSeq = 0;
    qint64 unreadCount = 0;
    qint64 mentionCount = 0;

    bool operator==(const ReadState &) const = default;
};

template <>
inline constexpr auto fields<ReadState> = fieldList("ReadState",
    field("chat_id", &ReadState::chatId), field("last_read_seq", &ReadState::lastReadSeq),
    field("unread_count", &ReadState::unreadCount),
    field("mention_count", &ReadState::mentionCount));

/// How far one member has read.
struct Reader
{
    UserId userId{};
    qint64 lastReadSeq = 0;

    bool operator==(const Reader &) const = default;
};

template <>
inline constexpr auto fields<Reader> = fieldList(
    "Reader", field("user_id", &Reader::userId), field("last_read_seq", &Reader::lastReadSeq));

} // namespace kith
