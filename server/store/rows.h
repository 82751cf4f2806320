// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One struct a table of resources/sql, with the field list that reads and writes it.

#include "shared/event.h"
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

    using Key = StreamId;
    Key key() const { return {streamKind, streamId}; }
    static StreamHeadRow withKey(Key key) { return {.streamKind = key.kind, .streamId = key.id}; }
};

/// One sign-in. Refresh tokens are not stored: they are MACs over (id, generation, seed), see
/// core/tokens.h.
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

template <> inline constexpr Table tableOf<UserRow>{"users", 1};
template <> inline constexpr Table tableOf<ChatRow>{"chats", 1};
template <> inline constexpr Table tableOf<MemberRow>{"members", 2};
template <> inline constexpr Table tableOf<MessageRow>{"messages", 1};
template <> inline constexpr Table tableOf<VersionRow>{"message_versions", 2};
template <> inline constexpr Table tableOf<ReactionRow>{"reactions", 4};
template <> inline constexpr Table tableOf<MentionRow>{"mentions", 3};
template <> inline constexpr Table tableOf<EventRow>{"events", 3};
template <> inline constexpr Table tableOf<StreamHeadRow>{"stream_heads", 2};
template <> inline constexpr Table tableOf<SessionRow>{"sessions", 1};
template <> inline constexpr Table tableOf<IdempotencyRow>{"idempotency_keys", 2};

} // namespace kith::store

namespace kith {

template <>
inline constexpr auto fields<store::UserRow> = fieldList("UserRow",
    field("id", &store::UserRow::id), field("username", &store::UserRow::username),
    field("username_key", &store::UserRow::usernameKey), field("email", &store::UserRow::email),
    field("email_key", &store::UserRow::emailKey), field("full_name", &store::UserRow::fullName),
    field("avatar_url", &store::UserRow::avatarUrl), field("title", &store::UserRow::title),
    field("team", &store::UserRow::team), field("about", &store::UserRow::about),
    field("search_key", &store::UserRow::searchKey), field("role", &store::UserRow::role),
    field("is_active", &store::UserRow::isActive),
    field("password_hash", &store::UserRow::passwordHash),
    field("status_text", &store::UserRow::statusText),
    field("status_emoji", &store::UserRow::statusEmoji),
    field("status_expires_at", &store::UserRow::statusExpiresAt),
    field("last_seen_at", &store::UserRow::lastSeenAt),
    field("stream_seq", &store::UserRow::streamSeq),
    field("created_at", &store::UserRow::createdAt),
    field("updated_at", &store::UserRow::updatedAt),
    field("availability", &store::UserRow::availability),
    field("suspension", &store::UserRow::suspension),
    field("suspended_until", &store::UserRow::suspendedUntil));

template <>
inline constexpr auto fields<store::ChatRow> = fieldList("ChatRow",
    field("id", &store::ChatRow::id), field("kind", &store::ChatRow::kind),
    field("name", &store::ChatRow::name), field("topic", &store::ChatRow::topic),
    field("is_public", &store::ChatRow::isPublic),
    field("is_archived", &store::ChatRow::isArchived),
    field("is_default", &store::ChatRow::isDefault),
    field("direct_key", &store::ChatRow::directKey),
    field("created_by", &store::ChatRow::createdBy),
    field("created_at", &store::ChatRow::createdAt),
    field("updated_at", &store::ChatRow::updatedAt), field("last_seq", &store::ChatRow::lastSeq),
    field("message_count", &store::ChatRow::messageCount),
    field("last_message_seq", &store::ChatRow::lastMessageSeq),
    field("last_message_id", &store::ChatRow::lastMessageId),
    field("member_count", &store::ChatRow::memberCount),
    field("deleted_count", &store::ChatRow::deletedCount),
    field("tombstone_count", &store::ChatRow::tombstoneCount),
    field("photo_url", &store::ChatRow::photoUrl));

template <>
inline constexpr auto fields<store::MemberRow> = fieldList("MemberRow",
    field("chat_id", &store::MemberRow::chatId), field("user_id", &store::MemberRow::userId),
    field("role", &store::MemberRow::role), field("joined_at", &store::MemberRow::joinedAt),
    field("last_read_seq", &store::MemberRow::lastReadSeq),
    field("last_read_ordinal", &store::MemberRow::lastReadOrdinal),
    field("muted", &store::MemberRow::muted));

template <>
inline constexpr auto fields<store::MessageRow> = fieldList("MessageRow",
    field("id", &store::MessageRow::id), field("chat_id", &store::MessageRow::chatId),
    field("seq", &store::MessageRow::seq), field("ordinal", &store::MessageRow::ordinal),
    field("sender_id", &store::MessageRow::senderId), field("content", &store::MessageRow::content),
    field("type", &store::MessageRow::type), field("reply_to", &store::MessageRow::replyTo),
    field("client_id", &store::MessageRow::clientId),
    field("body_hash", &store::MessageRow::bodyHash),
    field("mentions", &store::MessageRow::mentions),
    field("reaction_count", &store::MessageRow::reactionCount),
    field("created_at", &store::MessageRow::createdAt),
    field("edited_at", &store::MessageRow::editedAt),
    field("deleted_at", &store::MessageRow::deletedAt));

template <>
inline constexpr auto fields<store::VersionRow> = fieldList("VersionRow",
    field("message_id", &store::VersionRow::messageId),
    field("version", &store::VersionRow::version), field("content", &store::VersionRow::content),
    field("written_at", &store::VersionRow::writtenAt));

template <>
inline constexpr auto fields<store::ReactionRow> = fieldList("ReactionRow",
    field("chat_id", &store::ReactionRow::chatId),
    field("message_seq", &store::ReactionRow::messageSeq),
    field("emoji", &store::ReactionRow::emoji), field("user_id", &store::ReactionRow::userId),
    field("created_at", &store::ReactionRow::createdAt));

template <>
inline constexpr auto fields<store::MentionRow> = fieldList("MentionRow",
    field("chat_id", &store::MentionRow::chatId), field("user_id", &store::MentionRow::userId),
    field("message_seq", &store::MentionRow::messageSeq),
    field("message_id", &store::MentionRow::messageId), field("at", &store::MentionRow::at));

template <>
inline constexpr auto fields<store::EventRow> = fieldList("EventRow",
    field("stream_kind", &store::EventRow::streamKind),
    field("stream_id", &store::EventRow::streamId), field("seq", &store::EventRow::seq),
    field("kind", &store::EventRow::kind), field("chat_id", &store::EventRow::chatId),
    field("actor_id", &store::EventRow::actorId), field("user_id", &store::EventRow::userId),
    field("message_id", &store::EventRow::messageId), field("emoji", &store::EventRow::emoji),
    field("at", &store::EventRow::at));

template <>
inline constexpr auto fields<store::StreamHeadRow> = fieldList("StreamHeadRow",
    field("stream_kind", &store::StreamHeadRow::streamKind),
    field("stream_id", &store::StreamHeadRow::streamId),
    field("last_seq", &store::StreamHeadRow::lastSeq));

template <>
inline constexpr auto fields<store::SessionRow> = fieldList("SessionRow",
    field("id", &store::SessionRow::id), field("user_id", &store::SessionRow::userId),
    field("seed", &store::SessionRow::seed), field("generation", &store::SessionRow::generation),
    field("rotated_at", &store::SessionRow::rotatedAt), field("client", &store::SessionRow::client),
    field("address", &store::SessionRow::address), field("audience", &store::SessionRow::audience),
    field("created_at", &store::SessionRow::createdAt),
    field("last_used_at", &store::SessionRow::lastUsedAt),
    field("expires_at", &store::SessionRow::expiresAt),
    field("revoked_at", &store::SessionRow::revokedAt),
    field("fingerprint", &store::SessionRow::fingerprint));

template <>
inline constexpr auto fields<store::IdempotencyRow> = fieldList("IdempotencyRow",
    field("user_id", &store::IdempotencyRow::userId),
    field("idempotency_key", &store::IdempotencyRow::key),
    field("request_hash", &store::IdempotencyRow::requestHash),
    field("status", &store::IdempotencyRow::status), field("body", &store::IdempotencyRow::body),
    field("created_at", &store::IdempotencyRow::createdAt));

} // namespace kith

template <> struct std::hash<kith::store::MemberKey>
{
    size_t operator()(const kith::store::MemberKey &key) const noexcept
    {
        return qHash(key.user, qHash(key.chat));
    }
};
