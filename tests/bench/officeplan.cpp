// SPDX-License-Identifier: GPL-3.0-or-later
#include "officeplan.h"

#include "office.h"

#include <algorithm>
#include <array>

namespace kith::bench {

namespace {

using Size = OfficePlan::Size;

/// Everybody talks to those who sit so far from them, on both sides: a neighbour, one of the team,
/// and two of others.
constexpr std::array<uint32_t, office::kDirects / 2> kDistances{1, 3, 12, 23};

void addRoom(OfficePlan &plan, Size size, std::vector<uint32_t> members)
{
    const auto number = static_cast<uint32_t>(plan.rooms.size());
    for (const uint32_t person : members)
        plan.roomsOf[person].push_back(number);
    plan.rooms.push_back({.size = size,
        .members = std::move(members),
        .said = size == Size::Direct ? office::kSaidDirect : office::kSaid});
}

/// Rooms of `each` people: `step` 1 puts neighbours together, a larger one people from all over.
void addRooms(OfficePlan &plan, Size size, uint32_t people, uint32_t each, bool neighbours)
{
    const uint32_t rooms = (people + each - 1) / each;
    for (uint32_t room = 0; room < rooms; ++room) {
        std::vector<uint32_t> members;
        const uint32_t first = neighbours ? room * each : room;
        const uint32_t end = neighbours ? std::min(first + each, people) : people;
        for (uint32_t person = first; person < end; person += neighbours ? 1 : rooms)
            members.push_back(person);
        addRoom(plan, size, std::move(members));
    }
}

} // namespace

OfficePlan planOffice(uint32_t people)
{
    OfficePlan plan;
    plan.roomsOf.resize(people);
    for (const uint32_t distance : kDistances) {
        for (uint32_t person = 0; person < people; ++person)
            addRoom(plan, Size::Direct, {person, (person + distance) % people});
    }
    addRooms(plan, Size::Small, people, office::kSmall, true);
    addRooms(plan, Size::Small, people, office::kSmall, false);
    addRooms(plan, Size::Large, people, office::kLarge, true);
    addRooms(plan, Size::Large, people, office::kLarge, false);
    // Of about the same size each, when one does not hold all.
    const uint32_t halls = (people + office::kGeneral - 1) / office::kGeneral;
    addRooms(plan, Size::General, people, (people + halls - 1) / halls, true);
    return plan;
}

uint32_t wholeOffice(qint64 wanted)
{
    return static_cast<uint32_t>(
        std::max<qint64>(office::kLarge, wanted / office::kLarge * office::kLarge));
}

} // namespace kith::bench
