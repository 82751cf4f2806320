// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace kith {

/// A strong integer id: swapping two ids of different kinds does not compile.
/// Ids are small, positive and unique over all kinds of object and all nodes (blocks leased from
/// the database); they order nothing, `seq` does. A default Id means "not stored yet"; "no id" is
/// std::optional<Id>.
template <class Tag> struct Id
{
    qint64 value = 0;

    constexpr Id() = default;
    constexpr explicit Id(qint64 v) : value(v) { }
    constexpr bool isStored() const { return value > 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
    friend constexpr size_t qHash(Id id, size_t seed = 0) noexcept
    {
        return static_cast<size_t>(id.value) * 0x9E3779B97F4A7C15ull ^ seed;
    }
};

using UserId = Id<struct UserTag>;
using ChatId = Id<struct ChatTag>;
using MessageId = Id<struct MessageTag>;
using SessionId = Id<struct SessionTag>;

template <class T> inline constexpr bool isId = false;
template <class Tag> inline constexpr bool isId<Id<Tag>> = true;

} // namespace kith

template <class Tag> struct std::hash<kith::Id<Tag>>
{
    size_t operator()(kith::Id<Tag> id) const noexcept { return qHash(id); }
};
