// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/sources.h"

#include <QMap>
#include <QStringList>

namespace kith {

/// `kithd COMMAND [word…] [options]`, taken apart.
struct CommandLine
{
    QString command = QStringLiteral("serve");
    QStringList words{}; ///< what follows the command
    config::Sources sources{};
    QStringList switches{}; ///< those without a value: "--print", "--json", …
    QMap<QString, QString> values{}; ///< those with one: "--email", …
};

/// Errors: InvalidInput with a sentence about the command line.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

/// Runs one command and answers the exit status (ops/exitcodes.h).
int runCommand(const CommandLine &line);

} // namespace kith
