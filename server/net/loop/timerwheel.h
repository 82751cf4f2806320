// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/time.h"

#include <QBasicTimer>
#include <QObject>

#include <array>
#include <chrono>
#include <functional>

namespace kith::net {

class TimerWheel;

struct DeadlineLink
{
    DeadlineLink *previous = nullptr;
    DeadlineLink *next = nullptr;
};

/// One point in time at which something happens unless it is cancelled or moved first.
/// Lives on its wheel's thread. Arming, moving and cancelling cost O(1), so every connection may
/// have several and move them with each packet. Destroying it cancels it; the callback may destroy
/// or re-arm any deadline, its own included.
class Deadline : private DeadlineLink
{
public:
    Deadline(TimerWheel &wheel, std::function<void()> passed);
    ~Deadline() { cancel(); }
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

    /// Passes once, never early and at most one slot (10 ms) late, `in` from now. Arming an armed
    /// deadline moves it.
    void arm(std::chrono::milliseconds in);
    void cancel();
    bool isArmed() const { return next != nullptr; }

private:
    friend class TimerWheel;

    TimerWheel *m_wheel = nullptr;
    qint64 m_tick = 0;
    std::function<void()> m_passed;
};

/// A hashed wheel of deadlines in slots of 10 ms, driven by one timer of its thread that sleeps
/// until the next slot in use, and for good when nothing is armed. QTimerInfoList keeps its
/// timers in a sorted vector: a QTimer a connection would cost O(n) a packet.
///
/// Lives on one thread, the reactor's. Time comes from the clock, so tests move a fake one and call
/// advance().
class TimerWheel : public QObject
{
public:
    static constexpr std::chrono::milliseconds kSlot{10};

    explicit TimerWheel(const Clock &clock, QObject *parent = nullptr);
    ~TimerWheel() override;

    /// Lets every deadline pass that is due by the clock. Returns how many passed.
    int advance();
    SteadyTime now() const { return m_clock.steady(); }
    int armed() const { return m_armed; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    friend class Deadline;
    static constexpr int kSlots = 4096; // 41 s a turn: longer deadlines go round
    static constexpr int kWords = kSlots / 64;

    void add(Deadline &deadline, std::chrono::milliseconds in);
    void remove(Deadline &deadline);
    void sleepUntilNext();
    qint64 millisNow() const;
    int passSlot(int slot, qint64 tick);
    qint64 nextUsedTick() const;

    const Clock &m_clock;
    SteadyTime m_epoch;
    std::array<DeadlineLink, kSlots> m_slots;
    std::array<quint64, kWords> m_used{}; // a bit a slot that holds something
    QBasicTimer m_timer;
    qint64 m_done = 0; // every tick up to here has passed
    qint64 m_wakeTick = 0;
    int m_armed = 0;
    bool m_advancing = false;
};

} // namespace kith::net
