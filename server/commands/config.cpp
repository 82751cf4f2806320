// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/output.h"
#include "commands/withdata.h"
#include "config/describe.h"
#include "ops/exitcodes.h"

#include <QCoreApplication>

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kConfigUsage[] = {
    {"config --print", "the configuration in force, with the source of each value"},
    {"config --example", "kithd.conf with every setting"},
    {"config --markdown", "the same as documentation"},
    {"config --man", "the same as a manual page"},
};
constexpr Option kConfigOptions[] = {{"--print"}, {"--example"}, {"--markdown"}, {"--man"}};

int showConfig(const CommandLine &line)
{
    if (line.switches.contains(u"--example"_s)) {
        print(config::exampleFile());
    } else if (line.switches.contains(u"--markdown"_s)) {
        print(config::markdown());
    } else if (line.switches.contains(u"--man"_s)) {
        print(config::manual(QCoreApplication::applicationVersion()));
    } else {
        const auto loaded = loadConfig(line);
        if (!loaded.ok())
            return ops::kExitConfig;
        print(config::printed(*loaded));
    }
    return ops::kExitOk;
}

} // namespace

const Command &configCommand()
{
    static constexpr Command command{
        .name = "config", .usage = kConfigUsage, .options = kConfigOptions, .run = showConfig};
    return command;
}

} // namespace kith::commands
