// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/sources.h"

namespace kith::config {

void readDotEnv(const QString &path, const QByteArray &bytes, Reading &out);
void readEnvironment(const QProcessEnvironment &environment, Reading &out);
void readFlags(const std::vector<FlagValue> &flags, Reading &out);

} // namespace kith::config
