// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"

#include "core/access.h"
#include "core/audit/auditchain.h"
#include "core/crypto.h"
#include "core/lists/folding.h"
#include "core/lists/listquery.h"
#include "core/streams/streams.h"
#include "shared/json.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::AuditHeadRow;
using store::AuditRow;
using store::Sql;
using store::SqlSession;

namespace {

constexpr qint64 kHead = 1;
constexpr qsizetype kAuditedAddressChars = 64; // VARCHAR lengths of the table
constexpr qsizetype kTargetChars = 200;

void appendColumn(QByteArray &out, const char *name, const store::SqlValue &value)
{
    QByteArray text;
    if (const qint64 *number = std::get_if<qint64>(&value))
        text = QByteArray::number(*number);
    else if (const QString *string = std::get_if<QString>(&value))
        text = string->toUtf8();
    else
        return; // null: a column that a later version adds leaves older hashes as they are
    out.append(name).append(':').append(QByteArray::number(text.size())).append(':');
    out.append(text).append('\n');
}

Result<QString> actorName(Tx &tx)
{
    if (!tx.actor.user.isStored())
        return u"operator"_s;
    TRY_ASSIGN(const store::UserRow *actor, tx.unit.users.find(tx.actor.user));
    return actor ? actor->username : QString(u""_s);
}

AuditEntry entryOf(const AuditRow &row)
{
    // It was written by us; a log that was tampered with shows what is left of it.
    auto changes = fromJson<Items<AuditChange>>(row.changes.toUtf8());
    return {.seq = row.seq,
        .at = row.at,
        .actorId = row.actorId,
        .actorName = row.actorName,
        .action = row.action,
        .targetKind = row.targetKind,
        .targetId = row.targetId,
        .targetName = row.targetName,
        .changes = changes ? std::move(changes->items) : std::vector<AuditChange>{},
        .reason = row.reason,
        .address = row.address,
        .requestId = row.requestId,
        .hash = row.hash};
}

/// One text for each way to begin: by the log itself, by a person, by a target. Behind it the rest
/// of the filters is looked at row by row.
Sql auditListSql(const AuditQuery &query)
{
    static const auto text = [](const char *first) {
        return "SELECT " + store::columns<AuditRow>() + " FROM audit_log WHERE " + first + R"(
            seq < :before
            AND (:any_actor = 1 OR actor_id = :actor)
            AND (:any_kind = 1 OR target_kind = :kind)
            AND (:any_target = 1 OR target_id = :target)
            AND (:action = '' OR action = :action OR action LIKE :area ESCAPE '!')
            AND at >= :since AND at <= :until
            AND (:pattern = '' OR search_key LIKE :pattern ESCAPE '!')
            ORDER BY seq DESC LIMIT :limit)";
    };
    static const QByteArray byLog = text("");
    static const QByteArray byActor = text("actor_id = :actor AND ");
    static const QByteArray byTarget = text("target_kind = :kind AND target_id = :target AND ");
    if (query.targetKind && query.targetId)
        return Sql(byTarget.constData());
    return Sql((query.actor ? byActor : byLog).constData());
}

Result<qint64> seqBefore(const std::optional<QString> &cursor)
{
    constexpr qint64 kNewest = std::numeric_limits<qint64>::max();
    TRY_ASSIGN(const qint64 seq, idAfter({.cursor = cursor}));
    return cursor ? seq : kNewest;
}

} // namespace

QString auditHash(const QString &previousHash, const AuditRow &row)
{
    QByteArray text = "kith-audit-1\n" + previousHash.toLatin1() + '\n';
    for (const Field &column : tableOf(Of<AuditRow>()).columns) {
        if (QByteArrayView(column.name) != "hash")
            appendColumn(text, column.name, store::toSql(*column.type, column.in(&row)));
    }
    return QString::fromLatin1(sha256(text).toHex());
}

void noteChange(std::vector<AuditChange> &changes, const QString &field, const QString &before,
    const QString &after)
{
    if (before != after)
        changes.push_back({.field = field, .before = before, .after = after});
}

Result<void> appendAudit(Tx &tx, AuditNote note)
{
    TRY_ASSIGN(const QString actor, actorName(tx));
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(auto head, store::loadRow<AuditHeadRow>(*sql, kHead, store::RowLock::Exclusive));
    if (!head)
        return internalError(u"The head of the audit log is missing: run kithd audit verify."_s);
    AuditRow row{.seq = head->seq + 1,
        .at = tx.now,
        .actorName = actor,
        .action = note.action,
        .targetKind = note.targetKind,
        .targetId = note.targetId,
        .targetName = note.targetName.left(kTargetChars),
        .changes = QString::fromUtf8(toJson(Items<AuditChange>{.items = std::move(note.changes)})),
        .reason = note.reason,
        .address = tx.origin.address.left(kAuditedAddressChars),
        .requestId = tx.origin.requestId,
        .searchKey = folded(actor + u'\n' + note.targetName + u'\n' + note.reason)};
    if (tx.actor.user.isStored())
        row.actorId = tx.actor.user;
    row.hash = auditHash(head->hash, row);
    TRY(store::insertRow(*sql, row));
    head->seq = row.seq;
    head->hash = row.hash;
    TRY(store::updateRow(*sql, *head));
    publishState(tx,
        {.kind = EventKind::AuditAdded,
            .stream = StreamId::admins(),
            .audit = std::make_shared<const AuditEntry>(entryOf(row))});
    return {};
}

Result<Page<AuditEntry>> auditLog(ReadTx &tx, const AuditQuery &query)
{
    TRY(access::asAdmin(tx));
    TRY_ASSIGN(const qint64 before, seqBefore(query.cursor));
    const qint64 limit = clampLimit(query.limit);
    const QString action = query.action.value_or(QString(u""_s));
    TRY_ASSIGN(std::vector<AuditRow> rows,
        store::rowsOf<AuditRow>(tx.sql, auditListSql(query),
            {{":before", before}, {":any_actor", qint64(!query.actor)},
                {":actor", query.actor.value_or(UserId()).value},
                {":any_kind", qint64(!query.targetKind)},
                {":kind", query.targetKind.value_or(QString(u""_s))},
                {":any_target", qint64(!query.targetId)}, {":target", query.targetId.value_or(0)},
                {":action", action}, {":area", escapedLike(action) + u".%"_s},
                {":since", query.since ? toMillis(*query.since) : 0},
                {":until",
                    query.until ? toMillis(*query.until) : std::numeric_limits<qint64>::max()},
                {":pattern", query.search ? likePattern(*query.search) : QString(u""_s)},
                {":limit", limit + 1}}));
    Page<AuditEntry> page;
    if (static_cast<qint64>(rows.size()) > limit) {
        rows.pop_back();
        page.next = QString::number(rows.back().seq);
    }
    for (const AuditRow &row : rows)
        page.items.push_back(entryOf(row));
    return page;
}

Result<AuditVerification> verifyAudit(ReadTx &tx, const AuditVerificationQuery &query)
{
    TRY(access::asAdmin(tx));
    return verifyAuditChain(tx.sql, query);
}

} // namespace kith::core
