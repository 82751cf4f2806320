// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/output.h"
#include "commands/withdata.h"
#include "config/database.h"
#include "core/audit/auditchain.h"
#include "ops/exitcodes.h"
#include "store/store.h"

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kAuditVerifyUsage[] = {{"audit verify",
    "check the audit log's chain of hashes, beside a running server or without one. --noted "
    "ENTRY:HASH: and that this entry, noted earlier, is in it"}};
constexpr Option kAuditVerifyOptions[] = {{"--noted", "ENTRY:HASH"}};

/// An entry whose hash was written down elsewhere, "412:9f2c…": what shows that the log's end was
/// cut off, or that the whole of it was made anew.
struct NotedEntry
{
    qint64 seq = 0;
    QString hash{};
};

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

std::optional<NotedEntry> notedEntry(const QString &text)
{
    bool ok = false;
    const NotedEntry noted{
        .seq = text.section(u':', 0, 0).toLongLong(&ok), .hash = text.section(u':', 1)};
    if (!ok || noted.seq < 1 || noted.hash.size() != 64)
        return {};
    return noted;
}

/// The whole chain, in pieces, beside a running server or without one.
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

int auditVerify(const CommandLine &line)
{
    std::optional<NotedEntry> noted;
    if (const QString text = line.values.value(u"--noted"_s); !text.isEmpty()) {
        noted = notedEntry(text);
        if (!noted)
            return wrongUsage(u"--noted wants what audit verify printed: ENTRY:HASH"_s);
    }
    const auto loaded = loadConfig(line);
    if (!loaded.ok())
        return ops::kExitConfig;
    const auto found = verifyAuditLog(loaded->config, noted);
    if (!found.ok())
        return failWith(found.error());
    if (found->brokenAt) {
        complain(u"kithd: the audit log is broken at entry %1. %2"_s.arg(*found->brokenAt)
                     .arg(found->detail));
        return ops::kExitFailure;
    }
    print(
        u"The audit log is whole. Its last entry, to note elsewhere:\n%1:%2\n"_s.arg(found->to).arg(
            found->headHash));
    return ops::kExitOk;
}

} // namespace

const Command &auditVerifyCommand()
{
    static constexpr Command command{.name = "audit verify",
        .usage = kAuditVerifyUsage,
        .options = kAuditVerifyOptions,
        .run = auditVerify};
    return command;
}

} // namespace kith::commands
