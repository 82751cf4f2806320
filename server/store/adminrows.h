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

const Table &tableOf(Of<AuditRow>);
const Table &tableOf(Of<AuditHeadRow>);
const Table &tableOf(Of<PasswordLinkRow>);
const Table &tableOf(Of<ChatSearchRow>);
const Table &tableOf(Of<ChatReadingRow>);

} // namespace kith::store
