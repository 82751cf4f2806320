// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of many ids by few statements: "… WHERE id IN (" + idPlaces() + ")". A statement's text must
// be a constant, so its list has a fixed length and the last id fills it up.

#include "store/sqlsession.h"

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

namespace kith::core {

inline constexpr size_t kIdsAtOnce = 64;

/// ":i0, :i1, …"
QByteArray idPlaces();

/// Runs a query over the ids, kIdsAtOnce in each statement.
Result<void> queryByIds(store::SqlSession &sql, store::Sql text, std::span<const qint64> ids,
    const std::function<void(const store::SqlRow &)> &visit);

template <class Id> std::vector<qint64> numbersOf(std::span<const Id> ids)
{
    std::vector<qint64> numbers;
    numbers.reserve(ids.size());
    for (const Id id : ids)
        numbers.push_back(id.value);
    // An id that stands twice in two statements would be found twice.
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

} // namespace kith::core
