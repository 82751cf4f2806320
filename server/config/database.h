// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "store/databaseurl.h"
#include "store/writer.h"

namespace kith::config {

/// Where the data is, from database.url or the mysql_ parts; by default kith.db in the data
/// folder. Errors: InvalidInput whose one field is the key to blame.
Result<store::DatabaseConfig> databaseOf(const Config &config);

store::WriterOptions writerOptionsOf(const Config &config);

} // namespace kith::config
