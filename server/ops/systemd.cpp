// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/systemd.h"

#include <QList>

#include <cstring>
#include <ctime>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kith::ops {

namespace {

constexpr int kFirstPassed = 3; // SD_LISTEN_FDS_START

bool isForThisProcess(const char *variable)
{
    bool number = false;
    const qlonglong pid = qgetenv(variable).toLongLong(&number);
    return number && pid == getpid();
}

} // namespace

bool notifySystemd(const QByteArray &state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto size = static_cast<size_t>(path.size());
    if (size < 2 || size >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@'))
        return false;
    std::memcpy(address.sun_path, path.constData(), size);
    if (path[0] == '@')
        address.sun_path[0] = '\0'; // Linux's abstract names begin with a zero byte

    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
    const ssize_t sent = ::sendto(fd, state.constData(), static_cast<size_t>(state.size()),
        MSG_NOSIGNAL, reinterpret_cast<const sockaddr *>(&address), length);
    ::close(fd);
    return sent == state.size();
}

bool notifyStopping() { return notifySystemd("STOPPING=1\nSTATUS=Shutting down"); }

bool notifyStatus(const QString &status)
{
    // A newline would begin another assignment.
    return notifySystemd("STATUS=" + QByteArray(status.toUtf8()).replace('\n', ' '));
}

bool notifyReloading()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 micros = qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
    return notifySystemd("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(micros));
}

std::optional<std::chrono::milliseconds> watchdogInterval()
{
    bool number = false;
    const qlonglong micros = qgetenv("WATCHDOG_USEC").toLongLong(&number);
    const bool ours =
        qEnvironmentVariableIsEmpty("WATCHDOG_PID") || isForThisProcess("WATCHDOG_PID");
    if (!number || micros <= 0 || !ours)
        return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::microseconds(micros / 2));
}

std::vector<PassedSocket> takePassedSockets()
{
    bool number = false;
    const int count = qgetenv("LISTEN_FDS").toInt(&number);
    const bool ours = isForThisProcess("LISTEN_PID");
    const QList<QByteArray> names = qgetenv("LISTEN_FDNAMES").split(':');
    for (const char *variable : {"LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"})
        qunsetenv(variable);
    std::vector<PassedSocket> out;
    if (!ours || !number)
        return out;
    for (int i = 0; i < count; ++i) {
        const int fd = kFirstPassed + i;
        // A count larger than what is open is a lie somewhere: take what is there.
        if (::fcntl(fd, F_SETFD, FD_CLOEXEC) == 0)
            out.push_back({.fd = fd, .name = QString::fromUtf8(names.value(i))});
    }
    return out;
}

} // namespace kith::ops
