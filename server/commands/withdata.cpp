// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/withdata.h"

#include "app/databackup.h"
#include "commands/output.h"
#include "config/logoptions.h"
#include "ops/datalock.h"
#include "ops/exitcodes.h"
#include "ops/log.h"

#include <sys/stat.h>
#include <unistd.h>

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

/// journald sets this to the device and inode of the stream it reads; a redirected stderr differs.
bool writesToJournal()
{
    struct stat info = {};
    if (::fstat(STDERR_FILENO, &info) != 0)
        return false;
    return qgetenv("JOURNAL_STREAM")
        == QByteArray::number(qulonglong(info.st_dev)) + ':'
        + QByteArray::number(qulonglong(info.st_ino));
}

void setUpLog(const config::Config &config)
{
    ops::LogOptions options = config::logOptionsOf(config, ::isatty(STDERR_FILENO) == 1);
    options.priorityPrefix = writesToJournal();
    ops::setLogOptions(options);
    ops::captureQtMessages();
}

} // namespace

Result<config::Loaded> loadConfig(const CommandLine &line)
{
    auto loaded = config::load(line.sources);
    if (!loaded.ok())
        complain(u"kithd: the configuration is wrong:\n"_s + config::faultsText(loaded.error()));
    return loaded;
}

int withData(const CommandLine &line, const std::function<int(const config::Config &)> &work)
{
    const auto loaded = loadConfig(line);
    if (!loaded.ok())
        return ops::kExitConfig;
    setUpLog(loaded->config);
    for (const QString &note : loaded->notes)
        ops::log(ops::kLogConfig, ops::Level::Warning, "config_note").with("note", note);
    const auto lock = ops::DataLock::take(loaded->config.server.data);
    if (!lock.ok())
        return failWith(lock.error());
    if (const auto whole = finishRestore(loaded->config); !whole.ok())
        return failWith(whole.error());
    return work(loaded->config);
}

} // namespace kith::commands
