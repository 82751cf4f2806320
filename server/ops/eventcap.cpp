// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/eventcap.h"

#include <functional>
#include <string_view>

namespace kith::ops {

EventCap::Verdict EventCap::admit(const char *event, qint64 second, int limit)
{
    if (limit <= 0)
        return {};
    Slot &slot = m_slots[std::hash<std::string_view>{}(event) % kSlots];
    const quint64 now = static_cast<quint64>(second) & 0xffff'ffff;
    quint64 seen = slot.window.load(std::memory_order_relaxed);
    quint64 next = 0;
    do {
        const quint64 count = seen >> 32 == now ? (seen & 0xffff'ffff) + 1 : 1;
        next = now << 32 | count;
    } while (!slot.window.compare_exchange_weak(seen, next, std::memory_order_relaxed));
    if ((next & 0xffff'ffff) > static_cast<quint64>(limit)) {
        slot.dropped.fetch_add(1, std::memory_order_relaxed);
        return {.pass = false};
    }
    return {.pass = true, .dropped = slot.dropped.exchange(0, std::memory_order_relaxed)};
}

} // namespace kith::ops
