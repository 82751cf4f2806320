// SPDX-License-Identifier: GPL-3.0-or-later
#include "processormeter.h"

#include <QByteArray>
#include <QFile>

#include <ctime>
#include <unistd.h>

namespace kith::bench {

double processorSeconds(pid_t pid)
{
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return 0;
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

qint64 residentBytes(pid_t pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toLongLong() * 1024;
    }
    return 0;
}

ProcessorMeter::ProcessorMeter(pid_t server)
    : m_server(server), m_serverBefore(processorSeconds(server)),
      m_loadBefore(processorSeconds(::getpid()))
{
}

double ProcessorMeter::server() const { return processorSeconds(m_server) - m_serverBefore; }

double ProcessorMeter::load() const { return processorSeconds(::getpid()) - m_loadBefore; }

} // namespace kith::bench
