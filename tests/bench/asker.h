// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httppeer.h"
#include "report.h"

#include <vector>

namespace kith::bench {

/// The next request of one connection.
using NextRequest = std::function<QByteArray()>;
NextRequest always(QByteArray request);

struct AskedWork
{
    quint16 port = 0;
    pid_t pid = 0; ///< whose processor time is told
    int status = 200; ///< that every answer must have
    std::vector<NextRequest> connections{}; ///< each has one request under way
    std::chrono::milliseconds span{};
    /// Whatever else the load has to hear of on the same loop; null: nothing.
    Loop *loop = nullptr;
};

struct AskedOutcome
{
    double perSecond = 0;
    Processor processor{};
    qint64 answers = 0; ///< from the first to the last, also those that were not measured
};

/// Asks over connections that stay open, again as soon as an answer has come, and stops when all
/// that was asked is answered. Errors: another status, with its body; a closed connection.
Result<AskedOutcome> measureAsks(const AskedWork &work);

} // namespace kith::bench
