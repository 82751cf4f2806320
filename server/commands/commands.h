// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/command.h"

namespace kith::commands {

/// The table, in the order of the help text. Each command is in the file of its name.
std::span<const Command *const> allCommands();

const Command &serveCommand();
const Command &checkConfigCommand();
const Command &configCommand();
const Command &migrateCommand();
const Command &adminCreateCommand();
const Command &auditVerifyCommand();
const Command &backupCommand();
const Command &restoreCommand();
const Command &versionCommand();
const Command &helpCommand();

/// Runs what was typed, program name first, and answers the exit status.
int run(const QStringList &arguments);

} // namespace kith::commands
