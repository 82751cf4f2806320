// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Chats, as admins see and change them: /api/v2/admin/chats. Seeing that a chat exists, its name
// and its members, is an admin's right; reading a private one asks for a reason and is audited.

#include "shared/model/adminlists.h"
#include "shared/model/chat.h"

namespace kith {

enum class AdminChatSort { Name, CreatedAt, UpdatedAt, MemberCount, MessageCount };

template <>
inline constexpr auto enumNames<AdminChatSort> = std::to_array<EnumName<AdminChatSort>>({
    {AdminChatSort::Name, "name"},
    {AdminChatSort::CreatedAt, "created_at"},
    {AdminChatSort::UpdatedAt, "updated_at"},
    {AdminChatSort::MemberCount, "member_count"},
    {AdminChatSort::MessageCount, "message_count"},
});

/// GET admin/chats.
struct AdminChatQuery
{
    std::optional<QString> search{};
    std::optional<ChatKind> kind{};
    std::optional<bool> isPublic{};
    std::optional<bool> isArchived{};
    std::optional<UserId> member{};
    AdminChatSort sort = AdminChatSort::UpdatedAt;
    SortOrder order = SortOrder::Descending;
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;
    bool total = false;

    bool operator==(const AdminChatQuery &) const = default;
};

template <>
inline constexpr auto fields<AdminChatQuery> = fieldList("AdminChatQuery",
    field("search", &AdminChatQuery::search, length(1, limits::kNameChars),
        doc("Part of a name or topic, without regard to case")),
    field("kind", &AdminChatQuery::kind), field("is_public", &AdminChatQuery::isPublic),
    field("is_archived", &AdminChatQuery::isArchived),
    field("member", &AdminChatQuery::member, doc("Only chats of this person")),
    field("sort", &AdminChatQuery::sort), field("order", &AdminChatQuery::order),
    field("cursor", &AdminChatQuery::cursor, length(1, 1000)),
    field("limit", &AdminChatQuery::limit, doc("1 to 100; clamps")),
    field("total", &AdminChatQuery::total, doc("Whether to say how many match")));

struct AdminChat
{
    ChatId id{};
    ChatKind kind = ChatKind::Group;
    QString name{};
    QString topic{};
    bool isPublic = false;
    bool isArchived = false;
    std::optional<UserBrief> createdBy{};
    Timestamp createdAt{};
    Timestamp updatedAt{};
    qint64 memberCount = 0;
    qint64 messageCount = 0;
    qint64 lastSeq = 0;
    std::vector<UserBrief> people{}; ///< of a direct chat: the two

    bool operator==(const AdminChat &) const = default;
};

template <>
inline constexpr auto fields<AdminChat> = fieldList("AdminChat", field("id", &AdminChat::id),
    field("kind", &AdminChat::kind), field("name", &AdminChat::name),
    field("topic", &AdminChat::topic), field("is_public", &AdminChat::isPublic),
    field("is_archived", &AdminChat::isArchived), field("created_by", &AdminChat::createdBy),
    field("created_at", &AdminChat::createdAt), field("updated_at", &AdminChat::updatedAt),
    field("member_count", &AdminChat::memberCount),
    field("message_count", &AdminChat::messageCount), field("last_seq", &AdminChat::lastSeq),
    field("people", &AdminChat::people, doc("The two people of a direct chat; empty for others")));

/// PATCH admin/chats/{id}. An absent field stays as it is.
struct AdminChatChange
{
    std::optional<QString> name{};
    std::optional<QString> topic{};
    std::optional<bool> isPublic{};
    std::optional<bool> isArchived{};

    bool operator==(const AdminChatChange &) const = default;
};

template <>
inline constexpr auto fields<AdminChatChange> = fieldList("AdminChatChange",
    field("name", &AdminChatChange::name, length(1, limits::kNameChars), format("oneline")),
    field("topic", &AdminChatChange::topic, length(0, limits::kTopicChars)),
    field("is_public", &AdminChatChange::isPublic, doc("Channels only")),
    field("is_archived", &AdminChatChange::isArchived,
        doc("An archived chat can be read, and nothing can be changed in it")));

/// POST admin/chats/{id}/readings: why an admin reads a chat that they do not belong to.
struct NewReading
{
    QString reason{};
};

template <>
inline constexpr auto fields<NewReading> = fieldList("NewReading",
    field("reason", &NewReading::reason, required, length(limits::kReasonMin, limits::kReasonChars),
        format("oneline"), doc("Kept in the audit log")));

/// Leave to read one chat for a while, of the admin who asked for it.
struct Reading
{
    qint64 id = 0;
    ChatId chatId{};
    Timestamp expiresAt{};
};

template <>
inline constexpr auto fields<Reading> = fieldList("Reading", field("id", &Reading::id),
    field("chat_id", &Reading::chatId), field("expires_at", &Reading::expiresAt));

/// GET admin/chats/{id}/messages. A public channel needs no reading.
struct AdminHistoryQuery
{
    std::optional<qint64> reading{};
    std::optional<MessageId> before{};
    std::optional<MessageId> after{};
    std::optional<MessageId> around{};
    std::optional<Timestamp> at{}; ///< around the first message at or after this time
    qint64 limit = limits::kPageDefault;

    bool operator==(const AdminHistoryQuery &) const = default;
};

template <>
inline constexpr auto fields<AdminHistoryQuery> = fieldList("AdminHistoryQuery",
    field("reading", &AdminHistoryQuery::reading,
        doc("From POST admin/chats/{id}/readings; needed unless the chat is a public channel")),
    field("before", &AdminHistoryQuery::before), field("after", &AdminHistoryQuery::after),
    field("around", &AdminHistoryQuery::around),
    field("at", &AdminHistoryQuery::at, doc("Around the first message at or after this time")),
    field("limit", &AdminHistoryQuery::limit, doc("1 to 100; clamps")));

} // namespace kith
