// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/timerwheel.h"

#include <QTimerEvent>

#include <algorithm>
#include <bit>

namespace kith::net {

using std::chrono::milliseconds;

Deadline::Deadline(TimerWheel &wheel, std::function<void()> passed)
    : m_wheel(&wheel), m_passed(std::move(passed))
{
}

void Deadline::arm(milliseconds in)
{
    if (isArmed())
        m_wheel->remove(*this);
    m_wheel->add(*this, in);
}

void Deadline::cancel()
{
    if (isArmed() && m_wheel)
        m_wheel->remove(*this);
}

static void linkBefore(DeadlineLink &head, DeadlineLink &link)
{
    link.previous = head.previous;
    link.next = &head;
    head.previous->next = &link;
    head.previous = &link;
}

static void unlink(DeadlineLink &link)
{
    link.previous->next = link.next;
    link.next->previous = link.previous;
    link = {};
}

TimerWheel::TimerWheel(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_epoch(clock.steady())
{
    for (DeadlineLink &head : m_slots)
        head = {&head, &head};
}

TimerWheel::~TimerWheel()
{
    // A deadline that outlives its wheel must find itself unarmed.
    for (DeadlineLink &head : m_slots) {
        while (head.next != &head)
            unlink(*head.next);
    }
}

qint64 TimerWheel::millisNow() const
{
    return std::chrono::duration_cast<milliseconds>(m_clock.steady() - m_epoch).count();
}

void TimerWheel::add(Deadline &deadline, milliseconds in)
{
    // Rounding up twice: a slot passes when it has ended, and millisNow() has cut a part of one.
    const qint64 due = millisNow() + std::max<qint64>(in.count(), 0) + 1;
    const qint64 tick = std::max(m_done + 1, (due + kSlot.count() - 1) / kSlot.count());
    const auto slot = static_cast<size_t>(tick % kSlots);
    deadline.m_tick = tick;
    linkBefore(m_slots[slot], deadline);
    m_used[slot / 64] |= quint64(1) << (slot % 64);
    ++m_armed;
    if (!m_advancing && (!m_timer.isActive() || tick < m_wakeTick))
        sleepUntilNext();
}

void TimerWheel::remove(Deadline &deadline)
{
    unlink(deadline);
    // A timer that is already set stays set: it finds nothing and is not set again.
    --m_armed;
    const auto slot = static_cast<size_t>(deadline.m_tick % kSlots);
    if (m_slots[slot].next == &m_slots[slot])
        m_used[slot / 64] &= ~(quint64(1) << (slot % 64));
}

int TimerWheel::advance()
{
    if (m_advancing)
        return 0; // a callback that runs a nested loop
    m_advancing = true;
    int passed = 0;
    const qint64 now = millisNow() / kSlot.count();
    while (m_armed > 0) {
        const qint64 tick = nextUsedTick();
        if (tick > now)
            break;
        m_done = tick;
        passed += passSlot(static_cast<int>(tick % kSlots), tick);
    }
    m_done = std::max(m_done, now);
    m_advancing = false;
    sleepUntilNext();
    return passed;
}

int TimerWheel::passSlot(int slot, qint64 tick)
{
    // Work through a list of our own: callbacks may arm into this very slot (a later turn) and may
    // cancel what is still to come here.
    DeadlineLink due{&due, &due};
    DeadlineLink &head = m_slots[static_cast<size_t>(slot)];
    for (DeadlineLink *each = head.next; each != &head;) {
        DeadlineLink *following = each->next;
        if (static_cast<Deadline *>(each)->m_tick <= tick) {
            unlink(*each);
            linkBefore(due, *each);
        }
        each = following;
    }
    if (head.next == &head)
        m_used[static_cast<size_t>(slot) / 64] &= ~(quint64(1) << (slot % 64));

    int passed = 0;
    while (due.next != &due) {
        auto &first = *static_cast<Deadline *>(due.next);
        remove(first);
        const auto callback = first.m_passed; // it may destroy the deadline that holds it
        callback();
        ++passed;
    }
    return passed;
}

qint64 TimerWheel::nextUsedTick() const
{
    // From the slot after m_done once round; a slot may hold only later turns, then we look again.
    const qint64 first = m_done + 1;
    for (qint64 tick = first; tick < first + kSlots;) {
        const auto slot = static_cast<size_t>(tick % kSlots);
        const quint64 rest = m_used[slot / 64] >> (slot % 64);
        if (rest != 0) {
            const qint64 found = tick + std::countr_zero(rest);
            return std::min(found, first + kSlots - 1);
        }
        tick += static_cast<qint64>(64 - slot % 64);
    }
    return first + kSlots;
}

void TimerWheel::sleepUntilNext()
{
    if (m_armed == 0) {
        m_timer.stop();
        return;
    }
    m_wakeTick = nextUsedTick();
    const qint64 wait = std::max<qint64>(m_wakeTick * kSlot.count() - millisNow(), 0);
    m_timer.start(static_cast<int>(wait), Qt::PreciseTimer, this);
}

void TimerWheel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        advance();
}

} // namespace kith::net
