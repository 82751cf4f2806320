// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

/// The password of somebody whom an administrator makes, from the terminal.
namespace kith::commands {

struct ChosenPassword
{
    QString text{};
    bool isGenerated = false;
};

/// Asks for it on a terminal, reads a line of standard input, or generates one. Errors:
/// InvalidInput where the second typing differs.
Result<ChosenPassword> choosePassword(bool isOnStdin);

} // namespace kith::commands
