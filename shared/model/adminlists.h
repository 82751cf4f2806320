// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What every list of the admin API has in common: /api/v2/admin/…

#include "shared/limits.h"
#include "shared/model/page.h"

namespace kith {

enum class SortOrder { Ascending, Descending };

template <>
inline constexpr auto enumNames<SortOrder> = std::to_array<EnumName<SortOrder>>({
    {SortOrder::Ascending, "asc"},
    {SortOrder::Descending, "desc"},
});

/// One page of a table, with how many rows match in all when that was asked for.
template <class T> struct CountedPage
{
    std::vector<T> items{};
    std::optional<QString> next{};
    std::optional<QString> prev{};
    std::optional<qint64> total{}; ///< from counters; for a search at most limits::kCountedMatches
    bool totalIsMinimum = false; ///< more match than were counted

    bool operator==(const CountedPage &) const = default;
};

template <class T> const FieldList &fieldsOf(Of<CountedPage<T>>)
{
    static const FieldList list = fieldList<CountedPage<T>>(listName<T>("Table"),
        {field("items", &CountedPage<T>::items),
            field("next", &CountedPage<T>::next,
                doc("Cursor of the following page, null on the last one")),
            field("prev", &CountedPage<T>::prev,
                doc("Cursor of the page before, null on the first one")),
            field("total", &CountedPage<T>::total, doc("How many match; null unless asked for")),
            field("total_is_minimum", &CountedPage<T>::totalIsMinimum,
                doc("Counting stopped at `total`: more match"))});
    return list;
}

} // namespace kith
