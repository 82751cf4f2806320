// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/auditverify.h"

#include "config/database.h"
#include "core/audit/audit.h"
#include "store/store.h"

namespace kith {

using namespace Qt::StringLiterals;

namespace {

Result<AuditVerification> verifyPiece(store::SqlSession &session, AuditVerificationQuery query)
{
    TRY(session.begin(store::Access::ReadOnly));
    auto piece = core::verifyAuditChain(session, query);
    session.rollback();
    return piece;
}

Result<AuditVerification> verifyAll(store::SqlSession &session)
{
    AuditVerification found;
    qint64 from = 1;
    do {
        TRY_ASSIGN(found, verifyPiece(session, {.from = from}));
        from = found.to + 1;
    } while (!found.done);
    found.from = 1;
    return found;
}

/// The chain holds; does it hold the entry that somebody has noted?
Result<void> compare(store::SqlSession &session, const NotedEntry &noted, AuditVerification &found)
{
    TRY_ASSIGN(const AuditVerification one, verifyPiece(session, {.from = noted.seq, .limit = 1}));
    if (one.to == noted.seq && one.headHash == noted.hash)
        return {};
    found.brokenAt = std::min(noted.seq, found.lastSeq + 1);
    found.detail = one.to == noted.seq
        ? u"Entry %1 is another one than was noted: the log was made anew."_s.arg(noted.seq)
        : u"Entry %1 was noted and is not there: the log's end was cut off."_s.arg(noted.seq);
    return {};
}

} // namespace

std::optional<NotedEntry> notedEntry(const QString &text)
{
    bool ok = false;
    const NotedEntry noted{
        .seq = text.section(u':', 0, 0).toLongLong(&ok), .hash = text.section(u':', 1)};
    if (!ok || noted.seq < 1 || noted.hash.size() != 64)
        return {};
    return noted;
}

Result<AuditVerification> verifyAuditLog(
    const config::Config &config, const std::optional<NotedEntry> &noted)
{
    TRY_ASSIGN(const store::DatabaseConfig database, config::databaseOf(config));
    TRY_ASSIGN(auto session, store::openSession(database, store::Access::ReadOnly));
    TRY_ASSIGN(AuditVerification found, verifyAll(*session));
    if (noted && !found.brokenAt)
        TRY(compare(*session, *noted, found));
    return found;
}

} // namespace kith
