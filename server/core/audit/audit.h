// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/audit.h"
#include "shared/model/page.h"
#include "store/adminrows.h"

/// The audit log (docs/security.md): what admins and the machine's operator did. An entry is
/// written in the transaction of the act, so that there is neither an act without its entry nor an
/// entry without its act; nothing here or elsewhere changes or removes one.
///
/// Entries form a chain: each holds SHA-256 over itself and the hash of the one before. Whoever
/// changes, removes, adds or swaps entries in the database breaks it at the first of them. Somebody
/// who can write the database can also make a whole new chain, or cut off its end and the head with
/// it: that shows only against a hash that was noted elsewhere (`kithd audit verify --noted`).
namespace kith::core {

/// What was done, to what. Who did it, when and from where are read from the transaction.
struct AuditNote
{
    QString action{}; ///< "user.suspend": what it was done to, and what was done
    QString targetKind{};
    qint64 targetId = 0; ///< 0: none
    QString targetName{};
    std::vector<AuditChange> changes{};
    QString reason{};
};

/// Appends an entry, and tells consoles of it after COMMIT. Makes the job direct (store/unit.h):
/// begin with tx.unit.writing(). Takes the lock of the log until COMMIT, so call it late.
Result<void> appendAudit(Tx &tx, AuditNote note);

/// Adds a field to `changes` if it is another than before.
void noteChange(std::vector<AuditChange> &changes, const QString &field, const QString &before,
    const QString &after);

/// Entries that match, newest first. Admins only.
Result<Page<AuditEntry>> auditLog(ReadTx &tx, const AuditQuery &query);

/// Checks a piece of the chain, and at its end that it ends where the log's head says. Admins only.
Result<AuditVerification> verifyAudit(ReadTx &tx, const AuditVerificationQuery &query);

/// What follows `previousHash` is hashed as: a line `name:length:value` for each column that is not
/// null but `hash`, in the order of the table; a length counts bytes of UTF-8.
QString auditHash(const QString &previousHash, const store::AuditRow &row);

} // namespace kith::core
