// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of the tables that administration has for itself.

#include "store/table.h"

namespace kith::store {

/// An entry of the audit log. Every column but `hash` is under the hash.
struct AuditRow
{
    qint64 seq = 0; ///< dense, from 1
    Timestamp at{};
    std::optional<UserId> actorId{};
    QString actorName{};
    QString action{};
    QString targetKind{};
    qint64 targetId = 0;
    QString targetName{};
    QString changes{}; ///< Items<AuditChange> as JSON
    QString reason{};
    QString address{};
    QString requestId{};
    QString searchKey{}; ///< folded names and reason
    QString hash{}; ///< 64 hexadecimal digits
};

/// Where the audit log ends. One row.
struct AuditHeadRow
{
    qint64 id = 1;
    qint64 seq = 0;
    QString hash{};

    using Key = qint64;
    Key key() const { return id; }
    static AuditHeadRow withKey(Key key) { return {.id = key}; }
};

/// A link with which a person may set a new password. One a person.
struct PasswordLinkRow
{
    UserId userId{};
    QString tokenHash{}; ///< SHA-256, hexadecimal
    Timestamp expiresAt{};
};

/// A chat's folded name and topic.
struct ChatSearchRow
{
    ChatId chatId{};
    QString searchKey{};
};

/// Leave of an admin to read a chat for a while.
struct ChatReadingRow
{
    qint64 id = 0;
    ChatId chatId{};
    UserId userId{};
    Timestamp expiresAt{};

    using Key = qint64;
    Key key() const { return id; }
    static ChatReadingRow withKey(Key key) { return {.id = key}; }
};

template <> inline constexpr Table tableOf<AuditRow>{"audit_log", 1};
template <> inline constexpr Table tableOf<AuditHeadRow>{"audit_head", 1};
template <> inline constexpr Table tableOf<PasswordLinkRow>{"password_links", 1};
template <> inline constexpr Table tableOf<ChatSearchRow>{"chat_search", 1};
template <> inline constexpr Table tableOf<ChatReadingRow>{"chat_readings", 1};

} // namespace kith::store

namespace kith {

template <>
inline constexpr auto fields<store::AuditRow> = fieldList("AuditRow",
    field("seq", &store::AuditRow::seq), field("at", &store::AuditRow::at),
    field("actor_id", &store::AuditRow::actorId), field("actor_name", &store::AuditRow::actorName),
    field("action", &store::AuditRow::action), field("target_kind", &store::AuditRow::targetKind),
    field("target_id", &store::AuditRow::targetId),
    field("target_name", &store::AuditRow::targetName), field("changes", &store::AuditRow::changes),
    field("reason", &store::AuditRow::reason), field("address", &store::AuditRow::address),
    field("request_id", &store::AuditRow::requestId),
    field("search_key", &store::AuditRow::searchKey), field("hash", &store::AuditRow::hash));

template <>
inline constexpr auto fields<store::AuditHeadRow> = fieldList("AuditHeadRow",
    field("id", &store::AuditHeadRow::id), field("seq", &store::AuditHeadRow::seq),
    field("hash", &store::AuditHeadRow::hash));

template <>
inline constexpr auto fields<store::PasswordLinkRow> = fieldList("PasswordLinkRow",
    field("user_id", &store::PasswordLinkRow::userId),
    field("token_hash", &store::PasswordLinkRow::tokenHash),
    field("expires_at", &store::PasswordLinkRow::expiresAt));

template <>
inline constexpr auto fields<store::ChatSearchRow> = fieldList("ChatSearchRow",
    field("chat_id", &store::ChatSearchRow::chatId),
    field("search_key", &store::ChatSearchRow::searchKey));

template <>
inline constexpr auto fields<store::ChatReadingRow> = fieldList("ChatReadingRow",
    field("id", &store::ChatReadingRow::id), field("chat_id", &store::ChatReadingRow::chatId),
    field("user_id", &store::ChatReadingRow::userId),
    field("expires_at", &store::ChatReadingRow::expiresAt));

} // namespace kith
