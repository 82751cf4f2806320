// SPDX-License-Identifier: GPL-3.0-or-later
#include "processfacts.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace kith::floods {

namespace {

QByteArrayList wordsOf(qint64 pid, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QByteArrayList();
}

} // namespace

int ProcessFacts::descriptors() const
{
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(m_pid));
    return static_cast<int>(
        folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size());
}

qint64 ProcessFacts::residentBytes() const
{
    return wordsOf(m_pid, "statm").value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

std::chrono::milliseconds ProcessFacts::processorTime() const
{
    // Its name, the second word, is "(kithd)": without spaces.
    const QByteArrayList words = wordsOf(m_pid, "stat");
    const qint64 ticks = words.value(13).toLongLong() + words.value(14).toLongLong();
    return std::chrono::milliseconds(ticks * 1000 / ::sysconf(_SC_CLK_TCK));
}

} // namespace kith::floods
