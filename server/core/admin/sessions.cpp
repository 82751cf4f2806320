// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/sessions.h"

#include "core/access.h"
#include "core/accounts/sessions.h"
#include "core/accounts/userchange.h"
#include "core/audit/audit.h"
#include "core/lists/folding.h"
#include "core/lists/listquery.h"
#include "core/live/roster.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::SessionRow;
using store::Sql;
using store::SqlSession;

namespace {

/// One text for a person's sessions and one for everybody's, each along its index.
Sql sessionListSql(const AdminSessionQuery &query)
{
    static const auto text = [](const char *first) {
        return "SELECT " + store::columns<SessionRow>("s") + ", " + briefColumns("u")
            + " FROM sessions s JOIN users u ON u.id = s.user_id WHERE " + first + R"(
            s.revoked_at IS NULL AND s.expires_at > :now AND s.last_used_at > :idle
            AND s.last_used_at <= :at AND (s.last_used_at < :at OR s.id < :id)
            AND (:pattern = '' OR u.search_key LIKE :pattern ESCAPE '!'
                OR LOWER(s.client) LIKE :pattern ESCAPE '!'
                OR s.address LIKE :pattern ESCAPE '!')
            ORDER BY s.last_used_at DESC, s.id DESC LIMIT :limit)";
    };
    static const QByteArray everybodys = text("");
    static const QByteArray ofAPerson = text("s.user_id = :user AND ");
    return Sql((query.user ? ofAPerson : everybodys).constData());
}

AdminSession sessionFrom(const store::SqlRow &sql, const ReadTx &tx)
{
    const auto row = store::rowFrom<SessionRow>(sql);
    return {.id = row.id,
        .user = briefFrom(sql, store::columnCount<SessionRow>()),
        .dialect = row.audience,
        .client = row.client,
        .address = row.address,
        .createdAt = row.createdAt,
        .lastUsedAt = row.lastUsedAt,
        .expiresAt = std::min(row.expiresAt, row.lastUsedAt + tx.env.policy.refreshIdle),
        .connections = tx.env.roster.countOf(row.id),
        .isCurrent = row.id == tx.actor.session};
}

} // namespace

Result<Page<AdminSession>> adminSessions(ReadTx &tx, const AdminSessionQuery &query)
{
    TRY(access::asAdmin(tx));
    TRY_ASSIGN(const TimeCursor from, timeCursor({.cursor = query.cursor}));
    const qint64 limit = clampLimit(query.limit);
    Page<AdminSession> page;
    TRY(tx.sql.query(sessionListSql(query),
        {{":user", query.user.value_or(UserId()).value}, {":now", toMillis(tx.now)},
            {":idle", toMillis(tx.now - tx.env.policy.refreshIdle)}, {":at", from.at},
            {":id", from.id},
            {":pattern", query.search ? likePattern(*query.search) : QString(u""_s)},
            {":limit", limit + 1}},
        [&](const store::SqlRow &row) { page.items.push_back(sessionFrom(row, tx)); }));
    if (static_cast<qint64>(page.items.size()) > limit) {
        page.items.pop_back();
        const AdminSession &last = page.items.back();
        page.next = textOf(TimeCursor{.at = toMillis(last.lastUsedAt), .id = last.id.value});
    }
    return page;
}

Result<void> endSessionAsAdmin(Tx &tx, SessionId id)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY(access::asAdmin(tx));
    TRY_ASSIGN(const auto session, liveSession(*sql, id, tx.env.policy, tx.now));
    if (!session)
        return notFound(u"There is no such session."_s);
    TRY_ASSIGN(const store::UserRow user, userForAdmin(tx, session->userId));
    TRY(endSession(tx, id));
    return appendAudit(tx,
        {.action = u"session.end"_s,
            .targetKind = u"session"_s,
            .targetId = id.value,
            .targetName = user.username,
            .changes = {{.field = u"client"_s, .before = session->client, .after = {}}}});
}

} // namespace kith::core
