// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/withdata.h"

#include "commands/output.h"
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

void setUpLog(const config::Log &log)
{
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    const bool human =
        log.format == config::LogStyle::Human || (log.format == config::LogStyle::Auto && terminal);
    ops::setLogOptions({.level = log.debug ? ops::Level::Debug : log.level,
        .format = human ? ops::LogFormat::Human : ops::LogFormat::Json,
        .linesPerSecond = log.linesPerSecond,
        .priorityPrefix = writesToJournal()});
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
    setUpLog(loaded->config.log);
    for (const QString &note : loaded->notes)
        ops::log(ops::kLogConfig, ops::Level::Warning, "config_note").with("note", note);
    const auto lock = ops::DataLock::take(loaded->config.server.data);
    if (!lock.ok())
        return failWith(lock.error());
    return work(loaded->config);
}

} // namespace kith::commands
