// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"

#include "commands/output.h"

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

std::vector<Option> optionsOfAll()
{
    std::vector<Option> all;
    for (const Command *command : allCommands())
        all.insert(all.end(), command->options.begin(), command->options.end());
    return all;
}

} // namespace

std::span<const Command *const> allCommands()
{
    static const Command *const all[] = {&serveCommand(), &checkConfigCommand(), &configCommand(),
        &migrateCommand(), &adminCreateCommand(), &auditVerifyCommand(), &backupCommand(),
        &restoreCommand(), &versionCommand(), &helpCommand()};
    return all;
}

int run(const QStringList &arguments)
{
    const auto line = parseCommandLine(arguments, optionsOfAll());
    if (!line.ok())
        return wrongUsage(line.error().detail);
    if (line->switches.contains(u"--help"_s))
        return helpCommand().run(*line);
    if (line->switches.contains(u"--version"_s))
        return versionCommand().run(*line);
    const QString name = (QStringList{line->command} + line->words).join(u' ');
    for (const Command *command : allCommands()) {
        if (name == QLatin1StringView(command->name))
            return command->run(*line);
    }
    return wrongUsage(u"there is no command \"%1\""_s.arg(name));
}

} // namespace kith::commands
