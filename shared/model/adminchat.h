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

const FieldList &fieldsOf(Of<AdminChatQuery>);

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

const FieldList &fieldsOf(Of<AdminChat>);

/// PATCH admin/chats/{id}. An absent field stays as it is.
struct AdminChatChange
{
    std::optional<QString> name{};
    std::optional<QString> topic{};
    std::optional<bool> isPublic{};
    std::optional<bool> isArchived{};

    bool operator==(const AdminChatChange &) const = default;
};

const FieldList &fieldsOf(Of<AdminChatChange>);

/// POST admin/chats/{id}/readings: why an admin reads a chat that they do not belong to.
struct NewReading
{
    QString reason{};
};

const FieldList &fieldsOf(Of<NewReading>);

/// Leave to read one chat for a while, of the admin who asked for it.
struct Reading
{
    qint64 id = 0;
    ChatId chatId{};
    Timestamp expiresAt{};
};

const FieldList &fieldsOf(Of<Reading>);

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

const FieldList &fieldsOf(Of<AdminHistoryQuery>);

} // namespace kith
