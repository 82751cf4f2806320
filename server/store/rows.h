// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One struct a table of resources/sql, with the field list that reads and writes it.

#include "shared/event/kind.h"
#include "shared/event/stream.h"
#include "shared/model/chatkind.h"
#include "shared/model/messagetype.h"
#include "shared/model/user.h"
#include "store/table.h"

namespace kith::store {

struct UserRow
{
    UserId id{};
    QString username{};
    QString usernameKey{}; ///< folded: unique without regard to case
    QString email{};
    QString emailKey{};
    QString fullName{};
    std::optional<QString> avatarUrl{};
    QString title{};
    QString team{};
    QString about{};
    QString searchKey{}; ///< folded username, names, title and team: what the directory searches
    UserRole role = UserRole::User;
    bool isActive = true;
    QString passwordHash{};
    QString statusText{};
    QString statusEmoji{};
    std::optional<Timestamp> statusExpiresAt{};
    std::optional<Timestamp> lastSeenAt{};
    qint64 streamSeq = 0; ///< where the person's own stream ends
    Timestamp createdAt{};
    Timestamp updatedAt{};
    Availability availability = Availability::Offline; ///< as they chose it
    Suspension suspension = Suspension::None; ///< why they are not active
    std::optional<Timestamp> suspendedUntil{}; ///< none: until somebody lifts it
    quint64 revision = 0; ///< of this copy, in the writer's cache (RowCache): no column

    using Key = UserId;
    Key key() const { return id; }
    static UserRow withKey(Key key) { return {.id = key}; }
};

struct ChatRow
{
    ChatId id{};
    ChatKind kind = ChatKind::Group;
    QString name{};
    QString topic{};
    bool isPublic = false;
    bool isArchived = false;
    bool isDefault = false; ///< everybody joins it at registration
    std::optional<QString> directKey{}; ///< "3:7", the two people of a direct chat: unique
    std::optional<UserId> createdBy{};
    Timestamp createdAt{};
    Timestamp updatedAt{}; ///< of the last activity: chat lists are sorted by it
    qint64 lastSeq = 0; ///< where the chat's stream ends
    qint64 messageCount = 0; ///< the ordinal of the last message
    qint64 lastMessageSeq = 0;
    std::optional<MessageId> lastMessageId{};
    int memberCount = 0;
    qint64 deletedCount = 0; ///< of messageCount
    qint64 tombstoneCount = 0; ///< of deletedCount: those that keep their place
    std::optional<QString> photoUrl{};
    quint64 revision = 0; ///< of this copy, in the writer's cache (RowCache): no column

    using Key = ChatId;
    Key key() const { return id; }
    static ChatRow withKey(Key key) { return {.id = key}; }
};

struct MemberKey
{
    ChatId chat{};
    UserId user{};
    bool operator==(const MemberKey &) const = default;
};

struct MemberRow
{
    ChatId chatId{};
    UserId userId{};
    MemberRole role = MemberRole::Member;
    Timestamp joinedAt{};
    qint64 lastReadSeq = 0;
    qint64 lastReadOrdinal = 0; ///< messages up to the cursor: unread = messageCount - this
    bool muted = false;
    quint64 revision = 0; ///< of this copy, in the writer's cache (RowCache): no column

    using Key = MemberKey;
    Key key() const { return {chatId, userId}; }
    static MemberRow withKey(Key key) { return {.chatId = key.chat, .userId = key.user}; }
};

struct MessageRow
{
    MessageId id{};
    ChatId chatId{};
    qint64 seq = 0;
    qint64 ordinal = 0; ///< counts the chat's messages densely, from 1
    UserId senderId{};
    QString content{};
    MessageType type = MessageType::Text;
    std::optional<MessageId> replyTo{};
    std::optional<QString> clientId{};
    qint64 bodyHash = 0; ///< of what was sent: tells a repeat from a reuse of a client_id
    QString mentions{}; ///< ids of the people, "3,7"
    int reactionCount = 0; ///< 0 spares the look-up of reactions
    Timestamp createdAt{};
    std::optional<Timestamp> editedAt{};
    std::optional<Timestamp> deletedAt{};

    using Key = MessageId;
    Key key() const { return id; }
    static MessageRow withKey(Key key) { return {.id = key}; }
};

/// An earlier text of a message.
struct VersionRow
{
    MessageId messageId{};
    int version = 0;
    QString content{};
    Timestamp writtenAt{};
};

struct ReactionRow
{
    ChatId chatId{};
    qint64 messageSeq = 0; ///< with the chat first: one range read serves a page of history
    QString emoji{};
    UserId userId{};
    Timestamp createdAt{};
};

/// "user" 0 stands for everybody in the chat (@channel, @here).
struct MentionRow
{
    ChatId chatId{};
    UserId userId{};
    qint64 messageSeq = 0;
    MessageId messageId{};
    Timestamp at{};
};

/// An event without content: it is rendered from the rows as they now are. A new message has no row
/// here: its own row says as much (chat, seq, sender, time), and a commit writes one page less.
struct EventRow
{
    StreamId::Kind streamKind = StreamId::Kind::Chat;
    qint64 streamId = 0;
    qint64 seq = 0;
    EventKind kind = EventKind::MessageUpdated;
    ChatId chatId{};
    UserId actorId{};
    std::optional<UserId> userId{};
    std::optional<MessageId> messageId{};
    std::optional<QString> emoji{};
    Timestamp at{};
};

/// Where a stream ends that is of no chat and no person: those have the place in their own rows.
struct StreamHeadRow
{
    StreamId::Kind streamKind = StreamId::Kind::Admin;
    qint64 streamId = 0;
    qint64 lastSeq = 0;
    quint64 revision = 0; ///< of this copy, in the writer's cache (RowCache): no column

    using Key = StreamId;
    Key key() const { return {streamKind, streamId}; }
    static StreamHeadRow withKey(Key key) { return {.streamKind = key.kind, .streamId = key.id}; }
};

/// One sign-in. Refresh tokens are not stored: they are MACs over (id, generation, seed), see
/// core/accounts/tokens.h.
struct SessionRow
{
    SessionId id{};
    UserId userId{};
    QByteArray seed{};
    qint64 generation = 0; ///< of the current refresh token
    Timestamp rotatedAt{};
    QString client{};
    QString address{};
    QString audience{}; ///< the dialect that issued it
    Timestamp createdAt{};
    Timestamp lastUsedAt{};
    Timestamp expiresAt{};
    std::optional<Timestamp> revokedAt{};
    std::optional<QString> fingerprint{}; ///< of the device, where the client named one

    using Key = SessionId;
    Key key() const { return id; }
    static SessionRow withKey(Key key) { return {.id = key}; }
};

/// The kept answer of a write that carried an Idempotency-Key.
struct IdempotencyRow
{
    UserId userId{};
    QString key{};
    qint64 requestHash = 0;
    int status = 0;
    QByteArray body{};
    Timestamp createdAt{};
};

const Table &tableOf(Of<UserRow>);
const Table &tableOf(Of<ChatRow>);
const Table &tableOf(Of<MemberRow>);
const Table &tableOf(Of<MessageRow>);
const Table &tableOf(Of<VersionRow>);
const Table &tableOf(Of<ReactionRow>);
const Table &tableOf(Of<MentionRow>);
const Table &tableOf(Of<EventRow>);
const Table &tableOf(Of<StreamHeadRow>);
const Table &tableOf(Of<SessionRow>);
const Table &tableOf(Of<IdempotencyRow>);

} // namespace kith::store

template <> struct std::hash<kith::store::MemberKey>
{
    size_t operator()(const kith::store::MemberKey &key) const noexcept
    {
        return qHash(key.user, qHash(key.chat));
    }
};
