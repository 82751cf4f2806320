// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/chatkind.h"
#include "shared/model/message.h"

namespace kith {

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

const FieldList &fieldsOf(Of<MyChat>);

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

const FieldList &fieldsOf(Of<Chat>);

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

const FieldList &fieldsOf(Of<NewChat>);

/// PATCH chats/{id}. An absent field stays as it is.
struct ChatChange
{
    std::optional<QString> name{};
    std::optional<QString> topic{};
    std::optional<bool> isPublic{};

    bool operator==(const ChatChange &) const = default;
};

const FieldList &fieldsOf(Of<ChatChange>);

struct Member
{
    User user{};
    MemberRole role = MemberRole::Member;
    Timestamp joinedAt{};
    qint64 lastReadSeq = 0;

    bool operator==(const Member &) const = default;
};

const FieldList &fieldsOf(Of<Member>);

/// POST chats/{id}/members.
struct NewMember
{
    UserId userId{};
    MemberRole role = MemberRole::Member;
};

const FieldList &fieldsOf(Of<NewMember>);

/// PATCH chats/{id}/members/{user}.
struct MemberChange
{
    MemberRole role = MemberRole::Member;
};

const FieldList &fieldsOf(Of<MemberChange>);

/// POST chats/{id}/read. A cursor never goes back.
struct ReadMark
{
    qint64 seq = 0;
};

const FieldList &fieldsOf(Of<ReadMark>);

struct ReadState
{
    ChatId chatId{};
    qint64 lastReadSeq = 0;
    qint64 unreadCount = 0;
    qint64 mentionCount = 0;

    bool operator==(const ReadState &) const = default;
};

const FieldList &fieldsOf(Of<ReadState>);

/// How far one member has read.
struct Reader
{
    UserId userId{};
    qint64 lastReadSeq = 0;

    bool operator==(const Reader &) const = default;
};

const FieldList &fieldsOf(Of<Reader>);

} // namespace kith
