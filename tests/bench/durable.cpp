// SPDX-License-Identifier: GPL-3.0-or-later
// Durable acked sends a second: 20 senders with 4 messages in flight each. "room": all are in one
// chat of 20, and each hears everything. "pairs": each talks to 25 people in direct chats, 500
// pairs in all, in turn; the partners listen. Beside it the same work done by a bare commit loop
// (ceiling.h) and by a small FastAPI service (fastapi.h), and on MariaDB.
#include "ceiling.h"
#include "fastapi.h"
#include "scenarios.h"
#include "sends.h"
#include "support/mariadbserver.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kInFlight = 4;

struct Shape
{
    qint64 pairs = 0; ///< 0: one room
    int inFlight = kInFlight;
};

Result<SendOutcome> measureKith(
    const Target &target, const Shape &shape, std::chrono::milliseconds span)
{
    TRY_ASSIGN(SendPlan plan, shape.pairs == 0 ? planRoom(target) : planPairs(target, shape.pairs));
    plan.inFlight = shape.inFlight;
    plan.span = span;
    return measureSends(target, plan);
}

Result<void> measure(const Options &options, Report &report, const Shape &shape)
{
    SendOutcome kith;
    {
        TRY_ASSIGN(const auto target, targetFor(options, kSenders + shape.pairs));
        TRY_ASSIGN(kith, measureKith(*target, shape, options.span()));
    }
    const CeilingShape bare{.batch = kSenders * shape.inFlight,
        .chats = static_cast<int>(std::max<qint64>(1, shape.pairs)),
        .senders = kSenders};
    TRY_ASSIGN(const CeilingFigure ceiling, measureCeiling(bare, options.span()));
    Figure figure{.scenario = u"durable"_s,
        .name = shape.pairs == 0 ? u"in one chat of 20"_s : u"in %1 pairs"_s.arg(shape.pairs),
        .value = kith.perSecond,
        .unit = u"acked sends/s"_s,
        .references = {{.name = u"ceiling"_s,
            .value = ceiling.perSecond,
            .microseconds = ceiling.microseconds,
            .goal = atLeast(0.25)}},
        .processor = kith.processor};
    if (const QString whyNot = whyNoFastApi(); !whyNot.isEmpty()) {
        figure.note = u"not compared with FastAPI: "_s + whyNot;
    } else {
        // It commits one message at a time: too short a span may see none.
        TRY_ASSIGN(const FastApiFigure python,
            measureFastApi({.pairs = shape.pairs,
                .inFlight = shape.inFlight,
                .span = std::max<std::chrono::milliseconds>(options.span(), 2s)}));
        figure.references.push_back({.name = u"fastapi"_s,
            .value = python.perSecond,
            .microseconds = python.microseconds,
            .goal = atLeast(3)});
    }
    report.add(std::move(figure));
    return {};
}

/// The same server on MariaDB, which must sync each commit as SQLite does.
Result<SendOutcome> measureOnMariaDb(test::MariaDbServer &server, const Options &options)
{
    TRY_ASSIGN(
        const auto root, store::openSession(server.configOf(u"mysql"_s), store::Access::ReadWrite));
    TRY(root->script("SET GLOBAL innodb_flush_log_at_trx_commit = 1"));
    const store::DatabaseConfig database = server.newDatabase();
    const auto quoted = [](const QString &text) { return u'"' + text + u'"'; };
    TRY_ASSIGN(const auto target,
        Target::start({.people = kSenders,
            .settings = {{u"database.mysql_socket"_s, quoted(database.server.socket)},
                {u"database.mysql_user"_s, quoted(database.server.user)},
                {u"database.mysql_database"_s, quoted(database.server.database)}},
            .database = database}));
    return measureKith(*target, {}, options.span());
}

} // namespace

Result<void> runDurable(const Options &options, Report &report)
{
    const QString shape = options.text("shape");
    const int inFlight = static_cast<int>(options.number("in-flight", kInFlight));
    if (shape != "pairs"_L1)
        TRY(measure(options, report, {.inFlight = inFlight}));
    if (shape != "room"_L1)
        TRY(measure(
            options, report, {.pairs = options.number("pairs", 500, 40), .inFlight = inFlight}));
    return {};
}

Result<void> runMariaDb(const Options &options, Report &report)
{
    test::MariaDbServer &server = test::MariaDbServer::shared();
    if (!server.start())
        return unavailable(server.whyNot());
    SendOutcome sqlite;
    {
        TRY_ASSIGN(const auto target, Target::start({.people = kSenders}));
        TRY_ASSIGN(sqlite, measureKith(*target, {}, options.span()));
    }
    TRY_ASSIGN(const SendOutcome mariaDb, measureOnMariaDb(server, options));
    report.add({.scenario = u"mariadb"_s,
        .name = u"durable sends in one chat of 20"_s,
        .value = mariaDb.perSecond,
        .unit = u"acked sends/s"_s,
        .references = {{.name = u"sqlite"_s,
            .value = sqlite.perSecond,
            .microseconds = sqlite.processor.microseconds,
            .goal = atLeast(0.4)}},
        .processor = mariaDb.processor,
        .note = u"the processor time is kithd's alone, without the database server's"_s});
    return {};
}

} // namespace kith::bench
