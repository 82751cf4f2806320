// SPDX-License-Identifier: GPL-3.0-or-later
#include "telegramapp/wire.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<ta::User>)
{
    static const FieldList list = fieldList<ta::User>("UserPublic",
        {field("email", &ta::User::email), field("username", &ta::User::username),
            field("full_name", &ta::User::fullName), field("department", &ta::User::department),
            field("role", &ta::User::role), field("bio", &ta::User::bio),
            field("avatar_url", &ta::User::avatarUrl), field("status", &ta::User::status),
            field("status_message", &ta::User::statusMessage), field("_id", &ta::User::id),
            field("created_at", &ta::User::createdAt), field("updated_at", &ta::User::updatedAt),
            field("last_seen_at", &ta::User::lastSeenAt),
            field("storage_used", &ta::User::storageUsed), field("is_active", &ta::User::isActive),
            field("is_admin", &ta::User::isAdmin)});
    return list;
}

const FieldList &fieldsOf(Of<ta::UserList>)
{
    static const FieldList list = fieldList<ta::UserList>(
        "UserList", {field("items", &ta::UserList::items), field("total", &ta::UserList::total)});
    return list;
}

const FieldList &fieldsOf(Of<ta::Tokens>)
{
    static const FieldList list = fieldList<ta::Tokens>("TokenPair",
        {field("access_token", &ta::Tokens::accessToken),
            field("refresh_token", &ta::Tokens::refreshToken),
            field("token_type", &ta::Tokens::tokenType),
            field("expires_in", &ta::Tokens::expiresIn),
            field("refresh_expires_in", &ta::Tokens::refreshExpiresIn)});
    return list;
}

const FieldList &fieldsOf(Of<ta::SignedIn>)
{
    static const FieldList list = fieldList<ta::SignedIn>("AuthResponse",
        {field("tokens", &ta::SignedIn::tokens), field("user", &ta::SignedIn::user)});
    return list;
}

const FieldList &fieldsOf(Of<ta::Chat>)
{
    static const FieldList list = fieldList<ta::Chat>("Chat",
        {field("name", &ta::Chat::name), field("type", &ta::Chat::type),
            field("photo_url", &ta::Chat::photoUrl), field("member_ids", &ta::Chat::memberIds),
            field("admin_ids", &ta::Chat::adminIds), field("_id", &ta::Chat::id),
            field("created_by", &ta::Chat::createdBy), field("created_at", &ta::Chat::createdAt),
            field("updated_at", &ta::Chat::updatedAt)});
    return list;
}

const FieldList &fieldsOf(Of<ta::ChatSummary>)
{
    static const FieldList list = fieldList<ta::ChatSummary>("ChatSummary",
        {field("name", &ta::ChatSummary::name), field("type", &ta::ChatSummary::type),
            field("photo_url", &ta::ChatSummary::photoUrl),
            field("member_ids", &ta::ChatSummary::memberIds),
            field("admin_ids", &ta::ChatSummary::adminIds), field("_id", &ta::ChatSummary::id),
            field("created_by", &ta::ChatSummary::createdBy),
            field("created_at", &ta::ChatSummary::createdAt),
            field("updated_at", &ta::ChatSummary::updatedAt),
            field("last_message_preview", &ta::ChatSummary::lastMessagePreview),
            field("last_message_at", &ta::ChatSummary::lastMessageAt),
            field("unread_count", &ta::ChatSummary::unreadCount)});
    return list;
}

const FieldList &fieldsOf(Of<ta::Sender>)
{
    static const FieldList list = fieldList<ta::Sender>("Sender",
        {field("id", &ta::Sender::id), field("username", &ta::Sender::username),
            field("full_name", &ta::Sender::fullName),
            field("avatar_url", &ta::Sender::avatarUrl)});
    return list;
}

const FieldList &fieldsOf(Of<ta::Message>)
{
    static const FieldList list = fieldList<ta::Message>("Message",
        {field("content", &ta::Message::content), field("type", &ta::Message::type),
            field("attachments", &ta::Message::attachments),
            field("reply_to_id", &ta::Message::replyToId), field("_id", &ta::Message::id),
            field("chat_id", &ta::Message::chatId), field("sender_id", &ta::Message::senderId),
            field("seen_by", &ta::Message::seenBy), field("created_at", &ta::Message::createdAt),
            field("updated_at", &ta::Message::updatedAt), field("edited", &ta::Message::edited),
            field("sender", &ta::Message::sender)});
    return list;
}

const FieldList &fieldsOf(Of<ta::Health>)
{
    static const FieldList list = fieldList<ta::Health>("Health",
        {field("status", &ta::Health::status), field("timestamp", &ta::Health::timestamp)});
    return list;
}

const FieldList &fieldsOf(Of<ta::Metrics>)
{
    static const FieldList list = fieldList<ta::Metrics>("Metrics",
        {field("total_users", &ta::Metrics::totalUsers),
            field("posts_today", &ta::Metrics::postsToday),
            field("messages_today", &ta::Metrics::messagesToday),
            field("storage_used_mb", &ta::Metrics::storageUsedMb),
            field("uptime_seconds", &ta::Metrics::uptimeSeconds)});
    return list;
}

const FieldList &fieldsOf(Of<ta::UserCreate>)
{
    static const FieldList list = fieldList<ta::UserCreate>("UserCreate",
        {field("email", &ta::UserCreate::email, required),
            field("username", &ta::UserCreate::username, required, length(3, 32)),
            field("full_name", &ta::UserCreate::fullName, required, length(1, 128)),
            field("password", &ta::UserCreate::password, required, length(8, 128)),
            field("department", &ta::UserCreate::department, length(0, 64)),
            field("role", &ta::UserCreate::role, length(0, 64)),
            field("bio", &ta::UserCreate::bio, length(0, 512)),
            field("avatar_url", &ta::UserCreate::avatarUrl, length(0, 1'000)),
            field("status", &ta::UserCreate::status),
            field("status_message", &ta::UserCreate::statusMessage, length(0, 140))});
    return list;
}

const FieldList &fieldsOf(Of<ta::Login>)
{
    static const FieldList list = fieldList<ta::Login>("LoginRequest",
        {field("email", &ta::Login::email, required),
            field("password", &ta::Login::password, required)});
    return list;
}

const FieldList &fieldsOf(Of<ta::RefreshToken>)
{
    static const FieldList list = fieldList<ta::RefreshToken>(
        "RefreshRequest", {field("refresh_token", &ta::RefreshToken::refreshToken, required)});
    return list;
}

const FieldList &fieldsOf(Of<ta::UserUpdate>)
{
    static const FieldList list = fieldList<ta::UserUpdate>("UserUpdate",
        {field("full_name", &ta::UserUpdate::fullName, length(1, 128)),
            field("department", &ta::UserUpdate::department, length(0, 64)),
            field("role", &ta::UserUpdate::role, length(0, 64)),
            field("bio", &ta::UserUpdate::bio, length(0, 512)),
            field("avatar_url", &ta::UserUpdate::avatarUrl, length(0, 1'000)),
            field("status", &ta::UserUpdate::status),
            field("status_message", &ta::UserUpdate::statusMessage, length(0, 140))});
    return list;
}

const FieldList &fieldsOf(Of<ta::AdminUserUpdate>)
{
    static const FieldList list = fieldList<ta::AdminUserUpdate>("AdminUserUpdate",
        {field("full_name", &ta::AdminUserUpdate::fullName, length(1, 128)),
            field("department", &ta::AdminUserUpdate::department, length(0, 64)),
            field("role", &ta::AdminUserUpdate::role, length(0, 64)),
            field("bio", &ta::AdminUserUpdate::bio, length(0, 512)),
            field("avatar_url", &ta::AdminUserUpdate::avatarUrl, length(0, 1'000)),
            field("status", &ta::AdminUserUpdate::status),
            field("status_message", &ta::AdminUserUpdate::statusMessage, length(0, 140)),
            field("is_active", &ta::AdminUserUpdate::isActive),
            field("is_admin", &ta::AdminUserUpdate::isAdmin)});
    return list;
}

const FieldList &fieldsOf(Of<ta::PasswordChange>)
{
    static const FieldList list = fieldList<ta::PasswordChange>("PasswordChange",
        {field("old_password", &ta::PasswordChange::oldPassword, required),
            field("new_password", &ta::PasswordChange::newPassword, required, length(8, 128))});
    return list;
}

const FieldList &fieldsOf(Of<ta::UserQuery>)
{
    static const FieldList list = fieldList<ta::UserQuery>("UserQuery",
        {field("q", &ta::UserQuery::q), field("department", &ta::UserQuery::department),
            field("limit", &ta::UserQuery::limit, range(1, 100)),
            field("offset", &ta::UserQuery::offset, range(0, 1LL << 31))});
    return list;
}

const FieldList &fieldsOf(Of<ta::AdminUserQuery>)
{
    static const FieldList list = fieldList<ta::AdminUserQuery>("AdminUserQuery",
        {field("limit", &ta::AdminUserQuery::limit, range(1, 1'000)),
            field("offset", &ta::AdminUserQuery::offset, range(0, 1LL << 31))});
    return list;
}

const FieldList &fieldsOf(Of<ta::NewDirect>)
{
    static const FieldList list = fieldList<ta::NewDirect>(
        "DirectChat", {field("other_user_id", &ta::NewDirect::otherUserId, required)});
    return list;
}

const FieldList &fieldsOf(Of<ta::NewGroup>)
{
    static const FieldList list = fieldList<ta::NewGroup>("GroupChat",
        {field("member_ids", &ta::NewGroup::memberIds, required),
            field("name", &ta::NewGroup::name, length(0, 128)),
            field("photo_url", &ta::NewGroup::photoUrl, length(0, 1'000))});
    return list;
}

const FieldList &fieldsOf(Of<ta::LimitQuery>)
{
    static const FieldList list = fieldList<ta::LimitQuery>(
        "LimitQuery", {field("limit", &ta::LimitQuery::limit, range(1, 100))});
    return list;
}

const FieldList &fieldsOf(Of<ta::MessageQuery>)
{
    static const FieldList list = fieldList<ta::MessageQuery>("MessageQuery",
        {field("limit", &ta::MessageQuery::limit, range(1, 100)),
            field("before", &ta::MessageQuery::before)});
    return list;
}

const FieldList &fieldsOf(Of<ta::NewMessage>)
{
    static const FieldList list = fieldList<ta::NewMessage>("MessageCreate",
        {field("chat_id", &ta::NewMessage::chatId, required),
            field("content", &ta::NewMessage::content, length(0, 4'000)),
            field("type", &ta::NewMessage::type),
            field("attachments", &ta::NewMessage::attachments),
            field("reply_to_id", &ta::NewMessage::replyToId)});
    return list;
}

const FieldList &fieldsOf(Of<ta::MessageUpdate>)
{
    static const FieldList list = fieldList<ta::MessageUpdate>(
        "MessageUpdate", {field("content", &ta::MessageUpdate::content, length(0, 4'000))});
    return list;
}

const FieldList &fieldsOf(Of<ta::DeleteQuery>)
{
    static const FieldList list = fieldList<ta::DeleteQuery>(
        "DeleteQuery", {field("for_everyone", &ta::DeleteQuery::forEveryone)});
    return list;
}

} // namespace kith
