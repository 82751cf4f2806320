// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/app.h"
#include "commands/commands.h"
#include "commands/withdata.h"

namespace kith::commands {

namespace {

constexpr Usage kServeUsage[] = {{"serve", "run the server (also without any command)"}};

int runServer(const CommandLine &line) { return withData(line, serve); }

} // namespace

const Command &serveCommand()
{
    static constexpr Command command{.name = "serve", .usage = kServeUsage, .run = runServer};
    return command;
}

} // namespace kith::commands
