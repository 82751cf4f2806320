// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/commandline.h"

#include <span>

/// What an administrator types: one file a command, with its lines of help, its options and the
/// function that runs it. commands.h has the table of all. Everything happens on the main thread.
namespace kith::commands {

/// A line of help and of the manual: what can be typed, and what it does.
struct Usage
{
    const char *typed = nullptr;
    const char *text = nullptr;
};

struct Command
{
    const char *name = nullptr; ///< with its second word, where it has one: "audit verify"
    std::span<const Usage> usage{};
    std::span<const Option> options{}; ///< its own
    /// Answers the exit status (ops/exitcodes.h).
    int (*run)(const CommandLine &line) = nullptr;
};

} // namespace kith::commands
