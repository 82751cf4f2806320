// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <sys/types.h>

namespace kith::bench {

/// Processor seconds that a process has used, all its threads, in the kernel too. 0 when it is
/// gone.
double processorSeconds(pid_t pid);

/// Bytes of memory that a process holds (VmRSS of /proc/PID/status). 0 when it is gone.
qint64 residentBytes(pid_t pid);

/// Processor time of the server and of the load, from its making on.
class ProcessorMeter
{
public:
    explicit ProcessorMeter(pid_t server);
    double server() const;
    double load() const;

private:
    pid_t m_server;
    double m_serverBefore;
    double m_loadBefore;
};

} // namespace kith::bench
