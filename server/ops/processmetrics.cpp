// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/processmetrics.h"

#include "ops/log.h"

#include <QDir>
#include <QFile>

#include <ctime>

#include <sys/resource.h>
#include <unistd.h>

namespace kith::ops {

namespace {

/// The n-th number of /proc/self/statm, in bytes. 0 total, 1 resident.
double memoryBytes(int column)
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> columns = file.readAll().split(' ');
    return columns.value(column).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
}

} // namespace

qint64 residentBytes() { return static_cast<qint64>(memoryBytes(1)); }

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

qint64 openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

qint64 mostDescriptors()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<qint64>(limit.rlim_cur);
}

void addProcessMetrics(Metrics &metrics, const QByteArray &version)
{
    using enum Metrics::Reads;
    metrics
        .gauge("kithd_build_info", "Always 1; the labels say what runs",
            {{"version", version}, {"qt", qVersion()}})
        .set(1);
    metrics.observe("process_resident_memory_bytes", "Resident memory size in bytes", Gauge,
        [] { return memoryBytes(1); });
    metrics.observe("process_virtual_memory_bytes", "Virtual memory size in bytes", Gauge,
        [] { return memoryBytes(0); });
    metrics.observe("process_open_fds", "Number of open file descriptors", Gauge,
        [] { return static_cast<double>(openDescriptors()); });
    metrics.observe("process_max_fds", "Maximum number of open file descriptors", Gauge,
        [] { return static_cast<double>(mostDescriptors()); });
    metrics.observe("process_cpu_seconds_total", "User and system CPU time spent in seconds",
        Counter, processorSeconds);
    metrics.observe("process_start_time_seconds", "Start time since the Unix epoch in seconds",
        Gauge, [start = static_cast<double>(std::time(nullptr))] { return start; });
    metrics.observe("kithd_log_lines_lost_total", "Log lines that could not be written", Counter,
        [] { return static_cast<double>(lostLogLines()); });
}

} // namespace kith::ops
