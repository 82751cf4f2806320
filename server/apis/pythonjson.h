// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace kith::dialects {

/// Where and why Python's json.loads() gives up on a text: clients of the originals are shown both.
struct PythonJsonFault
{
    qsizetype offset = 0; ///< in code points
    const char *message = nullptr; ///< "Expecting value"
};
/// Nothing: Python would have read it.
std::optional<PythonJsonFault> pythonJsonFault(QByteArrayView utf8);

} // namespace kith::dialects
