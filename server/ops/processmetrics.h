// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/metrics.h"

/// Figures of this process, from the kernel. Any thread.
namespace kith::ops {

qint64 residentBytes();
double processorSeconds(); ///< spent so far, on all cores
qint64 openDescriptors();
qint64 mostDescriptors();

/// process_* (memory, descriptors, CPU, start) and kithd_build_info, under Prometheus' usual names.
void addProcessMetrics(Metrics &metrics, const QByteArray &version);

} // namespace kith::ops
