// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The audit log: who did what to whom, append-only, each entry sealed with the hash of the one
// before (security.md 50). /api/v2/admin/audit.

#include "shared/model/adminlists.h"
#include "shared/model/user.h"

namespace kith {

/// One field that an act changed. Texts as people read them; secrets never.
struct AuditChange
{
    QString field{};
    QString before{};
    QString after{};

    bool operator==(const AuditChange &) const = default;
};

template <>
inline constexpr auto fields<AuditChange> = fieldList("AuditChange",
    field("field", &AuditChange::field), field("before", &AuditChange::before),
    field("after", &AuditChange::after));

struct AuditEntry
{
    qint64 seq = 0; ///< dense, from 1
    Timestamp at{};
    std::optional<UserId> actorId{}; ///< null: the machine's operator, on the command line
    QString actorName{}; ///< as it was then
    QString action{}; ///< a stable name: "user.suspend", "chat.archive"
    QString targetKind{}; ///< "user", "chat", "session", "connection", "server"
    qint64 targetId = 0; ///< 0: none
    QString targetName{}; ///< as it was then
    std::vector<AuditChange> changes{};
    QString reason{};
    QString address{};
    QString requestId{};
    QString hash{}; ///< 64 hex digits, over this entry and the hash before

    bool operator==(const AuditEntry &) const = default;
};

template <>
inline constexpr auto fields<AuditEntry> = fieldList("AuditEntry", field("seq", &AuditEntry::seq),
    field("at", &AuditEntry::at), field("actor_id", &AuditEntry::actorId),
    field("actor_name", &AuditEntry::actorName), field("action", &AuditEntry::action),
    field("target_kind", &AuditEntry::targetKind), field("target_id", &AuditEntry::targetId),
    field("target_name", &AuditEntry::targetName), field("changes", &AuditEntry::changes),
    field("reason", &AuditEntry::reason), field("address", &AuditEntry::address),
    field("request_id", &AuditEntry::requestId), field("hash", &AuditEntry::hash));

/// GET admin/audit: newest first.
struct AuditQuery
{
    std::optional<UserId> actor{};
    std::optional<QString> action{};
    std::optional<QString> targetKind{};
    std::optional<qint64> targetId{};
    std::optional<Timestamp> since{};
    std::optional<Timestamp> until{};
    std::optional<QString> search{};
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;

    bool operator==(const AuditQuery &) const = default;
};

template <>
inline constexpr auto fields<AuditQuery> = fieldList("AuditQuery",
    field("actor", &AuditQuery::actor),
    field("action", &AuditQuery::action, length(1, 64),
        doc("An action, or the part before the dot: `user`")),
    field("target_kind", &AuditQuery::targetKind, length(1, 32)),
    field("target_id", &AuditQuery::targetId), field("since", &AuditQuery::since),
    field("until", &AuditQuery::until),
    field("search", &AuditQuery::search, length(1, limits::kNameChars),
        doc("Part of the actor's or target's name or of the reason")),
    field("cursor", &AuditQuery::cursor, length(1, 1000)),
    field("limit", &AuditQuery::limit, doc("1 to 100; clamps")));

/// GET admin/audit/verification: a piece of the chain at a time, so that a caller can show how far
/// it is; go on from `to` + 1 until `done`.
struct AuditVerificationQuery
{
    qint64 from = 1;
    qint64 limit = limits::kAuditPiece;
};

template <>
inline constexpr auto fields<AuditVerificationQuery> = fieldList("AuditVerificationQuery",
    field("from", &AuditVerificationQuery::from, range(1, 1LL << 53)),
    field("limit", &AuditVerificationQuery::limit, range(1, limits::kAuditPiece)));

struct AuditVerification
{
    qint64 from = 1;
    qint64 to = 0; ///< the last entry that was looked at
    qint64 lastSeq = 0; ///< where the log now ends
    bool done = false;
    std::optional<qint64> brokenAt{}; ///< the first entry that does not fit
    QString detail{};
    QString headHash{}; ///< of entry `to`

    bool operator==(const AuditVerification &) const = default;
};

template <>
inline constexpr auto fields<AuditVerification> = fieldList("AuditVerification",
    field("from", &AuditVerification::from), field("to", &AuditVerification::to),
    field("last_seq", &AuditVerification::lastSeq), field("done", &AuditVerification::done),
    field("broken_at", &AuditVerification::brokenAt), field("detail", &AuditVerification::detail),
    field("head_hash", &AuditVerification::headHash));

} // namespace kith
