// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <set>
#include <unordered_map>
#include <vector>

namespace kith::net {

/// QTimers in the order they are due: O(log n) each, where Qt's own list is a sorted vector.
/// Part of the event dispatcher; one thread.
class TimerHeap
{
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;
    struct Timer
    {
        qint64 interval = 0; ///< milliseconds; 0 fires once each pass of the loop
        Qt::TimerType type = Qt::PreciseTimer;
        QObject *object = nullptr;
        Time due{};
        quint64 serial = 0; ///< Qt gives ids to new timers as soon as they are free
        bool firing = false; ///< its event is being handled: a nested loop must not send another
    };

    void add(int id, qint64 interval, Qt::TimerType type, QObject *object, Time now);
    bool remove(int id);
    bool removeAll(QObject *object);
    bool isEmpty() const { return m_order.empty(); }
    /// Milliseconds until the next one is due, rounded up; 0 if one is.
    int waitTime(Time now) const;
    /// Milliseconds that id has left, 0 if it is late, -1 if there is none.
    qint64 remaining(int id, Time now) const;
    /// Sends a QTimerEvent to each that is due now; true if there was one.
    bool fire(Time now);

    template <class F> void eachOf(QObject *object, F &&f) const
    {
        for (const auto &[id, timer] : m_timers) {
            if (timer.object == object)
                f(id, timer);
        }
    }

private:
    struct Due
    {
        Time at{};
        quint64 serial = 0;
        int id = 0;
        auto operator<=>(const Due &) const = default;
    };
    void fireOne(const Due &due, Time now);

    std::unordered_map<int, Timer> m_timers;
    std::set<Due> m_order;
    quint64 m_serial = 0;
};

} // namespace kith::net
