// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/client/apiclient.h"
#include "shared/model/adminlists.h"

namespace kith::console {

/// One page to read of a query that the page's screen knows.
struct PageRequest
{
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageMax;
    bool fromEnd = false; ///< sort the other way round
    bool total = false; ///< say how many match
};

inline SortOrder opposite(SortOrder order)
{
    return order == SortOrder::Ascending ? SortOrder::Descending : SortOrder::Ascending;
}

/// Where a RecordModel's rows come from: a call of AdminApi with the filters of the screen.
template <class T>
using RecordSource = std::function<void(const PageRequest &, Callback<CountedPage<T>>)>;

/// For lists that tell no total.
template <class T> Callback<kith::Page<T>> uncounted(Callback<CountedPage<T>> done)
{
    QObject *context = done.context;
    return Callback<kith::Page<T>>(context, [done = std::move(done)](Result<kith::Page<T>> page) {
        done(std::move(page).map([](kith::Page<T> in) {
            return CountedPage<T>{.items = std::move(in.items),
                .next = std::move(in.next),
                .prev = std::move(in.prev)};
        }));
    });
}

} // namespace kith::console
