// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/process.h"

#include <QSocketNotifier>

#include <csignal>

#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kith::ops {

namespace {

sigset_t handledSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

} // namespace

qint64 raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        limit.rlim_cur = before;
    return static_cast<qint64>(limit.rlim_cur);
}

void hardenProcess()
{
    std::signal(SIGPIPE, SIG_IGN);
    ::umask(0027);
    rlimit none{};
    setrlimit(RLIMIT_CORE, &none);
}

ProcessSignals::ProcessSignals()
{
    const sigset_t set = handledSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_fd = ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &ProcessSignals::readSignals);
}

ProcessSignals::~ProcessSignals()
{
    m_notifier.reset();
    ::close(m_fd);
    const sigset_t set = handledSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void ProcessSignals::readSignals()
{
    signalfd_siginfo info{};
    while (::read(m_fd, &info, sizeof info) == sizeof info) {
        if (info.ssi_signo == SIGHUP)
            Q_EMIT reloadRequested();
        else
            Q_EMIT stopRequested(static_cast<int>(info.ssi_signo), std::exchange(m_stopping, true));
    }
}

} // namespace kith::ops
