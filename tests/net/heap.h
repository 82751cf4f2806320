// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <malloc.h>

// Only where the address sanitizer's allocator takes malloc's place.
extern "C" size_t __sanitizer_get_current_allocated_bytes() __attribute__((weak));

namespace kith::net {

/// Bytes that the process has allocated and not freed, by the allocator's own count; what a thread
/// keeps for itself (some 200 KiB) counts as in use. Any thread.
inline qint64 heapInUse()
{
    if (__sanitizer_get_current_allocated_bytes)
        return static_cast<qint64>(__sanitizer_get_current_allocated_bytes());
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<qint64>(info.uordblks + info.hblkhd);
}

} // namespace kith::net
