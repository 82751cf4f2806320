// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The talk with systemd: sd_notify(3) and sd_listen_fds(3) by their documented protocols, without
// libsystemd. Without systemd every function does nothing.

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace kith::ops {

/// Sends one state to $NOTIFY_SOCKET: "READY=1", "STATUS=…", "WATCHDOG=1", "STOPPING=1", several
/// separated by newlines. False: nobody listens, or the socket refused.
bool notifySystemd(const QByteArray &state);

/// What the words are for, so that callers do not spell them.
inline bool notifyReady() { return notifySystemd("READY=1"); }
inline bool notifyWatchdog() { return notifySystemd("WATCHDOG=1"); }
bool notifyStopping();
/// One line for `systemctl status`.
bool notifyStatus(const QString &status);
/// systemd asks for the monotonic time together with RELOADING=1; READY=1 ends the reload.
bool notifyReloading();

/// How often WATCHDOG=1 is due (half of systemd's limit), if systemd watches this process.
std::optional<std::chrono::milliseconds> watchdogInterval();

struct PassedSocket
{
    int fd = -1;
    QString name{}; ///< FileDescriptorName= of the socket unit
};
/// The sockets that systemd opened for us, close-on-exec set. The environment is cleared, so that
/// child processes do not take them for theirs: a second call answers an empty list. Call from main
/// before threads start.
std::vector<PassedSocket> takePassedSockets();

} // namespace kith::ops
