// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/auditchain.h"

#include "core/audit/audit.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::AuditHeadRow;
using store::AuditRow;
using store::Sql;
using store::SqlSession;

namespace {

/// Before the first entry.
QString genesis() { return QString(64, u'0'); }

void breakAt(AuditVerification &found, qint64 seq, const QString &detail)
{
    if (found.brokenAt)
        return;
    found.brokenAt = seq;
    found.detail = detail;
    found.done = true;
}

/// The hash before the piece begins, or nothing where that entry is missing.
Result<std::optional<QString>> hashBefore(SqlSession &sql, qint64 from)
{
    std::optional<QString> hash;
    if (from == 1)
        hash = genesis();
    else
        TRY(sql.query(Sql("SELECT hash FROM audit_log WHERE seq = :seq"), {{":seq", from - 1}},
            [&](const store::SqlRow &row) { hash = row.text(0); }));
    return hash;
}

void checkEntry(AuditVerification &found, const AuditRow &row)
{
    const qint64 expected = found.to + 1;
    if (found.brokenAt)
        return;
    if (row.seq < expected)
        return breakAt(found, row.seq, u"Entry %1 stands before the first."_s.arg(row.seq));
    if (row.seq > expected)
        return breakAt(found, expected, u"Entry %1 is missing."_s.arg(expected));
    if (row.hash != auditHash(found.headHash, row))
        return breakAt(found, expected,
            u"Entry %1 does not fit its hash: it was changed, or it is not the one that followed "
            "entry %2."_s.arg(expected)
                .arg(expected - 1));
    found.to = row.seq;
    found.headHash = row.hash;
}

/// At the log's end: does it end where and how the head says?
void checkEnd(AuditVerification &found, const std::optional<AuditHeadRow> &head)
{
    if (!head)
        return breakAt(found, found.lastSeq + 1, u"The head of the log is missing."_s);
    if (head->seq > found.lastSeq)
        return breakAt(found, found.lastSeq + 1,
            u"The log should end at entry %1 and ends at %2: entries are missing."_s.arg(head->seq)
                .arg(found.lastSeq));
    if (head->seq < found.lastSeq)
        return breakAt(found, head->seq + 1,
            u"The log should end at entry %1 and goes on to %2."_s.arg(head->seq).arg(
                found.lastSeq));
    if (found.to == found.lastSeq && head->hash != found.headHash)
        breakAt(found, found.lastSeq, u"The last entry is not the one that the head names."_s);
}

} // namespace

Result<AuditVerification> verifyAuditChain(SqlSession &sql, const AuditVerificationQuery &query)
{
    AuditVerification found{.from = query.from, .to = query.from - 1};
    TRY_ASSIGN(const auto head, store::loadRow<AuditHeadRow>(sql, 1));
    TRY_ASSIGN(const auto last, store::integerOf(sql, Sql("SELECT MAX(seq) FROM audit_log"), {}));
    found.lastSeq = last.value_or(0);
    TRY_ASSIGN(const auto before, hashBefore(sql, query.from));
    if (!before && query.from - 1 <= found.lastSeq) {
        breakAt(found, query.from - 1, u"Entry %1 is missing."_s.arg(query.from - 1));
        return found;
    }
    if (before) {
        found.headHash = *before;
    } else { // asked for what is behind the end
        found.to = found.lastSeq;
        found.headHash = head ? head->hash : QString();
    }
    static const QByteArray text = "SELECT " + store::columns<AuditRow>()
        + " FROM audit_log WHERE seq >= :from ORDER BY seq LIMIT :limit";
    const qint64 from = query.from == 1 ? std::numeric_limits<qint64>::min() : query.from;
    TRY(sql.query(Sql(text.constData()), {{":from", from}, {":limit", query.limit}},
        [&](const store::SqlRow &row) { checkEntry(found, store::rowFrom<AuditRow>(row)); }));
    if (found.to >= found.lastSeq && !found.brokenAt) {
        found.done = true;
        checkEnd(found, head);
    }
    return found;
}

} // namespace kith::core
