// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

/// What commands say on the terminal, and the exit statuses that go with it.
namespace kith::commands {

void print(const QString &text);
/// On stderr, as a line.
void complain(const QString &text);

/// Says what failed and answers the exit status of it.
int failWith(const Error &error);
/// The same for a command line that is wrong.
int wrongUsage(const QString &sentence);

} // namespace kith::commands
