// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/rooms.h"

#include <algorithm>
#include <mutex>

namespace kith::core {

bool RoomBoard::enter(ChatId chat, UserId user)
{
    const std::unique_lock lock(m_mutex);
    Place &place = m_rooms[chat][user];
    if (++place.sockets > 1)
        return false;
    place.order = ++m_entered;
    ++m_roomsOf[user];
    ++m_pairs;
    return true;
}

bool RoomBoard::leave(ChatId chat, UserId user)
{
    const std::unique_lock lock(m_mutex);
    const auto room = m_rooms.find(chat);
    if (room == m_rooms.end())
        return false;
    const auto place = room->second.find(user);
    if (place == room->second.end() || --place->second.sockets > 0)
        return false;
    room->second.erase(place);
    if (room->second.empty())
        m_rooms.erase(room);
    if (const auto rooms = m_roomsOf.find(user); --rooms->second == 0)
        m_roomsOf.erase(rooms);
    --m_pairs;
    return true;
}

std::vector<UserId> RoomBoard::people(ChatId chat) const
{
    std::vector<std::pair<quint64, UserId>> entered;
    {
        const std::shared_lock lock(m_mutex);
        const auto room = m_rooms.find(chat);
        if (room == m_rooms.end())
            return {};
        entered.reserve(room->second.size());
        for (const auto &[user, place] : room->second)
            entered.emplace_back(place.order, user);
    }
    std::sort(entered.begin(), entered.end());
    std::vector<UserId> people;
    people.reserve(entered.size());
    for (const auto &[order, user] : entered)
        people.push_back(user);
    return people;
}

bool RoomBoard::has(ChatId chat, UserId user) const
{
    const std::shared_lock lock(m_mutex);
    const auto room = m_rooms.find(chat);
    return room != m_rooms.end() && room->second.contains(user);
}

RoomBoard::Counts RoomBoard::counts() const
{
    const std::shared_lock lock(m_mutex);
    return {.people = m_roomsOf.size(), .pairs = m_pairs};
}

} // namespace kith::core
