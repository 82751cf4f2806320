// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/audit.h"

#include "shared/model/page.h"
#include "shared/type.h"

namespace kith {

std::optional<AuditAction> auditActionNamed(const QString &name)
{
    return valueNamed<AuditAction>(name.toStdString());
}
std::optional<AuditTarget> auditTargetNamed(const QString &name)
{
    return valueNamed<AuditTarget>(name.toStdString());
}

const FieldList &fieldsOf(Of<AuditChange>)
{
    static const FieldList list = fieldList<AuditChange>("AuditChange",
        {field("field", &AuditChange::field), field("before", &AuditChange::before),
            field("after", &AuditChange::after)});
    return list;
}

const FieldList &fieldsOf(Of<AuditEntry>)
{
    static const FieldList list = fieldList<AuditEntry>("AuditEntry",
        {field("seq", &AuditEntry::seq), field("at", &AuditEntry::at),
            field("actor_id", &AuditEntry::actorId), field("actor_name", &AuditEntry::actorName),
            field("action", &AuditEntry::action), field("target_kind", &AuditEntry::targetKind),
            field("target_id", &AuditEntry::targetId),
            field("target_name", &AuditEntry::targetName), field("changes", &AuditEntry::changes),
            field("reason", &AuditEntry::reason), field("address", &AuditEntry::address),
            field("request_id", &AuditEntry::requestId), field("hash", &AuditEntry::hash)});
    return list;
}

const FieldList &fieldsOf(Of<AuditQuery>)
{
    static const FieldList list = fieldList<AuditQuery>("AuditQuery",
        {field("actor", &AuditQuery::actor),
            field("action", &AuditQuery::action, length(1, 64),
                doc("An action, or the part before the dot: `user`")),
            field("target_kind", &AuditQuery::targetKind, length(1, 32)),
            field("target_id", &AuditQuery::targetId), field("since", &AuditQuery::since),
            field("until", &AuditQuery::until),
            field("search", &AuditQuery::search, length(1, limits::kNameChars),
                doc("Part of the actor's or target's name or of the reason")),
            field("cursor", &AuditQuery::cursor, length(1, limits::kCursorChars)),
            field("limit", &AuditQuery::limit, doc(kPageLimitDoc))});
    return list;
}

const FieldList &fieldsOf(Of<AuditVerificationQuery>)
{
    static const FieldList list = fieldList<AuditVerificationQuery>("AuditVerificationQuery",
        {field("from", &AuditVerificationQuery::from, range(1, limits::kLargestNumber)),
            field("limit", &AuditVerificationQuery::limit, range(1, limits::kAuditPiece))});
    return list;
}

const FieldList &fieldsOf(Of<AuditVerification>)
{
    static const FieldList list = fieldList<AuditVerification>("AuditVerification",
        {field("from", &AuditVerification::from), field("to", &AuditVerification::to),
            field("last_seq", &AuditVerification::lastSeq), field("done", &AuditVerification::done),
            field("broken_at", &AuditVerification::brokenAt),
            field("detail", &AuditVerification::detail),
            field("head_hash", &AuditVerification::headHash)});
    return list;
}

} // namespace kith
