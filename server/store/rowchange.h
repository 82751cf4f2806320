// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What changed of a row, and nothing else.

#include "store/table.h"

namespace kith::store {

/// Takes to `onto` what `mine` changed since it was `base`, three rows of one key. False, and
/// `onto` may be half changed: both changed one column, each to another value.
[[nodiscard]] bool carryColumns(const Table &table, const void *base, const void *mine, void *onto);

template <IsRow Row> [[nodiscard]] bool carryChanges(const Row &base, const Row &mine, Row &onto)
{
    return carryColumns(tableOf(Of<Row>()), &base, &mine, &onto);
}

/// Writes the columns in which `after` differs from `before`, a row of the same key; nothing where
/// none does.
///
/// SQLite writes every index again of which a column is named, whether or not its value is another
/// one: a chat written whole with each of its messages would take six pages of indices along.
Result<void> updateColumns(
    SqlSession &session, const Table &table, const void *before, const void *after);

template <IsRow Row>
Result<void> updateChanged(SqlSession &session, const Row &before, const Row &after)
{
    return updateColumns(session, tableOf(Of<Row>()), &before, &after);
}

} // namespace kith::store
