// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commandline.h"

#include <QFileInfo>

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr CommonOption kCommonOptions[] = {
    {{"--config", "FILE"}, "configuration file (else $KITH_CONFIG, else /etc/kith/kithd.conf)"},
    {{"--env-file", "FILE"}, "file of environment names (else .env in the working folder)"},
    {{"--host", "ADDRESS"}, "the same as --set server.host=ADDRESS", "server.host"},
    {{"--port", "PORT"}, "the same as --set server.port=PORT", "server.port"},
    {{"--data", "FOLDER"}, "the same as --set server.data=FOLDER", "server.data"},
    {{"--set", "KEY=VALUE"}, "any setting; secrets are refused here"},
    {{"--version"}, "the same as the command version"},
    {{"--help"}, "the same as the command help"},
};

Error usageError(const QString &sentence) { return invalidInput(QString(), sentence); }

/// An option by its name, of all commands or of some.
std::optional<CommonOption> findOption(const QString &name, const std::vector<Option> &own)
{
    const auto isNamed = [&name](const Option &o) { return name == QLatin1StringView(o.name); };
    for (const CommonOption &common : kCommonOptions) {
        if (isNamed(common.option))
            return common;
    }
    const auto found = std::find_if(own.begin(), own.end(), isNamed);
    return found == own.end() ? std::nullopt : std::optional(CommonOption{.option = *found});
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

Result<void> takeValue(const CommonOption &option, const QString &value, CommandLine &line)
{
    const QString name = QString::fromLatin1(option.option.name);
    if (option.setting)
        line.sources.flags.push_back({name, QString::fromLatin1(option.setting), value});
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

std::span<const CommonOption> commonOptions() { return kCommonOptions; }

Result<CommandLine> parseCommandLine(const QStringList &arguments, const std::vector<Option> &own)
{
    CommandLine line;
    QStringList words;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (!argument.startsWith(u"--")) {
            words += argument;
            continue;
        }
        if (const auto whole = findOption(argument, own); whole && !whole->option.value) {
            line.switches += argument;
            continue;
        }
        // Both "--port 8000" and "--port=8000".
        const QString name = argument.section(u'=', 0, 0);
        const auto option = findOption(name, own);
        if (!option || !option->option.value)
            return usageError(u"there is no option "_s + name);
        const bool inside = argument.contains(u'=');
        if (!inside && i + 1 == arguments.size())
            return usageError(name + u" wants a value"_s);
        TRY(takeValue(*option, inside ? argument.section(u'=', 1) : arguments[++i], line));
    }
    if (!words.isEmpty())
        line.command = words.takeFirst();
    line.words = words;
    completeSources(line.sources);
    return line;
}

} // namespace kith::commands
