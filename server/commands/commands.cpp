// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"

#include "app/app.h"
#include "app/databackup.h"
#include "app/database.h"
#include "commands/admincreate.h"
#include "commands/auditverify.h"
#include "commands/help.h"
#include "config/describe.h"
#include "ops/datalock.h"
#include "ops/exitcodes.h"
#include "ops/log.h"
#include "ops/process.h"

#include <QCoreApplication>

#include <cstdio>

#include <sys/stat.h>
#include <unistd.h>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

void print(const QString &text) { std::fputs(text.toUtf8().constData(), stdout); }
void complain(const QString &text) { std::fprintf(stderr, "%s\n", text.toUtf8().constData()); }

int exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Conflict:
        return ops::kExitUnavailable;
    case ErrorCode::Forbidden:
        return ops::kExitNoPermission;
    case ErrorCode::Unavailable:
        return ops::kExitTempFail;
    case ErrorCode::Internal:
        return ops::kExitSoftware;
    default:
        return ops::kExitFailure;
    }
}

int failWith(const Error &error)
{
    complain(u"kithd: "_s + error.detail);
    return exitCodeOf(error);
}

int wrongUsage(const QString &sentence)
{
    complain(u"kithd: %1\nTry: kithd --help"_s.arg(sentence));
    return ops::kExitUsage;
}

Result<config::Loaded> loadConfig(const CommandLine &line)
{
    auto loaded = config::load(line.sources);
    if (!loaded.ok())
        complain(u"kithd: the configuration is wrong:\n"_s + config::faultsText(loaded.error()));
    return loaded;
}

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

/// Runs what needs the data folder for itself. What it logs goes where the server's logs go.
int withData(const CommandLine &line, const std::function<int(const config::Config &)> &run)
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
    return run(loaded->config);
}

int serveCommand(const CommandLine &line) { return withData(line, serve); }

int checkConfigCommand(const CommandLine &line)
{
    const auto loaded = loadConfig(line);
    if (!loaded.ok())
        return ops::kExitConfig;
    for (const QString &note : loaded->notes)
        complain(u"kithd: note: "_s + note);
    print(u"The configuration is right.\n"_s);
    return ops::kExitOk;
}

int configCommand(const CommandLine &line)
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

int migrateCommand(const CommandLine &line)
{
    return withData(line, [](const config::Config &config) {
        const auto prepared = prepareDatabase(config, SystemClock());
        if (!prepared.ok())
            return failWith(prepared.error());
        const store::MigrationReport &report = prepared->migrated;
        print(u"schema %1, was %2\n"_s.arg(report.to).arg(report.from));
        if (!report.snapshot.isEmpty())
            print(u"snapshot of before: %1\n"_s.arg(report.snapshot));
        return int(ops::kExitOk);
    });
}

int adminCreateCommand(const CommandLine &line)
{
    const OwnerRequest request{.username = line.values.value(u"--username"_s),
        .email = line.values.value(u"--email"_s),
        .isPasswordOnStdin = line.switches.contains(u"--password-stdin"_s),
        .isAdditional = line.switches.contains(u"--additional"_s)};
    if (request.username.isEmpty() || request.email.isEmpty())
        return wrongUsage(u"admin create wants --username NAME and --email ADDRESS"_s);
    return withData(line, [&](const config::Config &config) {
        const auto owner = createOwner(config, request);
        if (!owner.ok())
            return failWith(owner.error());
        print(u"%1 is an owner.\n"_s.arg(owner->username));
        if (!owner->generatedPassword.isEmpty())
            print(u"The password, shown this once: %1\n"_s.arg(owner->generatedPassword));
        return int(ops::kExitOk);
    });
}

int auditVerifyCommand(const CommandLine &line)
{
    std::optional<NotedEntry> noted;
    if (const QString text = line.values.value(u"--noted"_s); !text.isEmpty()) {
        noted = notedEntry(text);
        if (!noted)
            return wrongUsage(u"--noted wants what audit verify printed: ENTRY:HASH"_s);
    }
    const auto loaded = loadConfig(line);
    if (!loaded.ok())
        return ops::kExitConfig;
    const auto found = verifyAuditLog(loaded->config, noted);
    if (!found.ok())
        return failWith(found.error());
    if (found->brokenAt) {
        complain(u"kithd: the audit log is broken at entry %1. %2"_s.arg(*found->brokenAt)
                     .arg(found->detail));
        return ops::kExitFailure;
    }
    print(
        u"The audit log is whole. Its last entry, to note elsewhere:\n%1:%2\n"_s.arg(found->to).arg(
            found->headHash));
    return ops::kExitOk;
}

void printBackup(const QString &what, const store::BackupManifest &manifest)
{
    print(u"%1: %2 bytes of %3, schema %4, made %5\n"_s.arg(what)
              .arg(manifest.bytes)
              .arg(manifest.engine)
              .arg(manifest.schema)
              .arg(QString::fromLatin1(toRfc3339(manifest.createdAt))));
}

int backupCommand(const CommandLine &line)
{
    if (const QString folder = line.values.value(u"--verify"_s); !folder.isEmpty()) {
        const auto verified = store::verifyBackup(folder);
        if (!verified.ok())
            return failWith(verified.error());
        printBackup(u"right"_s, *verified);
        return ops::kExitOk;
    }
    const QString folder = line.values.value(u"--to"_s);
    if (folder.isEmpty())
        return wrongUsage(u"backup wants --to FOLDER or --verify FOLDER"_s);
    const auto loaded = loadConfig(line);
    if (!loaded.ok())
        return ops::kExitConfig;
    const auto made = backUp(loaded->config, folder, SystemClock().now());
    if (!made.ok())
        return failWith(made.error());
    printBackup(folder, *made);
    return ops::kExitOk;
}

int restoreCommand(const CommandLine &line)
{
    const QString folder = line.values.value(u"--from"_s);
    if (folder.isEmpty())
        return wrongUsage(u"restore wants --from FOLDER"_s);
    return withData(line, [&](const config::Config &config) {
        const auto restored = restore(config, folder, SystemClock().now());
        if (!restored.ok())
            return failWith(restored.error());
        printBackup(u"restored"_s, *restored);
        return int(ops::kExitOk);
    });
}

int versionCommand(const CommandLine &line)
{
    const QString version = QCoreApplication::applicationVersion();
    if (line.switches.contains(u"--json"_s))
        print(u"{\"name\":\"kithd\",\"version\":\"%1\",\"qt\":\"%2\"}\n"_s.arg(
            version, QString::fromLatin1(qVersion())));
    else
        print(u"kithd %1\n"_s.arg(version));
    return ops::kExitOk;
}

int helpCommand(const CommandLine &line)
{
    print(line.switches.contains(u"--man"_s) ? manual(QCoreApplication::applicationVersion())
                                             : usageText() + config::helpText());
    return ops::kExitOk;
}

struct Command
{
    const char *name; ///< with its second word, where it has one
    int (*run)(const CommandLine &);
};
constexpr Command kCommands[] = {
    {"serve", serveCommand},
    {"check-config", checkConfigCommand},
    {"config", configCommand},
    {"migrate", migrateCommand},
    {"admin create", adminCreateCommand},
    {"audit verify", auditVerifyCommand},
    {"backup", backupCommand},
    {"restore", restoreCommand},
    {"version", versionCommand},
    {"help", helpCommand},
};

} // namespace

int runCommand(const CommandLine &line)
{
    if (line.switches.contains(u"--help"_s))
        return helpCommand(line);
    if (line.switches.contains(u"--version"_s))
        return versionCommand(line);
    const QString name = (QStringList{line.command} + line.words).join(u' ');
    for (const Command &command : kCommands) {
        if (name == QLatin1StringView(command.name))
            return command.run(line);
    }
    return wrongUsage(u"there is no command \"%1\""_s.arg(name));
}

} // namespace kith
