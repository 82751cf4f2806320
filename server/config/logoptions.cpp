// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/logoptions.h"

namespace kith::config {

ops::LogOptions logOptionsOf(const Config &config, bool isTerminal)
{
    const Log &log = config.log;
    const bool isHuman =
        log.format == LogStyle::Human || (log.format == LogStyle::Auto && isTerminal);
    return {.level = log.debug ? ops::Level::Debug : log.level,
        .format = isHuman ? ops::LogFormat::Human : ops::LogFormat::Json,
        .linesPerSecond = log.linesPerSecond};
}

} // namespace kith::config
