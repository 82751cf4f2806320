// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>

namespace kith::ops {

/// Lets each event through a bounded number of times a second and counts the rest, so that one
/// noisy event neither fills the disk nor hides the others. Lock-free: a table of fixed size, keyed
/// by the event's name; events that collide share a slot and with it the limit.
class EventCap
{
public:
    struct Verdict
    {
        bool pass = true;
        quint64 dropped = 0; ///< since the last line that passed: worth a remark
    };
    Verdict admit(const char *event, qint64 second, int limit);

private:
    static constexpr size_t kSlots = 512;
    struct Slot
    {
        std::atomic<quint64> window{0}; ///< second << 32 | lines in it: one word, one exchange
        std::atomic<quint64> dropped{0};
    };
    std::array<Slot, kSlots> m_slots{};
};

} // namespace kith::ops
