// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/commandline.h"

#include <functional>

/// What commands do before their own work.
namespace kith::commands {

/// Complains of what is wrong with the configuration.
Result<config::Loaded> loadConfig(const CommandLine &line);

/// Runs what needs the data folder for itself, and answers its exit status. What it logs goes where
/// the server's logs go.
int withData(const CommandLine &line, const std::function<int(const config::Config &)> &work);

} // namespace kith::commands
