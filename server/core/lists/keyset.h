// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"
#include "store/table.h"

#include <algorithm>

/// Tables that are read in pages, both ways, sorted by one of several columns and then by id. Each
/// page is found by seeking in that column's index, so that it costs the same wherever it is.
namespace kith::core {

/// Where a page begins: behind the row with this value and id, or, going back, before it.
struct KeysetPlace
{
    bool isForward = true;
    size_t sort = 0; ///< of which list it is a place
    store::SqlValue value{}; ///< null, a number or a text
    qint64 id = 0;
};
QString textOf(const KeysetPlace &place);
/// Errors: InvalidInput that names `cursor`, also for one of another sort.
Result<KeysetPlace> placeFrom(const QString &cursor, size_t sort);

/// One step of finding a page. An OR of them would keep both engines from seeking.
enum class KeysetStage {
    All, ///< from the start
    Ties, ///< the same value, a later id
    Beyond, ///< a later value
    NullTies, ///< no value, a later id
    Nulls,
    NotNulls,
};
inline constexpr size_t kKeysetStages = 6;
/// Null stands before every value, as it does in an index of either engine.
std::vector<KeysetStage> stagesFrom(const std::optional<KeysetPlace> &place, bool isAscending);

/// The statements of one table: for each plan (a way to filter), sort, direction and stage. Static.
class KeysetSql
{
public:
    /// `select` up to FROM …; `plans` are conditions with the caller's own parameters.
    KeysetSql(const QByteArray &select, const std::vector<QByteArray> &plans,
        const std::vector<QByteArray> &sortColumns, const QByteArray &idColumn);

    struct Which
    {
        size_t plan = 0;
        size_t sort = 0;
        bool isAscending = true;
    };
    store::Sql text(const Which &which, KeysetStage stage) const;

private:
    size_t m_sorts;
    std::vector<QByteArray> m_texts;
};

template <class Row> struct KeysetPage
{
    std::vector<Row> rows{};
    std::optional<QString> next{};
    std::optional<QString> prev{};
};

/// One page. `place(row)` tells a row's value and id; `params` are those of the plan.
template <class Row, class PlaceOf>
Result<KeysetPage<Row>> keysetPage(store::SqlSession &sql, const KeysetSql &texts,
    KeysetSql::Which which, const std::optional<QString> &cursor, qint64 limit,
    std::vector<store::Param> params, PlaceOf &&placeOf)
{
    std::optional<KeysetPlace> from;
    if (cursor) {
        TRY_ASSIGN(from, placeFrom(*cursor, which.sort));
    }
    const bool isForward = !from || from->isForward;
    which.isAscending = which.isAscending == isForward;
    params.push_back({":value", from ? from->value : store::SqlValue()});
    params.push_back({":id", from ? from->id : 0});
    params.push_back({":limit", 0});
    KeysetPage<Row> page;
    for (const KeysetStage stage : stagesFrom(from, which.isAscending)) {
        const qint64 wanted = limit + 1 - static_cast<qint64>(page.rows.size());
        if (wanted <= 0)
            break;
        params.back().value = wanted;
        TRY(sql.query(texts.text(which, stage), params,
            [&](const store::SqlRow &row) { page.rows.push_back(store::rowFrom<Row>(row)); }));
    }
    const bool hasMore = static_cast<qint64>(page.rows.size()) > limit;
    if (hasMore)
        page.rows.pop_back();
    if (!isForward)
        std::reverse(page.rows.begin(), page.rows.end());
    if (page.rows.empty())
        return page;
    const auto cursorAt = [&](const Row &row, bool forward) {
        KeysetPlace place = placeOf(row);
        place.isForward = forward;
        place.sort = which.sort;
        return textOf(place);
    };
    if (isForward ? hasMore : true)
        page.next = cursorAt(page.rows.back(), true);
    if (isForward ? from.has_value() : hasMore)
        page.prev = cursorAt(page.rows.front(), false);
    return page;
}

} // namespace kith::core
