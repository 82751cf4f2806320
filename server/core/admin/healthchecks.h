// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/metrics.h"

/// What an operator should know about a running server, and what to do about it: figures in,
/// verdicts out, nothing else. Any thread.
namespace kith::core {

struct HealthFacts
{
    bool isServing = true; ///< the loops turn and the database answers
    QString notServing{}; ///< why not
    bool isDemo = false;
    Timestamp now{};
    qint64 diskFreeBytes = 0;
    qint64 diskBytes = 0; ///< 0: not known
    std::optional<Timestamp> lastBackup{};
    MetricsSample sample{};
    qint64 writerQueueLimit = 1;
    qint64 readerQueueLimit = 1;
    qint64 passwordQueueLimit = 1;
    qint64 connectionLimit = 1;
    qint64 descriptorsOpen = 0;
    qint64 descriptorLimit = 1;
};

/// In a fixed order, those without fault too: an operator sees what was looked at.
std::vector<HealthCheck> judgeHealth(const HealthFacts &facts);
HealthLevel worstOf(const std::vector<HealthCheck> &checks);

} // namespace kith::core
