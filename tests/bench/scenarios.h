// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"
#include "report.h"
#include "target.h"

#include <span>

namespace kith::bench {

/// What one can ask kith-bench to do.
struct Scenario
{
    const char *name = nullptr;
    const char *what = nullptr;
    const char *options = nullptr; ///< their names, separated by spaces, besides the common ones
    Result<void> (*run)(const Options &options, Report &report) = nullptr;
    bool isMeasured = true; ///< part of `all`
};
std::span<const Scenario> scenarios();

/// The server to measure: a fresh one, or the running one that the options name.
Result<std::unique_ptr<Target>> targetFor(const Options &options, qint64 people);

Result<void> runSeed(const Options &options, Report &report);
Result<void> runFanout(const Options &options, Report &report);
Result<void> runFew(const Options &options, Report &report);
Result<void> runDurable(const Options &options, Report &report);
Result<void> runRest(const Options &options, Report &report);
Result<void> runLatency(const Options &options, Report &report);
Result<void> runIdle(const Options &options, Report &report);
Result<void> runStorm(const Options &options, Report &report);
Result<void> runSize(const Options &options, Report &report);
Result<void> runStart(const Options &options, Report &report);
Result<void> runDialects(const Options &options, Report &report);
Result<void> runSocketIo(const Options &options, Report &report);
Result<void> runEngines(const Options &options, Report &report);
Result<void> runOffice(const Options &options, Report &report);
Result<void> runMariaDb(const Options &options, Report &report);

} // namespace kith::bench
