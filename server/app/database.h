// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "core/tx.h"
#include "store/migrations.h"
#include "store/store.h"

/// The database as kithd's commands and its start need it.
namespace kith {

/// The database of the configuration, its folder made (0700) where it is missing, and its schema
/// brought up to date. Hold the DataLock.
struct PreparedDatabase
{
    store::DatabaseConfig config{};
    store::MigrationReport migrated{};
};
Result<PreparedDatabase> prepareDatabase(const config::Config &config, const Clock &clock);

/// Runs one change in a transaction of its own, before the server starts or instead of it: for
/// `kithd admin create`, the default channels, the demo people.
Result<void> changeOnce(store::SqlSession &session, const core::Environment &env,
    const Clock &clock, const std::function<Result<void>(core::Tx &)> &change);

} // namespace kith
