// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/chat.h"
#include "shared/result.h"

#include <cstdint>
#include <vector>

namespace kith::bench {

/// Who is in which chat: people and rooms by number, from 0.
struct OfficePlan
{
    enum class Size : uint8_t { Direct, Small, Large, General };
    struct Room
    {
        Size size = Size::Direct;
        std::vector<uint32_t> members{};
        unsigned said = 0; ///< messages that are there at the beginning
    };

    std::vector<Room> rooms{}; ///< direct ones first, then by their size
    std::vector<std::vector<uint32_t>> roomsOf{}; ///< of each person, in the same order
};

/// The rooms of office.h for so many people: a multiple of a hundred, because everybody is in one
/// large room of each kind.
OfficePlan planOffice(uint32_t people);

/// As many people as planOffice() takes, at most `wanted`, at least a hundred.
uint32_t wholeOffice(qint64 wanted);

} // namespace kith::bench
