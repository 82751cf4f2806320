// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/executor.h"
#include "core/accounts/sessiongate.h"
#include "core/live/presence.h"
#include "core/live/roster.h"
#include "net/realtime/switchboard.h"
#include "ops/health.h"

#include <QTimer>

#include <atomic>
#include <memory>
#include <vector>

namespace kith {

/// What the server does by the clock: tells who came and went, keeps last_seen and the last
/// use of sessions, forgets old
/// idempotency keys, looks after the disk and the database, asks the loops whether they turn, and
/// feeds systemd's watchdog while they do. Lives on the main thread.
class Housekeeping
{
public:
    struct Parts
    {
        api::Executor &executor;
        const Clock &clock;
        core::PresenceBoard &presence;
        core::SessionGate &gate;
        const core::Roster &roster;
        net::Switchboard &switchboard;
        ops::Health &health;
        QString databaseFolder{}; ///< where room is kept; empty: the database is not here
        qint64 diskReserve = 0; ///< bytes
        std::chrono::milliseconds offlineAfter{};
    };

    /// Hands a call to a loop of another thread, which runs it at its next turn.
    using Post = std::function<void(std::function<void()>)>;

    explicit Housekeeping(Parts parts);
    /// One more loop that must turn, or the server does not live. Before start().
    void watchLoop(const QString &name, Post post);
    void start();
    void stop();

private:
    /// A loop that has not answered yet is not asked again: its mailbox must not grow.
    struct Loop
    {
        QString name{};
        Post post{};
        std::shared_ptr<std::atomic<bool>> asked = std::make_shared<std::atomic<bool>>(false);
    };

    void everySecond();
    void askLoops();
    void tellPresence();
    void checkDisk();
    void probeDatabase();
    void forgetOldKeys();
    void sweepSessions();
    void feedWatchdog();
    void run(std::function<api::StepResult(core::Tx &)> write, api::Executor::Done done);
    void write(std::function<Result<bool>(core::Tx &)> change, std::function<void(bool)> then = {});

    Parts m_parts;
    std::vector<Loop> m_loops;
    QTimer m_beat;
    QTimer m_second;
    QTimer m_minute;
    QTimer m_hour;
    QTimer m_watchdog;
    bool m_isDiskLow = false;
    std::atomic<bool> m_isProbing = false; ///< reset on the writer's thread
};

} // namespace kith
