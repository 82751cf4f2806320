// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/databackup.h"
#include "commands/commands.h"
#include "commands/output.h"
#include "commands/withdata.h"
#include "ops/exitcodes.h"

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kRestoreUsage[] = {
    {"restore --from FOLDER", "put a backup in place; the server must be stopped"}};
constexpr Option kRestoreOptions[] = {{"--from", "FOLDER"}};

int restoreBackup(const CommandLine &line)
{
    const QString folder = line.values.value(u"--from"_s);
    if (folder.isEmpty())
        return wrongUsage(u"restore wants --from FOLDER"_s);
    return withData(line, [&](const config::Config &config) {
        const auto restored = restore(config, folder, SystemClock().now());
        if (!restored.ok())
            return failWith(restored.error());
        print(u"restored: "_s + describe(*restored) + u'\n');
        return int(ops::kExitOk);
    });
}

} // namespace

const Command &restoreCommand()
{
    static constexpr Command command{.name = "restore",
        .usage = kRestoreUsage,
        .options = kRestoreOptions,
        .run = restoreBackup};
    return command;
}

} // namespace kith::commands
