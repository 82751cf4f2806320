// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The audit log: who did what to whom, append-only, each entry sealed with the hash of the one
// before (docs/security.md). /api/v2/admin/audit.

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

const FieldList &fieldsOf(Of<AuditChange>);

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

const FieldList &fieldsOf(Of<AuditEntry>);

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

const FieldList &fieldsOf(Of<AuditQuery>);

/// GET admin/audit/verification: a piece of the chain at a time, so that a caller can show how far
/// it is; go on from `to` + 1 until `done`.
struct AuditVerificationQuery
{
    qint64 from = 1;
    qint64 limit = limits::kAuditPiece;
};

const FieldList &fieldsOf(Of<AuditVerificationQuery>);

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

const FieldList &fieldsOf(Of<AuditVerification>);

} // namespace kith
