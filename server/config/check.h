// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/sources.h"

namespace kith::config {

/// What settings say against one another, against the machine or against the safety that
/// docs/security.md asks for: placeholder secrets, demo people beyond loopback, plain HTTP to the
/// world and the like. Each sentence names the fix. `file` is checked for its mode.
std::vector<FieldError> findConflicts(const Loaded &loaded, const QString &file);

/// 127.0.0.0/8, ::1 or "localhost".
bool isLoopback(const QString &host);

} // namespace kith::config
