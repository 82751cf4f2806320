// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"

#include <QFileInfo>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

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
    {"--noted", nullptr},
    {"--username", nullptr},
    {"--email", nullptr},
};
constexpr const char *kSwitches[] = {"--print", "--example", "--markdown", "--man", "--json",
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

} // namespace kith
