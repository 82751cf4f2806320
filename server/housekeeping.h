// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/executor.h"
#include "core/presence.h"
#include "net/switchboard.h"
#include "ops/health.h"

#include <QTimer>

namespace kith {

/// What the server does by the clock: tells who came and went, keeps last_seen, forgets old
/// idempotency keys, and feeds systemd's watchdog. Lives on the main thread.
class Housekeeping
{
public:
    struct Parts
    {
        api::Executor &executor;
        const Clock &clock;
        core::PresenceBoard &presence;
        net::Switchboard &switchboard;
        ops::Health &health;
        std::chrono::milliseconds offlineAfter{};
    };

    explicit Housekeeping(Parts parts);
    void start();
    void stop();

private:
    void everySecond();
    void tellPresence();
    void forgetOldKeys();
    void feedWatchdog();
    void write(std::function<Result<bool>(core::Tx &)> change, std::function<void(bool)> then = {});

    Parts m_parts;
    QTimer m_second;
    QTimer m_hour;
    QTimer m_watchdog;
};

} // namespace kith
