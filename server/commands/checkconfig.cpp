// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/output.h"
#include "commands/withdata.h"
#include "ops/exitcodes.h"

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kCheckConfigUsage[] = {
    {"check-config", "say whether the configuration is right, and what in it is wrong"}};

int checkConfig(const CommandLine &line)
{
    const auto loaded = loadConfig(line);
    if (!loaded.ok())
        return ops::kExitConfig;
    for (const QString &note : loaded->notes)
        complain(u"kithd: note: "_s + note);
    print(u"The configuration is right.\n"_s);
    return ops::kExitOk;
}

} // namespace

const Command &checkConfigCommand()
{
    static constexpr Command command{
        .name = "check-config", .usage = kCheckConfigUsage, .run = checkConfig};
    return command;
}

} // namespace kith::commands
