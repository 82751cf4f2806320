// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"

namespace kith::config {

/// How the log is written, to a terminal or to something else.
ops::LogOptions logOptionsOf(const Config &config, bool isTerminal);

} // namespace kith::config
