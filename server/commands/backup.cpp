// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/databackup.h"
#include "commands/commands.h"
#include "commands/output.h"
#include "commands/withdata.h"
#include "ops/exitcodes.h"

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kBackupUsage[] = {
    {"backup --to FOLDER", "copy the data of a running or stopped server into a new folder"},
    {"backup --verify FOLDER", "check a backup"},
};
constexpr Option kBackupOptions[] = {{"--to", "FOLDER"}, {"--verify", "FOLDER"}};

int verify(const QString &folder)
{
    const auto verified = store::verifyBackup(folder);
    if (!verified.ok())
        return failWith(verified.error());
    print(u"right: "_s + describe(*verified) + u'\n');
    return ops::kExitOk;
}

int backup(const CommandLine &line)
{
    if (const QString folder = line.values.value(u"--verify"_s); !folder.isEmpty())
        return verify(folder);
    const QString folder = line.values.value(u"--to"_s);
    if (folder.isEmpty())
        return wrongUsage(u"backup wants --to FOLDER or --verify FOLDER"_s);
    const auto loaded = loadConfig(line);
    if (!loaded.ok())
        return ops::kExitConfig;
    const auto made = backUp(loaded->config, folder, SystemClock().now());
    if (!made.ok())
        return failWith(made.error());
    print(folder + u": "_s + describe(*made) + u'\n');
    return ops::kExitOk;
}

} // namespace

const Command &backupCommand()
{
    static constexpr Command command{
        .name = "backup", .usage = kBackupUsage, .options = kBackupOptions, .run = backup};
    return command;
}

} // namespace kith::commands
