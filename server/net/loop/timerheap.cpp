// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/timerheap.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>

namespace kith::net {

using std::chrono::milliseconds;

namespace {

/// Coarse timers may be 5 % off: let those that fall close together share a wake-up.
TimerHeap::Time aligned(TimerHeap::Time due, qint64 interval, Qt::TimerType type)
{
    if (type == Qt::PreciseTimer || interval < 40)
        return due;
    const milliseconds grain(
        type == Qt::VeryCoarseTimer ? 1000 : std::clamp<qint64>(interval / 32, 1, 500));
    const auto since = due.time_since_epoch();
    const auto grains = (since + grain - TimerHeap::Clock::duration(1)) / grain;
    return TimerHeap::Time(grains * std::chrono::duration_cast<TimerHeap::Clock::duration>(grain));
}

} // namespace

void TimerHeap::add(int id, qint64 interval, Qt::TimerType type, QObject *object, Time now)
{
    remove(id);
    Timer timer{.interval = interval, .type = type, .object = object};
    timer.due = aligned(now + milliseconds(interval), interval, type);
    timer.serial = ++m_serial;
    m_order.insert({timer.due, timer.serial, id});
    m_timers.emplace(id, timer);
}

bool TimerHeap::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_order.erase({found->second.due, found->second.serial, id});
    m_timers.erase(found);
    return true;
}

bool TimerHeap::removeAll(QObject *object)
{
    std::vector<int> ids;
    eachOf(object, [&ids](int id, const Timer &) { ids.push_back(id); });
    for (const int id : ids)
        remove(id);
    return !ids.empty();
}

int TimerHeap::waitTime(Time now) const
{
    if (m_order.begin()->at <= now)
        return 0;
    const auto left = std::chrono::ceil<milliseconds>(m_order.begin()->at - now).count();
    return static_cast<int>(std::min<qint64>(left, std::numeric_limits<int>::max()));
}

qint64 TimerHeap::remaining(int id, Time now) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return -1;
    const auto left = std::chrono::ceil<milliseconds>(found->second.due - now).count();
    return std::max<qint64>(left, 0);
}

bool TimerHeap::fire(Time now)
{
    // Collected first: a timer of 0 ms is due again as soon as it has fired, but only in the next
    // pass, or nothing else would get its turn.
    std::vector<Due> due;
    for (auto it = m_order.begin(); it != m_order.end() && it->at <= now; ++it)
        due.push_back(*it);
    for (const Due &each : due)
        fireOne(each, now);
    return !due.empty();
}

void TimerHeap::fireOne(const Due &due, Time now)
{
    auto found = m_timers.find(due.id);
    if (found == m_timers.end() || found->second.serial != due.serial
        || found->second.due != due.at)
        return; // gone, another one, or fired by a nested loop meanwhile
    Timer &timer = found->second;
    m_order.erase(due);
    const milliseconds interval(timer.interval);
    timer.due = aligned(std::max(due.at, now - interval) + interval, timer.interval, timer.type);
    m_order.insert({timer.due, timer.serial, due.id});
    if (timer.firing)
        return;
    timer.firing = true;
    QTimerEvent event(due.id);
    QCoreApplication::sendEvent(timer.object, &event);
    found = m_timers.find(due.id);
    if (found != m_timers.end() && found->second.serial == due.serial)
        found->second.firing = false;
}

} // namespace kith::net
