// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/database.h"
#include "commands/commands.h"
#include "commands/output.h"
#include "commands/withdata.h"
#include "ops/exitcodes.h"

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kMigrateUsage[] = {
    {"migrate", "bring the database to this version's schema, without serving"}};

int migrateDatabase(const config::Config &config)
{
    const auto prepared = prepareDatabase(config, SystemClock());
    if (!prepared.ok())
        return failWith(prepared.error());
    const store::MigrationReport &report = prepared->migrated;
    print(u"schema %1, was %2\n"_s.arg(report.to).arg(report.from));
    if (!report.snapshot.isEmpty())
        print(u"snapshot of before: %1\n"_s.arg(report.snapshot));
    return ops::kExitOk;
}

int migrate(const CommandLine &line) { return withData(line, migrateDatabase); }

} // namespace

const Command &migrateCommand()
{
    static constexpr Command command{.name = "migrate", .usage = kMigrateUsage, .run = migrate};
    return command;
}

} // namespace kith::commands
