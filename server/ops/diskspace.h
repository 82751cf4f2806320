// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace kith::ops {

/// Bytes that this process may still write to the file system of a folder, or nothing where the
/// system does not say. Any thread.
std::optional<qint64> freeBytes(const QString &folder);

} // namespace kith::ops
