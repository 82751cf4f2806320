// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"

namespace kith {

/// The composition root: builds the server from its parts, runs it until a signal ends it, and
/// answers the exit status. Called once, on the main thread, with a QCoreApplication, the logs set
/// up and the data folder locked.
int serve(const config::Config &config);

} // namespace kith
