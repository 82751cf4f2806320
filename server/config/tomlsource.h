// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/sources.h"

namespace kith::config {

/// kithd.conf. `path` is for what is said of it.
void readToml(const QString &path, const QByteArray &bytes, Reading &out);

} // namespace kith::config
