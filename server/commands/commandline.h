// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/sources.h"

#include <QMap>
#include <QStringList>

#include <span>

namespace kith::commands {

/// `kithd COMMAND [word…] [options]`, taken apart.
struct CommandLine
{
    QString command = QStringLiteral("serve");
    QStringList words{}; ///< what follows the command
    config::Sources sources{};
    QStringList switches{}; ///< those without a value: "--print", "--json", …
    QMap<QString, QString> values{}; ///< those with one: "--email", …
};

/// Something that a command line may hold.
struct Option
{
    const char *name = nullptr; ///< "--to"
    const char *value = nullptr; ///< what stands behind it, "FOLDER"; null: it is a switch
};

/// An option of all commands.
struct CommonOption
{
    Option option{};
    const char *text = nullptr; ///< for help and the manual
    const char *setting = nullptr; ///< the key that it sets, or null
};
std::span<const CommonOption> commonOptions();

/// `own`: the options of the commands, which are taken wherever they stand. Errors: InvalidInput
/// with a sentence about the command line.
Result<CommandLine> parseCommandLine(const QStringList &arguments, const std::vector<Option> &own);

} // namespace kith::commands
