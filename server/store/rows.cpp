// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

namespace kith::store {

const Table &tableOf(Of<UserRow>)
{
    static const Table table("users", 1,
        {field("id", &UserRow::id), field("username", &UserRow::username),
            field("username_key", &UserRow::usernameKey), field("email", &UserRow::email),
            field("email_key", &UserRow::emailKey), field("full_name", &UserRow::fullName),
            field("avatar_url", &UserRow::avatarUrl), field("title", &UserRow::title),
            field("team", &UserRow::team), field("about", &UserRow::about),
            field("search_key", &UserRow::searchKey), field("role", &UserRow::role),
            field("is_active", &UserRow::isActive), field("password_hash", &UserRow::passwordHash),
            field("status_text", &UserRow::statusText),
            field("status_emoji", &UserRow::statusEmoji),
            field("status_expires_at", &UserRow::statusExpiresAt),
            field("last_seen_at", &UserRow::lastSeenAt), field("stream_seq", &UserRow::streamSeq),
            field("created_at", &UserRow::createdAt), field("updated_at", &UserRow::updatedAt),
            field("availability", &UserRow::availability),
            field("suspension", &UserRow::suspension),
            field("suspended_until", &UserRow::suspendedUntil)});
    return table;
}

const Table &tableOf(Of<ChatRow>)
{
    static const Table table("chats", 1,
        {field("id", &ChatRow::id), field("kind", &ChatRow::kind), field("name", &ChatRow::name),
            field("topic", &ChatRow::topic), field("is_public", &ChatRow::isPublic),
            field("is_archived", &ChatRow::isArchived), field("is_default", &ChatRow::isDefault),
            field("direct_key", &ChatRow::directKey), field("created_by", &ChatRow::createdBy),
            field("created_at", &ChatRow::createdAt), field("updated_at", &ChatRow::updatedAt),
            field("last_seq", &ChatRow::lastSeq), field("message_count", &ChatRow::messageCount),
            field("last_message_seq", &ChatRow::lastMessageSeq),
            field("last_message_id", &ChatRow::lastMessageId),
            field("member_count", &ChatRow::memberCount),
            field("deleted_count", &ChatRow::deletedCount),
            field("tombstone_count", &ChatRow::tombstoneCount),
            field("photo_url", &ChatRow::photoUrl)});
    return table;
}

const Table &tableOf(Of<MemberRow>)
{
    static const Table table("members", 2,
        {field("chat_id", &MemberRow::chatId), field("user_id", &MemberRow::userId),
            field("role", &MemberRow::role), field("joined_at", &MemberRow::joinedAt),
            field("last_read_seq", &MemberRow::lastReadSeq),
            field("last_read_ordinal", &MemberRow::lastReadOrdinal),
            field("muted", &MemberRow::muted)});
    return table;
}

const Table &tableOf(Of<MessageRow>)
{
    static const Table table("messages", 1,
        {field("id", &MessageRow::id), field("chat_id", &MessageRow::chatId),
            field("seq", &MessageRow::seq), field("ordinal", &MessageRow::ordinal),
            field("sender_id", &MessageRow::senderId), field("content", &MessageRow::content),
            field("type", &MessageRow::type), field("reply_to", &MessageRow::replyTo),
            field("client_id", &MessageRow::clientId), field("body_hash", &MessageRow::bodyHash),
            field("mentions", &MessageRow::mentions),
            field("reaction_count", &MessageRow::reactionCount),
            field("created_at", &MessageRow::createdAt), field("edited_at", &MessageRow::editedAt),
            field("deleted_at", &MessageRow::deletedAt)});
    return table;
}

const Table &tableOf(Of<VersionRow>)
{
    static const Table table("message_versions", 2,
        {field("message_id", &VersionRow::messageId), field("version", &VersionRow::version),
            field("content", &VersionRow::content), field("written_at", &VersionRow::writtenAt)});
    return table;
}

const Table &tableOf(Of<ReactionRow>)
{
    static const Table table("reactions", 4,
        {field("chat_id", &ReactionRow::chatId), field("message_seq", &ReactionRow::messageSeq),
            field("emoji", &ReactionRow::emoji), field("user_id", &ReactionRow::userId),
            field("created_at", &ReactionRow::createdAt)});
    return table;
}

const Table &tableOf(Of<MentionRow>)
{
    static const Table table("mentions", 3,
        {field("chat_id", &MentionRow::chatId), field("user_id", &MentionRow::userId),
            field("message_seq", &MentionRow::messageSeq),
            field("message_id", &MentionRow::messageId), field("at", &MentionRow::at)});
    return table;
}

const Table &tableOf(Of<EventRow>)
{
    static const Table table("events", 3,
        {field("stream_kind", &EventRow::streamKind), field("stream_id", &EventRow::streamId),
            field("seq", &EventRow::seq), field("kind", &EventRow::kind),
            field("chat_id", &EventRow::chatId), field("actor_id", &EventRow::actorId),
            field("user_id", &EventRow::userId), field("message_id", &EventRow::messageId),
            field("emoji", &EventRow::emoji), field("at", &EventRow::at)});
    return table;
}

const Table &tableOf(Of<StreamHeadRow>)
{
    static const Table table("stream_heads", 2,
        {field("stream_kind", &StreamHeadRow::streamKind),
            field("stream_id", &StreamHeadRow::streamId),
            field("last_seq", &StreamHeadRow::lastSeq)});
    return table;
}

const Table &tableOf(Of<SessionRow>)
{
    static const Table table("sessions", 1,
        {field("id", &SessionRow::id), field("user_id", &SessionRow::userId),
            field("seed", &SessionRow::seed), field("generation", &SessionRow::generation),
            field("rotated_at", &SessionRow::rotatedAt), field("client", &SessionRow::client),
            field("address", &SessionRow::address), field("audience", &SessionRow::audience),
            field("created_at", &SessionRow::createdAt),
            field("last_used_at", &SessionRow::lastUsedAt),
            field("expires_at", &SessionRow::expiresAt),
            field("revoked_at", &SessionRow::revokedAt),
            field("fingerprint", &SessionRow::fingerprint)});
    return table;
}

const Table &tableOf(Of<IdempotencyRow>)
{
    static const Table table("idempotency_keys", 2,
        {field("user_id", &IdempotencyRow::userId), field("idempotency_key", &IdempotencyRow::key),
            field("request_hash", &IdempotencyRow::requestHash),
            field("status", &IdempotencyRow::status), field("body", &IdempotencyRow::body),
            field("created_at", &IdempotencyRow::createdAt)});
    return table;
}

} // namespace kith::store
