// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/output.h"
#include "ops/exitcodes.h"

#include <QCoreApplication>

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kVersionUsage[] = {{"version", "the version; --json for programs"}};
constexpr Option kVersionOptions[] = {{"--json"}};

int showVersion(const CommandLine &line)
{
    const QString version = QCoreApplication::applicationVersion();
    if (line.switches.contains(u"--json"_s))
        print(u"{\"name\":\"kithd\",\"version\":\"%1\",\"qt\":\"%2\"}\n"_s.arg(
            version, QString::fromLatin1(qVersion())));
    else
        print(u"kithd %1\n"_s.arg(version));
    return ops::kExitOk;
}

} // namespace

const Command &versionCommand()
{
    static constexpr Command command{
        .name = "version", .usage = kVersionUsage, .options = kVersionOptions, .run = showVersion};
    return command;
}

} // namespace kith::commands
