// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <QFileInfo>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

constexpr char kUsage[] = R"(kithd - self-hosted team chat server

Usage: kithd [COMMAND] [options]

Commands
  serve                 run the server (also without any command)
  check-config          say whether the configuration is right, and what in it is wrong
  config --print        the configuration in force, with the source of each value
         --example      kithd.conf with every setting
         --markdown     the same as documentation
  migrate               bring the database to this version's schema, without serving
  admin create          create the first owner: --username NAME --email ADDRESS; the password is
                        asked for, read with --password-stdin, or generated. --additional: one
                        more, although there is an owner
  backup --to FOLDER    copy the data of a running or stopped server (SQLite) into a new folder
         --verify FOLDER  check a backup
  restore --from FOLDER put a backup in place; the server must be stopped

Options
  --config FILE         configuration file (else $KITH_CONFIG, else /etc/kith/kithd.conf)
  --env-file FILE       file of environment names (else .env in the working folder)
  --host ADDRESS        the same as --set server.host=ADDRESS
  --port PORT           the same as --set server.port=PORT
  --data FOLDER         the same as --set server.data=FOLDER
  --set KEY=VALUE       any setting of the list below; secrets are refused here
  --version [--json]    the version
  --help                this text

Exit status: 0 fine, 1 failed, 64 wrong command line, 69 another kithd or a taken port, 70 a fault
of Kith, 74 the disk failed, 75 the database cannot be reached, 77 no permission, 78 wrong
configuration.

Settings, with their defaults. server.port is also KITH_SERVER_PORT in the environment.
)";

struct ValueOption
{
    const char *name;
    const char *key; ///< of a setting, or null
};
constexpr ValueOption kValueOptions[] = {
    {"--config", nullptr},
    {"--env-file", nullptr},
    {"--host", "server.host"},
    {"--port", "server.port"},
    {"--data", "server.data"},
    {"--set", nullptr},
    {"--to", nullptr},
    {"--from", nullptr},
    {"--verify", nullptr},
    {"--username", nullptr},
    {"--email", nullptr},
};
constexpr const char *kSwitches[] = {"--print", "--example", "--markdown", "--json",
    "--password-stdin", "--additional", "--help", "--version"};

Error usageError(const QString &sentence) { return invalidInput(QString(), sentence); }

bool isSwitch(const QString &word)
{
    return std::any_of(std::begin(kSwitches), std::end(kSwitches),
        [&](const char *name) { return word == QLatin1StringView(name); });
}

const ValueOption *valueOption(const QString &name)
{
    const auto found = std::find_if(std::begin(kValueOptions), std::end(kValueOptions),
        [&](const ValueOption &o) { return name == QLatin1StringView(o.name); });
    return found == std::end(kValueOptions) ? nullptr : found;
}

Result<void> takeSet(const QString &text, CommandLine &line)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        return usageError(u"--set wants KEY=VALUE, such as --set server.port=8080"_s);
    const QString key = text.left(equals);
    line.sources.flags.push_back({u"--set "_s + key, key, text.mid(equals + 1)});
    return {};
}

Result<void> takeValue(const ValueOption &option, const QString &value, CommandLine &line)
{
    const QString name = QString::fromLatin1(option.name);
    if (option.key)
        line.sources.flags.push_back({name, QString::fromLatin1(option.key), value});
    else if (name == u"--config")
        line.sources.file = value;
    else if (name == u"--env-file")
        line.sources.dotEnv = value;
    else if (name == u"--set")
        return takeSet(value, line);
    else
        line.values.insert(name, value);
    return {};
}

/// What was not said on the command line about where to look.
void completeSources(config::Sources &sources)
{
    sources.environment = QProcessEnvironment::systemEnvironment();
    sources.credentials = sources.environment.value(u"CREDENTIALS_DIRECTORY"_s);
    if (sources.file.isEmpty())
        sources.file = sources.environment.value(u"KITH_CONFIG"_s);
    const QString usual = u"/etc/kith/kithd.conf"_s;
    if (sources.file.isEmpty() && QFileInfo::exists(usual))
        sources.file = usual;
    if (sources.dotEnv.isEmpty())
        sources.dotEnv = u".env"_s;
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    QStringList words;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (!argument.startsWith(u"--")) {
            words += argument;
        } else if (isSwitch(argument)) {
            line.switches += argument;
        } else {
            // Both "--port 8000" and "--port=8000".
            const QString name = argument.section(u'=', 0, 0);
            const ValueOption *option = valueOption(name);
            if (!option)
                return usageError(u"there is no option "_s + name);
            const bool inside = argument.contains(u'=');
            if (!inside && i + 1 == arguments.size())
                return usageError(name + u" wants a value"_s);
            TRY(takeValue(*option, inside ? argument.section(u'=', 1) : arguments[++i], line));
        }
    }
    if (!words.isEmpty())
        line.command = words.takeFirst();
    line.words = words;
    completeSources(line.sources);
    return line;
}

QString usageText() { return QString::fromUtf8(kUsage); }

} // namespace kith
